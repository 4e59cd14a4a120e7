"""Names of images: labels for people, never part of a path."""

import re
import textwrap
import unicodedata

from burnish.library.layout import SUFFIXES
from burnish.parameters import Recipe, Step, UpscaleStep

MAX_LENGTH = 200
"""Longest name in characters."""

_MOST_OF_PROMPT = 60
"""Most characters of a prompt in a name."""

_UNFIT_FOR_FILES = re.compile(r'[\s/\\:*?"<>|]+')
"""Blanks, and what file systems forbid in the name of a download."""

_IMAGE_SUFFIX = re.compile(r"\.(png|jpe?g|jpe|webp|tiff?|bmp|avif|hei[cf])$", re.IGNORECASE)
_UNSEEN_CATEGORIES = {"Cc", "Cs", "Cn", "Zl", "Zp"}
_BIDIRECTIONAL_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def clean_name(name: str) -> str:
    """The file name that a person's browser sent, made fit to be shown and offered for download.

    Folders (of both kinds of slashes), control characters, characters that turn the direction of writing round, and
    dots and spaces at both ends are dropped; Unicode is kept, in its composed form. The name has 1 to 200 characters:
    a long one is cut before its suffix, an empty one becomes ``image``.
    """
    last = re.split(r"[/\\]", name)[-1]
    composed = unicodedata.normalize("NFC", without_unseen(last)).strip(". \u00a0\u3000")
    return _shorten(composed) or "image"


def result_name(source_name: str, recipe: Recipe, image_format: str) -> str:
    """Name of the result of a recipe: ``aunt.jpg`` upscaled four times into a PNG is ``aunt_4x.png``.

    With GFPGAN's faces besides it is ``aunt_4x_gfpgan.png``.
    """
    stem = _IMAGE_SUFFIX.sub("", source_name)
    tags = _tags(recipe)
    suffix = SUFFIXES[image_format]
    return stem[: MAX_LENGTH - len(tags) - len(suffix)] + tags + suffix


def base_name(prompt: str, seed: int | None, image_format: str) -> str:
    """Name of an image that was made from a prompt: its first words and the seed, ``a red fox 1234567.png``."""
    number = "" if seed is None else f" {seed}"
    return clean_name(first_words(prompt)) + number + SUFFIXES[image_format]


def first_words(prompt: str) -> str:
    """The beginning of a prompt as part of a name, without what file systems forbid."""
    words = _UNFIT_FOR_FILES.sub(" ", prompt).strip()
    beginning = textwrap.shorten(words, _MOST_OF_PROMPT, placeholder="") or words[:_MOST_OF_PROMPT]
    return beginning.rstrip(" ,;.")


def stem_without_tags(name: str, recipe: Recipe | None) -> str:
    """An image's name without its suffix and, of a result, without what :func:`result_name` added for its recipe."""
    stem = _IMAGE_SUFFIX.sub("", name)
    return stem if recipe is None else stem.removesuffix(_tags(recipe))


def without_unseen(text: str) -> str:
    """A text without control characters and those that turn the direction of writing round."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character for character in text if _is_visible(character))


def _tags(recipe: Recipe) -> str:
    """What stands for a recipe in a name."""
    return "".join(f"_{_tag(step)}" for step in recipe.steps)


def _tag(step: Step) -> str:
    """What stands for a step in a name."""
    return f"{step.scale}x" if isinstance(step, UpscaleStep) else step.algorithm


def _is_visible(character: str) -> bool:
    return (
        unicodedata.category(character) not in _UNSEEN_CATEGORIES
        and unicodedata.bidirectional(character) not in _BIDIRECTIONAL_CONTROLS
    )


def _shorten(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    found = _IMAGE_SUFFIX.search(name)
    suffix = found.group() if found else ""
    return name[: MAX_LENGTH - len(suffix)] + suffix
