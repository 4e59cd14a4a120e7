"""Taking files into the library again that lie in their place, but lost their record."""

from datetime import UTC, datetime
from pathlib import Path

from burnish.library.changes import changing_images
from burnish.library.database import Database
from burnish.library.files import if_there, put_all_in_place
from burnish.library.image_rows import Facts, dump, insert_image, set_facts
from burnish.library.problems import file_problems
from burnish.library.strays import Stray, move_to_orphans
from burnish.library.tables import Image
from burnish.records import ImageGeneration, ImageRecord


class StrayStore:
    """The files without a record: they become uploads, or are set aside."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._layout = database.layout

    def path(self, stray: Stray) -> Path:
        """Where the file lies."""
        return self._layout.root / stray.file

    def adopt(
        self,
        stray: Stray,
        thumbnail_file: Path,
        facts: Facts,
        screen_file: Path | None = None,
        generation: ImageGeneration | None = None,
    ) -> ImageRecord:
        """Records the file as an upload.

        The other arguments are those of :meth:`burnish.library.images.ImageStore.add_upload`. Whatever fails, the file
        itself stays where it is. Raises DiskFull or RootNotUsable.
        """
        file, thumbnail, screen = self._layout.files_of(stray.image_id, stray.file)
        image = Image(
            id=stray.image_id,
            kind="upload",
            name=file.name,
            origin_id=stray.image_id,
            file=stray.file,
            notes=[],
            faces=[],
            generation=dump(generation),
        )
        with file_problems(self._layout.root):
            status = file.stat()
            image.bytes, image.created_at = status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)
            moves = ((thumbnail_file, thumbnail), (if_there(screen_file), screen))
            put_all_in_place(self._database.run_blocking, *moves)
        set_facts(image, facts)
        with changing_images(self._database) as session:
            return insert_image(session, image)

    def set_aside(self, stray: Stray) -> None:
        """Moves a file that is no image to the folder ``orphans``. Raises RootNotUsable."""
        with file_problems(self._layout.root):
            move_to_orphans(self._layout, stray.file)
