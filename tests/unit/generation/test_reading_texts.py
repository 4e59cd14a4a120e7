"""What made an image, from the texts that Burnish and other programs write into its file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.generation.description import parameters_line
from burnish.generation.reading import generation_in
from burnish.records import ImageGeneration

MADE = ImageGeneration(
    prompt="a red fox",
    width=64,
    height=64,
    steps=4,
    guidance=1.5,
    sampler="lcm",
    seed=7,
    generator="painter",
    model="P",
)
DOCUMENT = json.dumps({"version": "9.9", "generation": MADE.model_dump(), "recipe": {"steps": "of a later release"}})
INVOKE_AI = {
    "app_version": "5.4.2",
    "generation_mode": "txt2img",
    "positive_prompt": "a red fox",
    "negative_prompt": "blurred",
    "width": 1024,
    "height": 768,
    "seed": 2**40,
    "cfg_scale": 7.5,
    "steps": 30,
    "scheduler": "dpmpp_2m_k",
    "model": {"key": "0c9f", "name": "Juggernaut XL", "base": "sdxl"},
    "loras": [],
}


def test_the_document_comes_before_the_line_of_parameters() -> None:
    assert generation_in({"parameters": "something else\nSteps: 3", "burnish": DOCUMENT}) == MADE


@pytest.mark.parametrize("name", ["parameters", "UserComment"])
def test_parameters_are_read_wherever_programs_put_them(name: str) -> None:
    assert generation_in({"Title": "x", name: parameters_line(MADE)}) == MADE.model_copy(update={"generator": None})


@pytest.mark.parametrize("document", ["{", "[]", "3", "{}", '{"generation": {}}', '{"generation": {"prompt": 3}}'])
def test_what_cannot_be_understood_does_not_hide_the_rest(document: str) -> None:
    made = generation_in({"burnish": document, "parameters": "a fox\nSteps: 3"})
    assert made == ImageGeneration(prompt="a fox", steps=3)


def test_invokeai() -> None:
    assert generation_in({"invokeai_metadata": json.dumps(INVOKE_AI)}) == ImageGeneration(
        prompt="a red fox",
        negative_prompt="blurred",
        width=1024,
        height=768,
        steps=30,
        guidance=7.5,
        sampler="dpmpp_2m_karras",
        seed=2**40,
        model="Juggernaut XL",
    )


def test_older_and_sparser_metadata_of_invokeai() -> None:
    older = {"positive_prompt": "x", "negative_prompt": None, "scheduler": "kdpm_2", "model": {"model_name": "sd-1"}}
    made = generation_in({"invokeai_metadata": json.dumps(older)})
    assert made == ImageGeneration(prompt="x", sampler="kdpm_2", model="sd-1")
    assert generation_in({"invokeai_metadata": '{"positive_prompt": "x"}'}) == ImageGeneration(prompt="x")
    assert generation_in({"invokeai_metadata": "{}"}) is None


def test_a_photo_tells_nothing() -> None:
    assert generation_in({}) is None
    assert generation_in({"UserComment": "OLYMPUS DIGITAL CAMERA", "Title": "Steps: 3"}) is None


@pytest.mark.parametrize(
    "generation",
    ['{"prompt": "\\ud800"}', '{"prompt": "%s"}' % ("x" * 200_000), '{"prompt": "x", "guidance": NaN}', "[" * 50_000],
    ids=["no Unicode", "too long", "no number", "too deep"],
)
def test_what_no_record_could_hold_is_not_taken(generation: str) -> None:
    assert generation_in({"burnish": f'{{"generation": {generation}}}'}) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*INVOKE_AI, "generation", "prompt"]), inner),
    max_leaves=8,
)


@given(JSON)
def test_any_json_does_no_harm(value: object) -> None:
    for name, content in (("burnish", {"generation": value}), ("invokeai_metadata", value), ("burnish", value)):
        made = generation_in({name: json.dumps(content)})
        assert made is None or ImageGeneration.model_validate_json(made.model_dump_json()) == made
