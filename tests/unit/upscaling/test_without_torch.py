import subprocess
import sys

import pytest

from burnish.parameters import UpscaleStep
from burnish.upscaling.geometry import predict_output_size


def test_the_output_size_is_predicted() -> None:
    assert predict_output_size(191, 264, UpscaleStep(scale=2)) == (382, 528)
    assert predict_output_size(191, 264, UpscaleStep(scale=4)) == (764, 1056)


@pytest.mark.parametrize(
    "module",
    [
        "upscaling.geometry",
        "compute.environment",
        "upscaling.tiles",
        "upscaling.assembly",
        "upscaling.registry",
        "images.scratch",
    ],
)
def test_what_the_server_may_import_does_not_import_torch(module: str) -> None:
    program = f"import burnish.{module}, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
