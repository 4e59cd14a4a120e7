"""The gallery: pages, filters and search; favourites; into the trash and back, one image or many at once."""

from typing import Annotated

from flask import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from burnish.library.filters import ImageFilter, StepType, Versions
from burnish.library.search import words_of
from burnish.records import ChangedImages, ImageChanges, ImageIdList, ImageKind, ImagePage, ImageRecord
from burnish.web.answers import json_answer
from burnish.web.routes.images import ImagePath, api
from burnish.web.services import services

__all__ = ["api"]
"""The calls of :mod:`burnish.web.routes.images` and of this module: both have calls of the same path."""

MOST_TOLD_SINGLY = 200
"""Of more images that were changed at once, pages are told by one event without their records."""

ImageIds = Annotated[list[str], Field(min_length=1, max_length=10_000, description="Ids of the images.")]


class FilterQuery(BaseModel):
    """Which images; of all that is given, everything must apply."""

    model_config = ConfigDict(extra="forbid")

    q: str | None = Field(
        default=None,
        max_length=1000,
        description="Words that must all be found, in any order, in an image's name, prompt, negative prompt, "
        "generator or model, or among the steps, scales, models and algorithms of its recipe. A part of a word is "
        "enough; case, accents and the width of letters do not count.",
    )
    kind: ImageKind | None = Field(default=None, description="Only images of this kind.")
    origin_id: str | None = Field(default=None, description="Only this image and its versions.")
    favourite: bool | None = Field(default=None, description="Only favourites, or only the others.")
    recipe: StepType | None = Field(
        default=None, description="Only images that went through such a step, themselves or on the way to them."
    )
    made_after: AwareDatetime | None = Field(default=None, description="Only images made then or later.")
    made_before: AwareDatetime | None = Field(default=None, description="Only images made before.")
    versions: Versions = Field(
        default="all",
        description="`newest` gives, of all versions of an image to which the rest applies, the newest alone, at the "
        "place of the original.",
    )

    def wanted(self) -> ImageFilter:
        """The same as the library understands it."""
        return ImageFilter(
            kind=self.kind,
            origin_id=self.origin_id,
            favourite=self.favourite,
            step=self.recipe,
            made_after=self.made_after,
            made_before=self.made_before,
            words=words_of(self.q or ""),
        )


class PageQuery(FilterQuery):
    """Which page of images."""

    cursor: str | None = Field(default=None, description="`next` of the page before; absent for the first page.")
    offset: int = Field(default=0, ge=0, le=1_000_000_000, description="How many images to leave out before the page.")
    limit: int = Field(default=50, ge=1, le=200, description="How many images at most.")


class MarkRequest(BaseModel):
    """What a person thinks of an image."""

    model_config = ConfigDict(extra="forbid")

    favourite: bool


class MarkManyRequest(MarkRequest):
    """What a person thinks of some images."""

    ids: ImageIds


class ManyRequest(BaseModel):
    """Some images."""

    model_config = ConfigDict(extra="forbid")

    ids: ImageIds


class DeleteRequest(ManyRequest):
    """Some images that are to go."""

    all_versions: bool = Field(default=False, description="Whether all other versions of the images go as well.")


@api.get("", responses={200: ImagePage}, summary="A page of images, newest first")
def get_images(query: PageQuery) -> Response:
    """A page of the gallery."""
    page = services().gallery.page(query.cursor, query.limit, query.wanted(), query.versions, offset=query.offset)
    return json_answer(page)


@api.get("/ids", responses={200: ImageIdList}, summary="The ids of all images that match")
def get_image_ids(query: FilterQuery) -> Response:
    """What all pages of the gallery together hold, up to 100,000 images."""
    return json_answer(services().gallery.ids(query.wanted(), query.versions))


@api.patch("/<image_id>", responses={200: ImageRecord}, summary="Make an image a favourite, or one no more")
def patch_image(path: ImagePath, body: MarkRequest) -> Response:
    """Marks the image."""
    record = services().gallery.mark(path.image_id, body.favourite)
    services().events.image_updated(record)
    return json_answer(record)


@api.patch("", responses={200: ChangedImages}, summary="Make images favourites, or such no more")
def patch_images(body: MarkManyRequest) -> Response:
    """Marks the images, all at once."""
    return _told(services().gallery.mark_all(body.ids, body.favourite))


@api.delete("/<image_id>", responses={200: ImageRecord}, summary="Move an image to the trash")
def delete_image(path: ImagePath) -> Response:
    """Moves the image to the trash."""
    record = services().gallery.delete(path.image_id)
    services().events.image_deleted(record)
    return json_answer(record)


@api.post("/<image_id>/undelete", responses={200: ImageRecord}, summary="Take an image out of the trash")
def undelete_image(path: ImagePath) -> Response:
    """Takes the image out of the trash."""
    record = services().gallery.undelete(path.image_id)
    services().events.image_updated(record)
    return json_answer(record)


@api.post("/delete", responses={200: ChangedImages}, summary="Move images to the trash")
def delete_images(body: DeleteRequest) -> Response:
    """Moves the images to the trash, all at once."""
    return _told(services().gallery.delete_all(body.ids, all_versions=body.all_versions))


@api.post("/undelete", responses={200: ChangedImages}, summary="Take images out of the trash")
def undelete_images(body: ManyRequest) -> Response:
    """Takes the images out of the trash, all at once."""
    return _told(services().gallery.undelete_all(body.ids))


def _told(changed: list[str]) -> Response:
    """The answer that names the images that were changed, once pages were told of them."""
    events = services().events
    if len(changed) > MOST_TOLD_SINGLY:
        events.images_changed(ImageChanges(count=len(changed)))
    else:
        for record in services().gallery.records(changed):
            (events.image_updated if record.deleted_at is None else events.image_deleted)(record)
    return json_answer(ChangedImages(ids=changed))
