"""The networks that come out of the registries' packages are the trained ones."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from burnish.compatibility import prepare_imports
from burnish.weights.loading import load_state_dict
from burnish.weights.problems import WeightsDamaged
from burnish.weights.store import WeightsStore


def test_general_x4v3_equals_the_official_parameters_rounded_to_float16(weights_root: Path, test_data: Path) -> None:
    converted = load_state_dict(WeightsStore(weights_root / "weights").ensure("realesr-general-x4v3"))
    official = torch.load(test_data / "weights" / "realesr-general-x4v3.pth", weights_only=True)["params"]
    assert converted.keys() == official.keys()
    for name, expected in official.items():
        assert converted[name].dtype == torch.float32
        torch.testing.assert_close(converted[name].half(), expected.half(), rtol=0, atol=0, msg=name)


def test_x4plus_upscales_a_photo_to_the_same_content_in_higher_resolution(weights_root: Path, test_data: Path) -> None:
    """Layers of the same shape that are mixed up near the output cost more than 20 dB here."""
    prepare_imports()
    from basicsr.archs.rrdbnet_arch import RRDBNet

    network = RRDBNet(3, 3, scale=4, num_feat=64, num_block=23, num_grow_ch=32).eval()
    network.load_state_dict(load_state_dict(WeightsStore(weights_root / "weights").ensure("RealESRGAN_x4plus")))
    photo = torch.from_numpy(_read_rgb(test_data / "photos" / "family_1980s.png")[216:248, 316:348])
    with torch.inference_mode():
        output = network(photo.permute(2, 0, 1)[None])[0].clamp(0, 1)
    assert output.shape == (3, 128, 128)
    reduced = torch.nn.functional.avg_pool2d(output, 4).permute(1, 2, 0)
    assert -10 * torch.log10(torch.mean((reduced - photo) ** 2)) > 30


def test_a_damaged_file_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "realesr-general-x4v3.safetensors"
    for content in (b"", b"\xff" * 100):
        path.write_bytes(content)
        with pytest.raises(WeightsDamaged, match="burnish configure --check"):
            load_state_dict(path)


def _read_rgb(path: Path) -> NDArray[np.float32]:
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
    assert pixels is not None
    return (pixels / 255).astype(np.float32)
