"""A pipeline to measure with: as large as Stable Diffusion 1.5, its parameters random."""

from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers

from burnish.generation.pipeline_loading import quieten_libraries

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BEGIN, _END = "<|startoftext|>", "<|endoftext|>"


def write_stand_in(folder: Path) -> None:
    """Writes the pipeline as safetensors in float32, about 4.3 GB."""
    quieten_libraries()
    scheduler = diffusers.EulerDiscreteScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        pipeline = diffusers.StableDiffusionPipeline(
            **stand_in_networks(),
            tokenizer=_tokenizer(),
            scheduler=scheduler,
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )
    pipeline.save_pretrained(folder)


def stand_in_networks() -> dict[str, Any]:
    """The pipeline's networks, which have the configuration of Stable Diffusion 1.5, by the names of components."""
    return {
        "vae": _vae(),
        "text_encoder": _text_encoder(),
        "unet": diffusers.UNet2DConditionModel(sample_size=64, cross_attention_dim=768),
    }


def _vae() -> Any:
    return diffusers.AutoencoderKL(
        sample_size=512,
        latent_channels=4,
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
    )


def _text_encoder() -> Any:
    configuration = transformers.CLIPTextConfig(
        hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12, hidden_act="quick_gelu"
    )
    return transformers.CLIPTextModel(configuration)


def _tokenizer() -> Any:
    """Spells words letter by letter: which tokens they become does not matter to random parameters."""
    tokens = [*_LETTERS, *(f"{letter}</w>" for letter in _LETTERS), _BEGIN, _END]
    return transformers.CLIPTokenizer(
        vocab={token: number for number, token in enumerate(tokens)}, merges=[], model_max_length=77
    )
