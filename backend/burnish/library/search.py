"""What images are found by: a text for each, and the index of it, which knows every three characters in a row.

So parts of words are found, in any script. Case, accents and the width of letters do not count. The index (SQLite's
FTS5 with its trigram tokenizer) is kept right by triggers on the table of the texts.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, column, select, table
from sqlalchemy.orm import InstrumentedAttribute

from burnish.library.tables import ImageText

_INDEX = table("image_index", column("rowid"), column("image_index"))

_INDEXED_CHARACTERS = 3
"""Words shorter than this are not in the index; the texts themselves are looked through for them."""

_MOST_WORDS = 20

_STEP_WORDS = {
    "upscale": "upscale upscaled upscaling",
    "restore_faces": "restore_faces restored faces face restoration",
}
"""What a person may call the steps of a recipe."""


def searchable(name: str, recipe: dict[str, Any] | None, generation: dict[str, Any] | None) -> str:
    """The text that an image is found by: its name, its prompts, what made it, and the steps of its recipe."""
    parts: list[object] = [name]
    for step in (recipe or {}).get("steps", []):
        scale = f"{step['scale']}x" if "scale" in step else ""
        parts += [_STEP_WORDS.get(step["type"], step["type"]), scale, step.get("model"), step.get("algorithm")]
    if generation is not None:
        parts += [generation.get(fact) for fact in ("prompt", "negative_prompt", "generator", "model", "seed")]
    return folded("\n".join(str(part) for part in parts if part))


def folded(some_text: str) -> str:
    """A text as it is compared: without case, accents, control characters and differences of width."""
    decomposed = unicodedata.normalize("NFKD", some_text)
    plain = (" " if unicodedata.category(one) in ("Cc", "Cs") else one for one in decomposed)
    return "".join(one for one in plain if not unicodedata.combining(one)).casefold()


def words_of(query: str) -> tuple[str, ...]:
    """The words of what a person typed, each as it is compared; what comes after the first twenty is left out."""
    return tuple(dict.fromkeys(folded(query).split()))[:_MOST_WORDS]


def positions_with(words: tuple[str, ...]) -> Select[int]:
    """The positions of the images whose text has all of these words, which are one at least."""
    long = [word for word in words if len(word) >= _INDEXED_CHARACTERS]
    short = [word for word in words if len(word) < _INDEXED_CHARACTERS]
    found = select(ImageText.position).where(*_contain(short))
    if not long:
        return found
    phrases = " ".join('"' + word.replace('"', '""') + '"' for word in long)
    indexed = select(_INDEX.c.rowid).where(_INDEX.c.image_index.op("MATCH")(phrases))
    return found.where(ImageText.position.in_(indexed)) if short else indexed


def has_words(position: InstrumentedAttribute[int], words: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether the text of the image of a position has all of these words, without use of the index."""
    return select(ImageText.position).where(ImageText.position == position, *_contain(words)).exists()


def _contain(words: Sequence[str]) -> list[ColumnElement[bool]]:
    """That a text has each of these words."""
    return [ImageText.text.contains(word, autoescape=True) for word in words]
