"""Which images are asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement

from burnish.library.search import has_words, positions_with
from burnish.library.tables import Image
from burnish.records import ImageKind

Versions = Literal["all", "newest"]
"""Whether every version of an image is wanted, or the newest alone."""

StepType = Literal["upscale", "restore_faces"]
"""What may have been done to an image."""


@dataclass(frozen=True, slots=True)
class ImageFilter:
    """What an image outside the trash must be like; None does not matter."""

    kind: ImageKind | None = None
    origin_id: str | None = None
    """That image and all that was made from it."""
    favourite: bool | None = None
    step: StepType | None = None
    """It, or an image that it was made from, went through such a step."""
    made_after: datetime | None = None
    """Made at that moment or later."""
    made_before: datetime | None = None
    """Made before that moment."""
    words: tuple[str, ...] = ()
    """All of them are in its text, as :func:`burnish.library.search.words_of` gives them."""

    def conditions(self, *, in_order: bool = False) -> list[ColumnElement[bool]]:
        """The same in SQL. With ``in_order`` words are looked for in the text of each image, without their index."""
        conditions: list[ColumnElement[bool]] = [Image.deleted_at.is_(None)]
        if self.kind is not None:
            conditions.append(Image.kind == self.kind)
        if self.origin_id is not None:
            conditions.append(Image.origin_id == self.origin_id)
        if self.favourite is not None:
            conditions.append(Image.favourite.is_(self.favourite))
        if self.step is not None:
            conditions.append((Image.upscaled if self.step == "upscale" else Image.faces_restored).is_(True))
        if self.made_after is not None:
            conditions.append(Image.created_at >= self.made_after)
        if self.made_before is not None:
            conditions.append(Image.created_at < self.made_before)
        if self.words:
            conditions.append(
                has_words(Image.position, self.words) if in_order else Image.position.in_(positions_with(self.words))
            )
        return conditions


ALL_IMAGES = ImageFilter()
"""Every image outside the trash."""
