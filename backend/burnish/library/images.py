"""The images of a library: adding them, their records and files."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from burnish.library.changes import changing_images
from burnish.library.database import Database
from burnish.library.files import existing, if_there, put_all_in_place, remove_leftovers
from burnish.library.ids import new_id, shown
from burnish.library.image_rows import Facts, dump, image_row, insert_image, record_of, set_facts, steps_done
from burnish.library.names import base_name, clean_name, result_name
from burnish.library.problems import JobNotFound, file_problems
from burnish.library.tables import Image, Job, JobItem, UnsettledImage
from burnish.parameters import Recipe
from burnish.records import ImageGeneration, ImageRecord, RestoredFace


class ImageStore:
    """Adds and finds images. Every id is looked up in the database and never made part of a path."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._layout = database.layout

    def incoming_file(self, suffix: str = "") -> Path:
        """A new path to write a file at that is then given to one of the ``add`` methods or removed.

        What is left there by a crash is removed at the next start.
        """
        return self._layout.incoming / (secrets.token_hex(12) + suffix)

    def add_upload(
        self,
        temporary_file: Path,
        thumbnail_file: Path,
        facts: Facts,
        name: str,
        screen_file: Path | None = None,
        generation: ImageGeneration | None = None,
    ) -> ImageRecord:
        """Adds a file that a person brought, under the name that their browser gave it.

        ``generation`` is what the file tells of how it was made. The files must be finished, and lie on the root's
        file system as :meth:`incoming_file` does; that of the version for the screen may be missing. They are moved
        into the library. Raises DiskFull or RootNotUsable; then they are removed and nothing is recorded.
        """
        image_id = new_id()
        image = Image(
            id=image_id,
            kind="upload",
            name=clean_name(name),
            origin_id=image_id,
            notes=[],
            faces=[],
            generation=dump(generation),
            created_at=datetime.now(UTC),
        )
        return self._add(image, temporary_file, thumbnail_file, screen_file, facts, None)

    def add_base(
        self,
        temporary_file: Path,
        thumbnail_file: Path,
        facts: Facts,
        *,
        job_id: str,
        index: int,
        generation: ImageGeneration,
        screen_file: Path | None = None,
    ) -> ImageRecord:
        """Adds the base image that is item ``index`` of a job, and marks that item as done.

        If the job has a recipe, the item that is to postprocess the base image gets it as its input. All happens in
        one transaction, so that a job that is run again after a crash never makes an image twice. ``generation`` holds
        the values really used. The files are treated as by :meth:`add_upload`. Raises JobNotFound, DiskFull or
        RootNotUsable.
        """
        image_id = new_id()
        image = Image(
            id=image_id,
            kind="base",
            name=base_name(generation.prompt, generation.seed, facts.format),
            origin_id=image_id,
            job_id=job_id,
            notes=[],
            faces=[],
            generation=dump(generation),
            created_at=datetime.now(UTC),
        )
        return self._add(image, temporary_file, thumbnail_file, screen_file, facts, index)

    def add_result(
        self,
        temporary_file: Path,
        thumbnail_file: Path,
        facts: Facts,
        *,
        job_id: str,
        index: int,
        recipe: Recipe,
        notes: Sequence[str] = (),
        faces: Sequence[RestoredFace] = (),
        screen_file: Path | None = None,
    ) -> ImageRecord:
        """Adds what a job made of its input image number ``index``, and marks that item of the job as done.

        Both happen in one transaction, so that a job that is run again after a crash never makes a result twice.
        ``recipe`` holds the values really used; what made the source is told of the result, too, which is a favourite
        if the source is one. The files are treated as by :meth:`add_upload`. Raises JobNotFound, ImageNotFound when the
        input was purged, DiskFull or RootNotUsable.
        """
        with self._database.read() as session:
            item = _item(session, job_id, index)
            source = image_row(session, item.image_id)
            image = Image(
                id=new_id(),
                kind="result",
                name=result_name(source.name, recipe, facts.format),
                source_id=source.id,
                origin_id=source.origin_id,
                job_id=job_id,
                recipe=recipe.model_dump(mode="json"),
                notes=list(notes),
                faces=[face.model_dump(mode="json") for face in faces],
                generation=source.generation,
                favourite=source.favourite,
                **steps_done(source, recipe),
                created_at=datetime.now(UTC),
            )
        return self._add(image, temporary_file, thumbnail_file, screen_file, facts, index)

    def get(self, image_id: str) -> ImageRecord:
        """The image with that id, in the trash or not. Raises ImageNotFound."""
        with self._database.read() as session:
            return record_of(image_row(session, image_id))

    def file_path(self, image_id: str) -> Path:
        """The image's file, which is there. Raises ImageNotFound or ImageFileMissing."""
        with self._database.read() as session:
            return existing(image_id, self._layout.root / image_row(session, image_id).file)

    def files(self, image_ids: Sequence[str]) -> list[tuple[ImageRecord, Path]]:
        """The images with those ids, in the trash or not, and where their files lie, should they be there.

        Raises ImageNotFound.
        """
        with self._database.read() as session:
            found = {image.id: image for image in session.scalars(select(Image).where(Image.id.in_(image_ids)))}
            rows = [found.get(image_id) or image_row(session, image_id) for image_id in image_ids]
            return [(record_of(row), self._layout.root / row.file) for row in rows]

    def _add(
        self,
        image: Image,
        temporary_file: Path,
        thumbnail_file: Path,
        screen_file: Path | None,
        facts: Facts,
        index: int | None,
    ) -> ImageRecord:
        image.file = self._layout.image(image.id, facts.format)
        file, thumbnail, screen = self._layout.files_of(image.id, image.file)
        set_facts(image, facts)
        try:
            with self._database.write() as session:
                session.add(UnsettledImage(image_id=image.id, file=image.file))
            with file_problems(self._layout.root):
                image.bytes = temporary_file.stat().st_size
                moves = ((thumbnail_file, thumbnail), (if_there(screen_file), screen), (temporary_file, file))
                put_all_in_place(self._database.run_blocking, *moves)
            with changing_images(self._database) as session:
                item = None if image.job_id is None or index is None else _item(session, image.job_id, index)
                record = insert_image(session, image)
                if item is not None:
                    item.state, item.error, item.result_id = "done", None, image.id
                    session.execute(update(Job).where(Job.id == item.job_id).values(attempts=0))
                    if image.kind == "base":
                        _give_to_recipe(session, image, item)
                session.execute(delete(UnsettledImage).where(UnsettledImage.image_id == image.id))
                return record
        except BaseException:
            leftovers = [temporary_file, thumbnail_file, file, thumbnail, screen]
            remove_leftovers(leftovers if screen_file is None else [*leftovers, screen_file])
            raise


def _item(session: Session, job_id: str, index: int) -> JobItem:
    item = session.get(JobItem, (job_id, index))
    if item is None:
        raise JobNotFound(f"There is no job with the id {shown(job_id)} that has an item number {index}.")
    return item


def _give_to_recipe(session: Session, base: Image, item: JobItem) -> None:
    """Makes a base image the input of the item that is to postprocess it; does nothing for a job without a recipe."""
    has_recipe = session.scalars(select(Job.recipe.is_not(None)).where(Job.id == item.job_id)).one()
    if has_recipe:
        to_generate = select(func.count(JobItem.seed)).where(JobItem.job_id == item.job_id)
        _item(session, item.job_id, item.index + session.scalars(to_generate).one()).image_id = base.id
