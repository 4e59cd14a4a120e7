"""The text that tells what made an image: as Burnish writes it, as other programs do, and as nobody should."""

from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from burnish.generation.description import parameters_line, read_parameters_line
from burnish.parameters import SAMPLER_TITLES, SamplerName
from burnish.records import ImageGeneration

MADE = ImageGeneration(
    prompt="a red fox in snow",
    negative_prompt="blurred, low contrast",
    width=512,
    height=768,
    steps=20,
    guidance=7.5,
    sampler="dpmpp_2m_karras",
    seed=1234567,
    generator="sd-turbo",
    model="stabilityai/sd-turbo",
)
OTHER_TITLES = st.text(min_size=1).filter(
    lambda text: text.casefold() not in {title.casefold() for title in SAMPLER_TITLES.values()}
)


def test_the_text_is_as_other_programs_write_it() -> None:
    assert parameters_line(MADE) == (
        "a red fox in snow\n"
        "Negative prompt: blurred, low contrast\n"
        "Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 1234567, Size: 512x768, Model: stabilityai/sd-turbo"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert parameters_line(ImageGeneration(prompt="a fox", steps=3, width=64)) == "a fox\nSteps: 3"
    assert parameters_line(ImageGeneration(prompt="a fox")) == "a fox"


def without_line_that_looks_like_another(text: str) -> bool:
    return not any(line.startswith("Negative prompt:") for line in text.split("\n"))


# Other programs' texts may have the line ends of Windows, which become plain ones.
TEXTS = st.text().map(lambda text: text.replace("\r", ""))
PROMPTS = TEXTS.filter(without_line_that_looks_like_another)


@given(
    made=st.builds(
        ImageGeneration,
        prompt=PROMPTS,
        negative_prompt=TEXTS,
        width=st.just(512) | st.integers(1, 999_999),
        height=st.just(768),
        steps=st.integers(0, 10**6),
        guidance=st.none() | st.floats(0, 1000),
        sampler=st.none() | st.sampled_from(get_args(SamplerName)) | OTHER_TITLES,
        seed=st.none() | st.integers(0, 10**20 - 1),
        generator=st.none(),
        model=st.none() | st.text(),
    )
)
@example(MADE.model_copy(update={"generator": None, "prompt": 'one,\nSteps: 3, "two"\n\nthree: 4 '}))
@example(
    MADE.model_copy(update={"generator": None, "negative_prompt": "a\nNegative prompt: b\nSteps: 1", "model": '"'})
)
@example(MADE.model_copy(update={"generator": None, "prompt": "", "sampler": "Restart, of two"}))
def test_everything_but_the_generators_name_comes_back(made: ImageGeneration) -> None:
    assert read_parameters_line(parameters_line(made)) == made


@pytest.mark.parametrize("name", get_args(SamplerName))
def test_every_sampler_has_a_title_that_is_read_back(name: SamplerName) -> None:
    text = parameters_line(ImageGeneration(prompt="x", steps=1, sampler=name))
    assert f"Sampler: {SAMPLER_TITLES[name]}" in text
    read = read_parameters_line(text.replace(SAMPLER_TITLES[name], SAMPLER_TITLES[name].upper()))
    assert read is not None
    assert read.sampler == name


def test_a_text_of_automatic1111() -> None:
    read = read_parameters_line(
        "portrait of a (knight:1.2), <lora:armour:0.8>,\r\nsharp focus BREAK\n"
        "Negative prompt: (worst quality:1.4),\nlow quality\n"
        "Steps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 18446744073709551615, "
        "Size: 512x768, Model hash: 6ce0161689, Model: v1-5-pruned-emaonly, Denoising strength: 0.5, "
        'Hires upscale: 2, Hires steps: 15, Lora hashes: "armour: 1a2b, other: 3c4d", '
        'ControlNet 0: "Module: canny, Model: x, Steps: 9", Version: v1.9.0\n'
        "Template: portrait of a knight"
    )
    assert read == ImageGeneration(
        prompt="portrait of a (knight:1.2), <lora:armour:0.8>,\nsharp focus BREAK",
        negative_prompt="(worst quality:1.4),\nlow quality",
        width=512,
        height=768,
        steps=30,
        guidance=7,
        sampler="dpmpp_2m_karras",
        seed=2**64 - 1,
        model="v1-5-pruned-emaonly",
    )


def test_a_sampler_that_burnish_does_not_have_keeps_its_title() -> None:
    read = read_parameters_line("x\nSteps: 30, Sampler: DPM adaptive, Schedule type: Karras")
    assert read is not None
    assert read.sampler == "DPM adaptive"


@pytest.mark.parametrize(
    "settings",
    ["Seed: -1", "Seed: 1_0", "Seed: ²", "Size: 512", "Size: -5x5", "CFG scale: nan", "CFG scale: 1e999", "Size: x"],
)
def test_values_that_make_no_sense_are_passed_over(settings: str) -> None:
    read = read_parameters_line(f"x\nSteps: 4, {settings}")
    assert read == ImageGeneration(prompt="x", steps=4)


@pytest.mark.parametrize(
    "text", ["", "a prompt alone", "OLYMPUS DIGITAL CAMERA", "\0" * 100, "Steps: many", "{}", "Steps taken: 3"]
)
def test_a_text_without_settings_tells_nothing(text: str) -> None:
    assert read_parameters_line(text) is None


@given(st.text() | st.binary().map(lambda content: content.decode("latin-1")))
def test_any_text_behind_the_first_setting_does_no_harm(text: str) -> None:
    read_parameters_line(text)
    read = read_parameters_line(f"Steps: 1, {text}")
    assert read is not None
    read.model_dump_json()


@pytest.mark.parametrize(
    "part", [" ", ",", '"', "a: ", 'a:"\\",', '\\"', " a", "\nSteps: 1", "Negative prompt:\n", "狐"]
)
def test_long_texts_are_read_in_one_go(part: str) -> None:
    """A search that starts anew at every character would take hours for these."""
    read = read_parameters_line(f"Steps: 1, {part * 200_000}")
    assert read is not None
    assert read_parameters_line(part * 200_000 + "\nSteps: 2") is not None
