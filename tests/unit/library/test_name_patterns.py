"""Names made from patterns: what stands in them, and that every system takes them."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burnish.library.name_patterns import DEFAULT_PATTERN, FIELDS, MAX_STEM_BYTES, NamePattern, NamePatternInvalid
from burnish.library.names import result_name
from burnish.parameters import Recipe, RestoreFacesStep, UpscaleStep
from burnish.records import ImageGeneration, ImageRecord

BOTH = Recipe(steps=(UpscaleStep(scale=4), RestoreFacesStep()))


def image(name: str, recipe: Recipe | None = None, prompt: str | None = None) -> ImageRecord:
    return ImageRecord(
        id="ab" * 12,
        kind="upload" if recipe is None else "result",
        name=name,
        source_id=None,
        origin_id="ab" * 12,
        job_id=None,
        width=30,
        height=20,
        format="png",
        bits=8,
        channels=3,
        bytes=9,
        screen=False,
        recipe=recipe,
        notes=[],
        faces=[],
        generation=None if prompt is None else ImageGeneration(prompt=prompt, seed=77),
        favourite=False,
        created_at=datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC),
        deleted_at=None,
    )


def named(pattern: str, *images: ImageRecord) -> list[str]:
    naming = NamePattern(pattern).naming(len(images))
    return [naming.name(one) for one in images]


def test_results_are_named_as_the_library_names_them() -> None:
    result = image(result_name("aunt.jpg", BOTH, "png"), BOTH)
    assert named(DEFAULT_PATTERN, result, image("aunt.jpg")) == ["aunt_4x_gfpgan.png", "aunt.png"]


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{name}_{scale}x", "aunt.png"),
        ("{scale}x_{name}", "aunt.png"),
        ("{name} ({scale}x)", "aunt.png"),
        ("{name}-{width}x{height}", "aunt-30x20.png"),
        ("{kind} {name} {number}", "upload aunt 1.png"),
        ("{prompt}", "image.png"),
        ("{name}_{id}", f"aunt_{'ab' * 12}.png"),
    ],
)
def test_empty_fields_go_with_what_belongs_to_them(pattern: str, name: str) -> None:
    assert named(pattern, image("aunt.jpg")) == [name]


def test_numbers_have_zeros_in_front_and_equal_names_a_number() -> None:
    assert named("{number}", *[image("x.png")] * 10)[::9] == ["01.png", "10.png"]
    assert named("{name}", image("A.png"), image("a.png"), image("a (2).png"), image("a.png")) == [
        "A.png",
        "a (2).png",
        "a (2) (2).png",
        "a (3).png",
    ]


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        ("", "empty"),
        (" ", "empty"),
        ("{nmae}_{x}", "{nmae}, {x}"),
        ("{}", "{}"),
        ("{name", "brace"),
        ("name}", "brace"),
        ("{{name}}", "brace"),
        ("{name!r}", "{name!r}"),
        ("x" * 300, "longer"),
    ],
)
def test_a_pattern_that_means_nothing_is_refused_with_what_is_wrong(pattern: str, part: str) -> None:
    with pytest.raises(NamePatternInvalid) as refused:
        NamePattern(pattern)
    assert part in refused.value.detail


HOSTILE = ["../x", "..", "/etc/passwd", "CON", "con.txt", "LPT¹", "x" * 300, "狐" * 300, "👩‍👩‍👧" * 90, "\u202egnp.exe"]
HOSTILE += ["a\nb", "a\0b", " . ", "C:\\x", "a|b?*<>", "nul ", "COM1.a"]


@given(texts=st.lists(st.sampled_from(HOSTILE) | st.text(max_size=300), min_size=1, max_size=5))
def test_every_system_takes_the_names(texts: list[str]) -> None:
    names = named("{name}", *[image(some_text) for some_text in texts])
    names += named("{prompt}_{name}", *[image(some_text, prompt=some_text) for some_text in texts])
    for name in names:
        stem = name.removesuffix(".png")
        assert stem and stem == stem.strip(" .")
        assert not re.search(r'[/\\:*?"<>|\x00-\x1f\u202a-\u202e\u2066-\u2069]', name)
        assert len(stem.encode()) <= MAX_STEM_BYTES + len(" (2)")
        assert not re.match(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", name)
    first = names[: len(texts)]
    assert len({name.casefold() for name in first}) == len(first)


def test_every_field_is_described() -> None:
    assert all(field.help for field in FIELDS.values())
