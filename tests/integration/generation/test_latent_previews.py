import numpy as np
import pytest
import torch
from torch.nn import functional

from burnish.generation.latent_previews import LatentProjection, colour_fields, flat_picture
from tests.fixtures_generation import tiny_vae


class MixingAutoencoder(torch.nn.Module):
    """Averages the pixels of each place, and mixes their colours into any number of channels."""

    def __init__(self, channels: int, shift: float) -> None:
        super().__init__()
        self.mixing = torch.nn.Parameter(torch.randn(channels, 3, generator=torch.Generator().manual_seed(5)))
        self.config = {"scaling_factor": 0.18, "shift_factor": shift}

    def encode(self, pictures: torch.Tensor) -> "MixingAutoencoder":
        self._encoded = torch.einsum("cr,nrhw->nchw", self.mixing, functional.avg_pool2d(pictures, 8))
        return self

    @property
    def latent_dist(self) -> "MixingAutoencoder":
        return self

    def mode(self) -> torch.Tensor:
        return self._encoded


@pytest.mark.parametrize("channels", [3, 4, 16])
@pytest.mark.parametrize("shift", [0.0, 0.3])
def test_colours_are_recovered_where_an_autoencoder_keeps_them(channels: int, shift: float) -> None:
    vae = MixingAutoencoder(channels, shift)
    projection = LatentProjection.fit(vae)
    picture = torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(9))
    with torch.no_grad():
        latents = (vae.encode(2 * picture - 1).mode() - shift) * 0.18
    expected = (functional.avg_pool2d(picture, 8)[0].movedim(0, -1) * 255).round().byte().numpy()
    found = projection.picture(latents[0])
    assert found.shape == (8, 12, 3)
    assert np.abs(found.astype(int) - expected).max() <= 1


def test_the_map_of_an_autoencoder_of_diffusers_is_better_than_none() -> None:
    """With random parameters, whose latents keep little of the colours."""
    vae = tiny_vae()
    projection = LatentProjection.fit(vae)
    fields = colour_fields(12, 128)
    with torch.no_grad():
        latents = vae.encode(2 * fields - 1).latent_dist.mode() * vae.config.scaling_factor
    found = np.stack([projection.picture(each) for each in latents]) / 255
    expected = functional.avg_pool2d(fields, 8).movedim(1, -1).numpy()
    assert np.square(found - expected).mean() < 0.98 * np.square(expected - expected.mean((0, 1, 2))).mean()


def test_values_that_are_not_numbers_or_far_out_still_give_a_picture() -> None:
    projection = LatentProjection(torch.ones(5, 3, dtype=torch.float64))
    latents = torch.full((4, 2, 2), torch.nan)
    latents[:, 0, 0] = 1e30
    latents[:, 1, 1] = -torch.inf
    picture = projection.picture(latents)
    assert picture[0, 0].tolist() == [255, 255, 255]
    assert picture[1, 1].tolist() == [0, 0, 0]


def test_the_fields_have_all_colours_and_are_always_the_same() -> None:
    fields = colour_fields(12, 64)
    assert fields.shape == (12, 3, 64, 64)
    assert (float(fields.min()), float(fields.max())) == (0, 1)
    assert torch.equal(fields, colour_fields(12, 64))
    assert (fields - fields.mean(dim=1, keepdim=True)).abs().mean() > 0.05


def test_a_flat_picture_has_the_proportions_of_the_image() -> None:
    assert flat_picture(1024, 512).shape == (64, 128, 3)
    assert flat_picture(1, 1).shape == (1, 1, 3)
