"""The pipelines of diffusers as generators, against calling diffusers directly."""

import gc
import json
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import diffusers
import numpy as np
import pytest
import torch
import transformers

from burnish.compute.memory import OutOfMemory, UnusableOutput
from burnish.compute.precision import Precision
from burnish.generation.generator import RgbImage
from burnish.generation.pipelines import DiffusersGenerator
from burnish.generation.problems import GenerationRefused, GenerationUnsupported, GeneratorUnusable
from burnish.generation.samplers import SAMPLERS
from burnish.monitoring import Cancelled, never_cancelled
from burnish.parameters import SamplerName
from burnish.records import ImageGeneration
from tests.fixtures_generation import (
    TINY_SIDE,
    build_tiny_pipeline,
    tiny_text_encoder,
    tiny_text_encoder_with_projection,
    tiny_tokenizer,
    tiny_unet,
    tiny_vae,
)
from tests.integration.generation.conftest import card_of, generator_with

CPU = torch.device("cpu")
WANTED = ImageGeneration(
    prompt="a red fox in snow",
    negative_prompt="a dog",
    width=TINY_SIDE,
    height=TINY_SIDE + 8,
    steps=5,
    guidance=4.5,
    seed=1234,
    generator="tiny",
    model="tiny",
)


def directly(pipeline: Any, wanted: ImageGeneration) -> RgbImage:
    """What diffusers makes when it is called as its documentation says."""
    pipeline.set_progress_bar_config(disable=True)
    made = pipeline(
        wanted.prompt,
        negative_prompt=wanted.negative_prompt or None,
        width=wanted.width,
        height=wanted.height,
        num_inference_steps=wanted.steps,
        guidance_scale=wanted.guidance,
        generator=torch.Generator("cpu").manual_seed(wanted.seed or 0),
    )
    return np.asarray(made.images[0])


def ignore_steps(step: int, steps: int, estimate: Callable[[], RgbImage]) -> None:
    """For tests that look at the image alone."""


def make(generator: DiffusersGenerator, wanted: ImageGeneration = WANTED) -> RgbImage:
    return generator.generate(wanted, ignore_steps, never_cancelled)


@pytest.mark.parametrize("sampler", [None, *get_args(SamplerName)])
def test_images_are_those_of_diffusers(
    generator: DiffusersGenerator, tiny_pipeline: Path, sampler: SamplerName | None
) -> None:
    pipeline = diffusers.StableDiffusionPipeline.from_pretrained(tiny_pipeline)
    if sampler is not None:
        scheduler = getattr(diffusers, SAMPLERS[sampler].scheduler)
        pipeline.scheduler = scheduler.from_config(pipeline.scheduler.config, **SAMPLERS[sampler].options)
    wanted = WANTED.model_copy(update={"sampler": sampler})
    expected = directly(pipeline, wanted)
    assert expected.std() > 10
    np.testing.assert_array_equal(make(generator, wanted), expected)


@pytest.mark.parametrize("changes", [{"guidance": 0.0}, {"steps": 1}, {"seed": 2**32 - 1}, {"prompt": "fox " * 200}])
def test_unusual_values_too_give_the_images_of_diffusers(
    generator: DiffusersGenerator, tiny_pipeline: Path, changes: dict[str, object]
) -> None:
    wanted = WANTED.model_copy(update=changes)
    pipeline = diffusers.StableDiffusionPipeline.from_pretrained(tiny_pipeline)
    np.testing.assert_array_equal(make(generator, wanted), directly(pipeline, wanted))


def test_half_precision_gives_the_images_of_diffusers_in_it(tiny_pipeline: Path) -> None:
    generator = DiffusersGenerator.load(card_of(tiny_pipeline), CPU, "bfloat16")
    pipeline = diffusers.StableDiffusionPipeline.from_pretrained(tiny_pipeline, dtype=torch.bfloat16)
    np.testing.assert_array_equal(make(generator), directly(pipeline, WANTED))


def test_other_values_give_other_images_and_the_same_ones_the_same(generator: DiffusersGenerator) -> None:
    first = make(generator)
    for changes in ({"seed": 1235}, {"prompt": "a dog"}, {"sampler": "euler_a"}, {"negative_prompt": ""}):
        assert not np.array_equal(make(generator, WANTED.model_copy(update=changes)), first)
    np.testing.assert_array_equal(make(generator), first)


@pytest.mark.parametrize("sampler", ["euler", "heun", "pndm", "dpmpp_2m_karras"])
def test_each_step_is_shown_once_and_the_last_one_as_it_is(generator: DiffusersGenerator, sampler: str) -> None:
    shown: list[tuple[int, int, RgbImage]] = []
    wanted = WANTED.model_copy(update={"sampler": sampler})
    made = generator.generate(
        wanted, lambda step, steps, estimate: shown.append((step, steps, estimate())), never_cancelled
    )
    assert [(step, steps) for step, steps, _ in shown] == [(step, 5) for step in range(1, 6)]
    pictures = [picture for _, _, picture in shown]
    assert {picture.shape for picture in pictures[:-1]} == {(9, 8, 3)}
    assert {picture.dtype for picture in pictures} == {np.dtype(np.uint8)}
    np.testing.assert_array_equal(pictures[-1], made)


