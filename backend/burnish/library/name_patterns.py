"""Names of files made from a pattern such as ``{name}_{scale}x``, safe on every system."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from burnish.library.layout import SUFFIXES
from burnish.library.names import first_words, stem_without_tags, without_unseen
from burnish.parameters import RestoreFacesStep, UpscaleStep
from burnish.problems import Problem
from burnish.records import ImageRecord

DEFAULT_PATTERN = "{name}_{scale}x_{algorithm}"
"""Names results as the library does."""

MAX_PATTERN_LENGTH = 200
"""Longest pattern in characters."""

MAX_STEM_BYTES = 180
"""Longest name in UTF-8, without its suffix and number: file systems take 255 bytes, some of them 143 characters."""

_PART = re.compile(r"\{([^{}]*)\}|[^{}]+")
_SEPARATORS = re.compile(r"([\s_.,-]+)")
_UNFIT = re.compile(r'[/\\:*?"<>|]+')
"""What file systems forbid in names."""

_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever the suffix."""


class NamePatternInvalid(Problem):
    """A pattern that is empty, too long, names unknown fields, or has a brace too many."""

    slug = "name-pattern-invalid"
    title = "The pattern for names is not valid"
    status = 422


@dataclass(frozen=True, slots=True)
class Numbered:
    """An image that is to be named, and its number among those that are."""

    image: ImageRecord
    number: str


@dataclass(frozen=True, slots=True)
class NameField:
    """What may stand between the braces of a pattern."""

    help: str
    value: Callable[[Numbered], str]
    """Its text for an image; empty where the image has no such thing."""


def _scale(named: Numbered) -> str:
    scales = [step.scale for step in _steps(named.image) if isinstance(step, UpscaleStep)]
    return str(math.prod(scales)) if scales else ""


def _algorithm(named: Numbered) -> str:
    return "-".join(step.algorithm for step in _steps(named.image) if isinstance(step, RestoreFacesStep))


def _model(named: Numbered) -> str:
    return "-".join(step.model for step in _steps(named.image) if isinstance(step, UpscaleStep))


def _seed(named: Numbered) -> str:
    made_by = named.image.generation
    return "" if made_by is None or made_by.seed is None else str(made_by.seed)


def _prompt(named: Numbered) -> str:
    made_by = named.image.generation
    return "" if made_by is None else first_words(made_by.prompt)


def _steps(image: ImageRecord) -> Sequence[UpscaleStep | RestoreFacesStep]:
    return () if image.recipe is None else image.recipe.steps


FIELDS: dict[str, NameField] = {
    "name": NameField(
        "name of the image, without its suffix and what its recipe added to it",
        lambda named: stem_without_tags(named.image.name, named.image.recipe),
    ),
    "scale": NameField("how many times it was enlarged", _scale),
    "algorithm": NameField("what restored its faces", _algorithm),
    "model": NameField("what enlarged it", _model),
    "kind": NameField("upload, base or result", lambda named: named.image.kind),
    "number": NameField("its number in the archive, with zeros in front", lambda named: named.number),
    "date": NameField("day on which it was made", lambda named: f"{named.image.created_at.astimezone():%Y-%m-%d}"),
    "time": NameField("time at which it was made", lambda named: f"{named.image.created_at.astimezone():%H-%M-%S}"),
    "width": NameField("columns of pixels", lambda named: str(named.image.width)),
    "height": NameField("rows of pixels", lambda named: str(named.image.height)),
    "seed": NameField("seed that it was generated with", _seed),
    "prompt": NameField("first words of its prompt", _prompt),
    "id": NameField("its id in the library", lambda named: named.image.id),
}
"""What patterns are made of; of an image that it is not known of, a field is empty."""

PATTERN_HELP = (
    "Names of the files, from text and fields: "
    + ", ".join(f"`{{{name}}}` {field.help}" for name, field in FIELDS.items())
    + ". Where a field is empty, it is left out with the text around it, from the separator before it on. The suffix "
    "follows by itself, and equal names get a number."
)


