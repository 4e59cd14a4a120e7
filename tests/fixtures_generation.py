"""Pipelines of real classes with random parameters, small enough to be made and run within moments."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from diffusers import StableDiffusionPipeline

TINY_SIDE = 64
"""The size that the tiny pipeline recommends, in pixels."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,!?'-"


@pytest.fixture(scope="session")
def tiny_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a text-to-image pipeline of the Stable Diffusion kind, as safetensors; not to be changed."""
    folder = tmp_path_factory.mktemp("pipelines") / "tiny-diffusion"
    build_tiny_pipeline().save_pretrained(folder)
    return folder


def build_tiny_pipeline(**other_components: Any) -> "StableDiffusionPipeline":
    """A new pipeline, always with the same parameters; given components take the place of its own."""
    from diffusers import EulerDiscreteScheduler, StableDiffusionPipeline

    components = {
        "vae": tiny_vae(),
        "text_encoder": tiny_text_encoder(),
        "tokenizer": tiny_tokenizer(),
        "unet": tiny_unet(),
        "scheduler": EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
        ),
        "safety_checker": None,
        "feature_extractor": None,
        "requires_safety_checker": False,
    }
    return StableDiffusionPipeline(**{**components, **other_components})


def tiny_unet(**changes: Any) -> Any:
    """Predicts noise; ``changes`` are to its configuration."""
    import torch
    from diffusers import UNet2DConditionModel

    torch.manual_seed(1)
    configuration = {
        "sample_size": TINY_SIDE // 8,
        "in_channels": 4,
        "out_channels": 4,
        "block_out_channels": (8, 16),
        "layers_per_block": 1,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "cross_attention_dim": 16,
        "attention_head_dim": 2,
        "norm_num_groups": 4,
    }
    return UNet2DConditionModel(**{**configuration, **changes}).eval()


def tiny_vae() -> Any:
    """Turns 4 channels of latents into pictures eight times as wide and high, and back."""
    import torch
    from diffusers import AutoencoderKL

    torch.manual_seed(2)
    return AutoencoderKL(
        sample_size=TINY_SIDE,
        latent_channels=4,
        block_out_channels=(8, 8, 8, 8),
        layers_per_block=1,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        norm_num_groups=4,
    ).eval()


def tiny_text_encoder(**changes: Any) -> Any:
    """Turns tokens into 16 values each."""
    import torch
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(3)
    return CLIPTextModel(CLIPTextConfig(**{**_text_configuration(), **changes})).eval()


def tiny_text_encoder_with_projection() -> Any:
    """The second encoder of a pipeline of the Stable Diffusion XL kind."""
    import torch
    from transformers import CLIPTextConfig, CLIPTextModelWithProjection

    torch.manual_seed(4)
    return CLIPTextModelWithProjection(CLIPTextConfig(**_text_configuration(), projection_dim=16)).eval()


def tiny_tokenizer() -> Any:
    """Spells words letter by letter."""
    from transformers import CLIPTokenizer

    return CLIPTokenizer(vocab=_vocabulary(), merges=[], model_max_length=77)


def _vocabulary() -> dict[str, int]:
    tokens = [*_LETTERS, *(f"{letter}</w>" for letter in _LETTERS), "<|startoftext|>", "<|endoftext|>"]
    return {token: number for number, token in enumerate(tokens)}


def _text_configuration() -> dict[str, Any]:
    vocabulary = _vocabulary()
    return {
        "vocab_size": len(vocabulary),
        "bos_token_id": vocabulary["<|startoftext|>"],
        "eos_token_id": vocabulary["<|endoftext|>"],
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_attention_heads": 2,
        "num_hidden_layers": 2,
        "max_position_embeddings": 77,
    }
