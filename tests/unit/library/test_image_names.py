"""Names of images: what a browser may send, and what results are called."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from burnish.library.names import MAX_LENGTH, base_name, clean_name, result_name
from burnish.parameters import MAX_SEED, Recipe, RestoreFacesStep, UpscaleStep


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("aunt.jpg", "aunt.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\aunt.jpg", "aunt.jpg"),
        ("mixed/of\\both/aunt.jpg", "aunt.jpg"),
        ("..", "image"),
        (". . .", "image"),
        ("", "image"),
        ("folder/", "image"),
        ("\x00\x1f\x7f\u2028", "image"),
        ("a\r\nSet-Cookie: b.png", "aSet-Cookie: b.png"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("lone\ud800surrogate.png", "lonesurrogate.png"),
        (" .hidden.png. ", "hidden.png"),
        ("Großmutter 叔母 عمة.png", "Großmutter 叔母 عمة.png"),
        ("u\u0308ber.png", "über.png"),
        ("family 👨\u200d👩\u200d👧.png", "family 👨\u200d👩\u200d👧.png"),
    ],
)
def test_known_names(sent: str, shown: str) -> None:
    assert clean_name(sent) == shown


def test_a_long_name_keeps_its_suffix() -> None:
    name = clean_name("叔" * 500 + ".jpeg")
    assert len(name) == MAX_LENGTH
    assert name.endswith("叔.jpeg")


@given(st.text(st.characters(exclude_categories=()), max_size=600))
@example("\u0344" * 150)  # composing makes two characters of one
def test_any_text_becomes_a_harmless_name(sent: str) -> None:
    name = clean_name(sent)
    assert 1 <= len(name) <= MAX_LENGTH
    assert not set(name) & set("/\\")
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in name)
    assert name not in (".", "..")
    assert name == name.strip()
    name.encode()


def test_cleaning_a_clean_name_changes_nothing() -> None:
    name = clean_name("../" + "x" * 300 + ".png")
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("source", "image_format", "result"),
    [
        ("aunt.jpg", "png", "aunt_4x.png"),
        ("aunt.JPEG", "jpeg", "aunt_4x.jpg"),
        ("holiday 2019.07", "webp", "holiday 2019.07_4x.webp"),
        ("aunt_4x.png", "tiff", "aunt_4x_4x.tiff"),
        ("image", "avif", "image_4x.avif"),
    ],
)
def test_a_result_is_named_after_its_source_and_recipe(source: str, image_format: str, result: str) -> None:
    assert result_name(source, Recipe(steps=(UpscaleStep(scale=4),)), image_format) == result


def test_every_step_shows_in_the_name() -> None:
    recipe = Recipe(steps=(UpscaleStep(scale=2), UpscaleStep(scale=4)))
    assert result_name("aunt.png", recipe, "png") == "aunt_2x_4x.png"


def test_restored_faces_show_in_the_name_by_their_algorithm() -> None:
    faces = RestoreFacesStep(algorithm="codeformer")
    assert result_name("aunt.png", Recipe(steps=(faces,)), "png") == "aunt_codeformer.png"
    both = Recipe(steps=(UpscaleStep(scale=4), RestoreFacesStep()))
    assert result_name("aunt.png", both, "jpeg") == "aunt_4x_gfpgan.jpg"


@pytest.mark.parametrize(
    ("prompt", "seed", "name"),
    [
        ("a red fox in snow", 1234567, "a red fox in snow 1234567.png"),
        ("  A fox,\nin\tsnow.  ", 0, "A fox, in snow 0.png"),
        ("night/day: <lora:x> what?", 5, "night day lora x what 5.png"),
        ("../../etc/passwd", 5, "etc passwd 5.png"),
        ("photo\u202egpj.exe", 5, "photogpj.exe 5.png"),
        ("", 5, "image 5.png"),
        ("???", 5, "image 5.png"),
        ("狐" * 100, 5, "狐" * 60 + " 5.png"),
        ("a fox", None, "a fox.png"),
        ("word " * 100, 5, "word word word word word word word word word word word word 5.png"),
    ],
)
def test_a_base_image_is_named_after_its_prompt_and_seed(prompt: str, seed: int | None, name: str) -> None:
    assert base_name(prompt, seed, "png") == name


@given(st.text(st.characters(exclude_categories=()), max_size=300), st.integers(0, MAX_SEED))
def test_any_prompt_becomes_a_harmless_name(prompt: str, seed: int) -> None:
    name = base_name(prompt, seed, "png")
    assert clean_name(name) == name
    assert name.endswith(f" {seed}.png")
    assert not set(name) & set('/\\:*?"<>|')


def test_a_result_of_a_long_name_is_not_longer() -> None:
    name = result_name("x" * 196 + ".png", Recipe(steps=(UpscaleStep(scale=4),)), "png")
    assert len(name) == MAX_LENGTH
    assert name.endswith("x_4x.png")