def test_looking_at_the_steps_does_not_change_the_image(generator: DiffusersGenerator) -> None:
    looked_at = generator.generate(WANTED, lambda step, steps, estimate: estimate(), never_cancelled)
    np.testing.assert_array_equal(looked_at, make(generator))


@pytest.mark.parametrize("checks", [0, 1, 50, 300, 900])
def test_cancelling_stops_at_any_moment_and_leaves_the_generator_usable(
    generator: DiffusersGenerator, checks: int
) -> None:
    expected = make(generator)
    count = 0

    def cancel() -> None:
        nonlocal count
        count += 1
        if count > checks:
            raise Cancelled

    with pytest.raises(Cancelled):
        generator.generate(WANTED, ignore_steps, cancel)
    assert count == checks + 1
    np.testing.assert_array_equal(make(generator), expected)


def count_denoisers() -> int:
    """How many networks that denoise are in memory."""
    gc.collect()
    return sum(type(thing) is diffusers.UNet2DConditionModel for thing in gc.get_objects())


def test_letting_go_frees_the_networks(tiny_pipeline: Path) -> None:
    before = count_denoisers()
    generator = DiffusersGenerator.load(card_of(tiny_pipeline), CPU, "float32")
    generator.generate(WANTED, lambda step, steps, estimate: estimate(), never_cancelled)
    assert count_denoisers() == before + 1
    del generator
    assert count_denoisers() == before


def test_an_unknown_sampler_is_refused(generator: DiffusersGenerator) -> None:
    with pytest.raises(GenerationUnsupported, match="from elsewhere"):
        make(generator, WANTED.model_copy(update={"sampler": "from elsewhere"}))


def test_pipelines_of_the_xl_kind_work_too(tmp_path: Path) -> None:
    unet = tiny_unet(
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        projection_class_embeddings_input_dim=6 * 8 + 16,
        cross_attention_dim=32,
    )
    pipeline = diffusers.StableDiffusionXLPipeline(
        vae=tiny_vae(),
        text_encoder=tiny_text_encoder(),
        text_encoder_2=tiny_text_encoder_with_projection(),
        tokenizer=tiny_tokenizer(),
        tokenizer_2=tiny_tokenizer(),
        unet=unet,
        scheduler=diffusers.EulerDiscreteScheduler(),
        add_watermarker=False,
    )
    pipeline.save_pretrained(tmp_path / "xl")
    generator = DiffusersGenerator.load(card_of(tmp_path / "xl"), CPU, "float32")
    np.testing.assert_array_equal(make(generator), directly(pipeline, WANTED))


def test_pipelines_that_match_flows_and_pack_their_latents_work_too(tmp_path: Path) -> None:
    torch.manual_seed(5)
    transformer = diffusers.FluxTransformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=32,
        pooled_projection_dim=16,
        axes_dims_rope=(4, 4, 8),
    )
    t5 = transformers.T5Config(vocab_size=100, d_model=32, d_kv=8, d_ff=37, num_layers=1, num_heads=2)
    pipeline = diffusers.FluxPipeline(
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
        vae=tiny_vae(),
        text_encoder=tiny_text_encoder(),
        tokenizer=tiny_tokenizer(),
        text_encoder_2=transformers.T5EncoderModel(t5).eval(),
        tokenizer_2=tiny_tokenizer(),
        transformer=transformer.eval(),
    )
    pipeline.vae.register_to_config(shift_factor=0.1)
    pipeline.save_pretrained(tmp_path / "flux")
    generator = DiffusersGenerator.load(card_of(tmp_path / "flux"), CPU, "float32")
    wanted = WANTED.model_copy(update={"negative_prompt": "", "height": TINY_SIDE + 16})
    shown: list[RgbImage] = []
    made = generator.generate(wanted, lambda step, steps, estimate: shown.append(estimate()), never_cancelled)
    np.testing.assert_array_equal(made, directly(pipeline, wanted))
    assert [picture.shape for picture in shown[:-1]] == [(10, 8, 3)] * 4
    assert all(picture.std() > 0 for picture in shown)


def test_files_in_half_precision_are_read_where_there_are_no_others(tmp_path: Path) -> None:
    pipeline = build_tiny_pipeline().to(torch.float16)
    pipeline.save_pretrained(tmp_path / "half", variant="fp16")
    generator = DiffusersGenerator.load(card_of(tmp_path / "half"), CPU, "float32")
    np.testing.assert_array_equal(make(generator), directly(pipeline.to(torch.float32), WANTED))


def test_output_that_half_precision_spoils_is_made_in_float32() -> None:
    pipeline = build_tiny_pipeline()

    def overflow(module: torch.nn.Module, inputs: tuple[torch.Tensor, ...], output: torch.Tensor) -> torch.Tensor:
        return output * torch.nan if output.dtype == torch.bfloat16 else output

    generator = generator_with(pipeline, torch.bfloat16)
    pipeline.vae.decoder.register_forward_hook(overflow)
    made = make(generator)
    assert pipeline.dtype == torch.bfloat16
    np.testing.assert_array_equal(made, directly(pipeline.to(torch.float32), WANTED))


