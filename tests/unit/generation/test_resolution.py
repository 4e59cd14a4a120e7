import dataclasses

import pytest

from burnish.generation.cards import PAINTER_CARD, SD_TURBO_CARD
from burnish.generation.problems import GenerationUnsupported
from burnish.generation.resolution import image_of, resolve, seed_of
from burnish.parameters import MAX_SEED, Generation

CARD = dataclasses.replace(SD_TURBO_CARD, size_multiple=16, samplers=("ddim", "euler"))


def test_what_is_left_out_is_as_the_generator_recommends() -> None:
    resolved = resolve(Generation(prompt="a fox"), CARD, random_seed=77)
    assert (resolved.width, resolved.height, resolved.steps, resolved.guidance) == (512, 512, 2, 0.0)
    assert (resolved.seed, resolved.sampler, resolved.generator) == (77, None, "sd-turbo")


def test_what_was_asked_for_stays() -> None:
    asked = Generation(
        prompt="a fox",
        negative_prompt="a dog",
        count=3,
        width=640,
        height=64,
        steps=7,
        guidance=0,
        sampler="ddim",
        seed=0,
        generator="another name for it",
    )
    assert resolve(asked, CARD, random_seed=77) == asked.model_copy(update={"generator": "sd-turbo"})


def test_every_parameter_that_the_generator_cannot_do_is_named() -> None:
    asked = Generation(prompt="a fox", width=520, height=1000, sampler="lcm")
    with pytest.raises(GenerationUnsupported) as error:
        resolve(asked, CARD, random_seed=0)
    assert [item.parameter for item in error.value.errors] == [
        "generation.width",
        "generation.height",
        "generation.sampler",
    ]
    assert "528" in error.value.errors[0].detail
    assert "1008" in error.value.errors[1].detail
    assert "ddim, euler" in error.value.detail


def test_a_generator_without_samplers_refuses_each() -> None:
    with pytest.raises(GenerationUnsupported, match="its own only"):
        resolve(Generation(prompt="a fox", sampler="euler"), PAINTER_CARD, random_seed=0)


def test_the_nearest_size_is_never_nothing() -> None:
    card = dataclasses.replace(CARD, size_multiple=1024)
    with pytest.raises(GenerationUnsupported, match="1024 is the nearest"):
        resolve(Generation(prompt="a fox", width=64, height=1024), card, random_seed=0)


def test_an_image_has_its_own_seed_and_what_its_batch_has_in_common() -> None:
    batch = resolve(Generation(prompt="a fox", negative_prompt="a dog", count=3, sampler="euler"), CARD, random_seed=5)
    image = image_of(batch, CARD, seed_of(5, 2))
    assert image.model_dump() == {
        "prompt": "a fox",
        "negative_prompt": "a dog",
        "width": 512,
        "height": 512,
        "steps": 2,
        "guidance": 0.0,
        "sampler": "euler",
        "seed": 7,
        "generator": "sd-turbo",
        "model": "stabilityai/sd-turbo",
    }


def test_an_image_tells_nothing_that_its_generator_ignores() -> None:
    batch = resolve(Generation(prompt="a fox", negative_prompt="a dog", guidance=9), PAINTER_CARD, random_seed=5)
    image = image_of(batch, PAINTER_CARD, 5)
    assert (image.prompt, image.negative_prompt, image.guidance) == ("a fox", "", None)


def test_seeds_count_up_and_go_on_from_0() -> None:
    assert [seed_of(MAX_SEED - 1, index) for index in range(3)] == [MAX_SEED - 1, MAX_SEED, 0]