class NamePattern:
    """A pattern that was read, and names files."""

    def __init__(self, pattern: str) -> None:
        """Raises NamePatternInvalid."""
        _check(pattern)
        self._segments = list(_segments(pattern))

    def naming(self, count: int) -> "Naming":
        """What names ``count`` images, one after the other."""
        return Naming(self, count)

    def stem(self, named: Numbered) -> str:
        """The name of one image without its suffix."""
        text = ""
        for separator, parts in self._segments:
            values = [FIELDS[part[1:-1]].value(named) if part.startswith("{") else part for part in parts]
            fields = [value for value, part in zip(values, parts, strict=True) if part.startswith("{")]
            if not fields or any(fields):
                text += (separator if text else "") + "".join(values)
        return safe_stem(text)


class Naming:
    """Names images one after the other, no two the same, even where case does not count."""

    def __init__(self, pattern: NamePattern, count: int) -> None:
        self._pattern = pattern
        self._digits = len(str(count))
        self._taken: set[str] = set()
        self._copies: Counter[str] = Counter()
        self._number = 0

    def name(self, image: ImageRecord) -> str:
        """The next name, with its suffix."""
        self._number += 1
        stem = self._pattern.stem(Numbered(image, str(self._number).zfill(self._digits)))
        suffix = SUFFIXES[image.format]
        name = stem + suffix
        while _compared(name) in self._taken:
            self._copies[_compared(stem)] += 1
            name = f"{stem} ({self._copies[_compared(stem)] + 1}){suffix}"
        self._taken.add(_compared(name))
        return name


def safe_stem(text: str) -> str:
    """A text as a name without its suffix: one that every system accepts, and that is no path; ``image`` if empty.

    What cannot be seen, turns the direction of writing round, or is forbidden in names is dropped or becomes ``_``.
    """
    clean = " ".join(_UNFIT.sub("_", without_unseen(text)).split()).strip(". ")
    cut = unicodedata.normalize("NFC", clean).encode()[:MAX_STEM_BYTES].decode(errors="ignore").rstrip(". ")
    return (f"_{cut}" if _DEVICE.match(cut) else cut) or "image"


def _check(pattern: str) -> None:
    """Raises NamePatternInvalid."""
    names = [match[1] for match in _PART.finditer(pattern) if match[1] is not None]
    unknown = sorted({name for name in names if name not in FIELDS})
    if not pattern.strip():
        raise NamePatternInvalid(f"The pattern is empty. Write for example {DEFAULT_PATTERN}.")
    if len(pattern) > MAX_PATTERN_LENGTH:
        raise NamePatternInvalid(f"The pattern is longer than {MAX_PATTERN_LENGTH} characters.")
    if unknown:
        shown = ", ".join(f"{{{name}}}" for name in unknown)
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise NamePatternInvalid(f"The pattern has unknown fields: {shown}. There are {known}.")
    if "".join(match[0] for match in _PART.finditer(pattern)) != pattern:
        raise NamePatternInvalid("The pattern has a brace that is not closed or not opened. Write fields as {name}.")


def _segments(pattern: str) -> Iterator[tuple[str, list[str]]]:
    """What stands between separators, text and fields, each with the separator before it."""
    separator, parts = "", list[str]()
    for match in _PART.finditer(pattern):
        if match[1] is not None:
            parts.append(match[0])
            continue
        first, *rest = _SEPARATORS.split(match[0])
        parts += [first] if first else []
        for following, word in zip(rest[::2], rest[1::2], strict=True):
            if parts:
                yield separator, parts
            separator, parts = following, [word] if word else []
    if parts:
        yield separator, parts


def _compared(name: str) -> str:
    """A name as systems compare it that do not tell upper from lower case."""
    return unicodedata.normalize("NFC", name).casefold()