def test_black_output_of_half_precision_is_made_in_float32() -> None:
    pipeline = build_tiny_pipeline()
    generator = generator_with(pipeline, torch.bfloat16)
    pipeline.vae.decoder.register_forward_hook(
        lambda module, inputs, output: -torch.ones_like(output) if output.dtype == torch.bfloat16 else output
    )
    assert make(generator).std() > 10


def test_output_that_is_no_numbers_in_float32_is_a_problem() -> None:
    pipeline = build_tiny_pipeline()
    pipeline.vae.decoder.register_forward_hook(lambda module, inputs, output: output * torch.nan)
    with pytest.raises(UnusableOutput, match="Tiny"):
        make(generator_with(pipeline))


def run_out_of_memory(*_: object) -> None:
    raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes.")


def test_exhausted_memory_is_saved_and_the_image_made_again() -> None:
    pipeline = build_tiny_pipeline()
    wanted = WANTED.model_copy(update={"height": TINY_SIDE})
    expected = directly(pipeline, wanted)
    generator = generator_with(pipeline)

    def need_tiling(*_: object) -> None:
        if not pipeline.vae.use_tiling:
            run_out_of_memory()

    pipeline.vae.decoder.register_forward_pre_hook(need_tiling)
    made = make(generator, wanted)
    assert int(np.abs(made.astype(int) - expected).max()) <= 1


def test_memory_that_never_suffices_is_a_problem_with_a_remedy() -> None:
    pipeline = build_tiny_pipeline()
    generator = generator_with(pipeline)
    pipeline.unet.register_forward_pre_hook(run_out_of_memory)
    with pytest.raises(OutOfMemory, match="smaller size"):
        make(generator)


def test_an_image_that_the_safety_checker_blanks_is_refused() -> None:
    from diffusers.pipelines.stable_diffusion import StableDiffusionSafetyChecker

    vision = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    configuration = transformers.CLIPConfig(vision_config={**vision, "image_size": 32, "patch_size": 16})
    checker = StableDiffusionSafetyChecker(configuration).eval()
    processor = transformers.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    pipeline = build_tiny_pipeline(safety_checker=checker, feature_extractor=processor, requires_safety_checker=True)
    checker.concept_embeds_weights.fill_(1.0)
    assert make(generator_with(pipeline)).std() > 10
    checker.concept_embeds_weights.fill_(-1.0)
    checker.concept_embeds.fill_(0.0)
    with pytest.raises(GenerationRefused, match="prompt or the seed"):
        make(generator_with(pipeline))


@pytest.mark.parametrize("precision", ["auto", "float32"])
def test_loading_does_not_use_the_network(
    tiny_pipeline: Path, monkeypatch: pytest.MonkeyPatch, precision: Precision
) -> None:
    attempts: list[object] = []

    def refuse(_: socket.socket, address: object) -> None:
        attempts.append(address)
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    DiffusersGenerator.load(card_of(tiny_pipeline), CPU, precision)
    assert attempts == []


@pytest.fixture
def copy(tiny_pipeline: Path, tmp_path: Path) -> Path:
    """The tiny pipeline in a folder that a test may change."""
    return Path(shutil.copytree(tiny_pipeline, tmp_path / "copy"))


@pytest.mark.parametrize("kept", [0, 7, 1000])
def test_damaged_parameters_are_refused(copy: Path, kept: int) -> None:
    path = copy / "unet" / "diffusion_pytorch_model.safetensors"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(GeneratorUnusable, match=str(copy)):
        DiffusersGenerator.load(card_of(copy), CPU, "float32")


def test_parameters_of_another_network_are_refused(copy: Path) -> None:
    shutil.copy(copy / "vae" / "diffusion_pytorch_model.safetensors", copy / "unet")
    with pytest.raises(GeneratorUnusable, match=str(copy)):
        DiffusersGenerator.load(card_of(copy), CPU, "float32")


def test_pipelines_for_other_tasks_are_refused(copy: Path) -> None:
    index = json.loads((copy / "model_index.json").read_text())
    (copy / "model_index.json").write_text(json.dumps({**index, "_class_name": "TextToVideoSDPipeline"}))
    with pytest.raises(GeneratorUnusable, match="TextToVideoSD"):
        DiffusersGenerator.load(card_of(copy), CPU, "float32")


def test_code_that_comes_with_a_pipeline_is_never_run(copy: Path) -> None:
    index = json.loads((copy / "model_index.json").read_text())
    (copy / "unet" / "sly_module.py").write_text("import sys\nsys.sly_code_was_run = True\nclass Sly: pass\n")
    (copy / "model_index.json").write_text(json.dumps({**index, "unet": ["sly_module", "Sly"]}))
    with pytest.raises(GeneratorUnusable):
        DiffusersGenerator.load(card_of(copy), CPU, "float32")
    assert not hasattr(sys, "sly_code_was_run")
