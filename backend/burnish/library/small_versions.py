"""The small versions of images: a thumbnail of each, and of some a version for the screen."""

from pathlib import Path

from burnish.library.database import Database
from burnish.library.files import existing, if_there, put_all_in_place
from burnish.library.image_rows import image_row, record_of
from burnish.library.problems import file_problems
from burnish.records import ImageRecord


class SmallVersionStore:
    """Finds the small versions of images, and puts them back where they were lost."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._layout = database.layout

    def thumbnail_path(self, image_id: str) -> Path:
        """The image's thumbnail, a WebP that is there. Raises ImageNotFound or ImageFileMissing."""
        return existing(image_id, self._layout.root / self._layout.thumbnail(self._record(image_id).id))

    def screen_path(self, image_id: str) -> Path:
        """The image's version for the screen, a WebP, or its thumbnail when it needs none.

        Raises ImageNotFound or ImageFileMissing.
        """
        record = self._record(image_id)
        small = self._layout.screen(record.id) if record.screen else self._layout.thumbnail(record.id)
        return existing(image_id, self._layout.root / small)

    def replace(self, image_id: str, thumbnail_file: Path, screen_file: Path) -> None:
        """Puts a lost thumbnail in place again, and the version for the screen where there is one.

        Raises ImageNotFound, DiskFull or RootNotUsable.
        """
        record = self._record(image_id)
        with file_problems(self._layout.root):
            thumbnail = self._layout.root / self._layout.thumbnail(record.id)
            screen = self._layout.root / self._layout.screen(record.id)
            moves = ((thumbnail_file, thumbnail), (if_there(screen_file), screen))
            put_all_in_place(self._database.run_blocking, *moves)

    def _record(self, image_id: str) -> ImageRecord:
        with self._database.read() as session:
            return record_of(image_row(session, image_id))
