"""Names that are made of what people call their files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.upscaling.naming import model_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("4x-UltraSharp", "4x-UltraSharp"),
        ("4x_foolhardy_Remacri", "4x_foolhardy_Remacri"),
        ("../../etc/passwd", "etc-passwd"),
        ("Grüße an Käthe (2)", "Gr-e-an-K-the-2"),
        ("狐", "model"),
        (".hidden.", "hidden"),
        ("", "model"),
        ("x" * 300, "x" * 60),
    ],
)
def test_names_are_plain(title: str, name: str) -> None:
    assert model_name(title, []) == name


def test_names_are_told_apart_however_they_are_spelt() -> None:
    assert model_name("Sharp", ["SHARP", "sharp-2"]) == "Sharp-3"


@given(st.text(), st.sets(st.text(max_size=3)))
def test_every_name_is_fit_for_paths_and_new(title: str, taken: set[str]) -> None:
    name = model_name(title, taken)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name)
    assert name not in taken
