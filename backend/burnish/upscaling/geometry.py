"""How large a result will be, for those who must know before any network runs. Does not import torch."""

from burnish.parameters import UpscaleStep


def predict_output_size(width: int, height: int, step: UpscaleStep) -> tuple[int, int]:
    """Width and height, in pixels, of what ``step`` makes of a picture of ``width`` x ``height`` pixels."""
    return width * step.scale, height * step.scale
