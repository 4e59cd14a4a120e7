"""Where everything of a library lies below its root."""

from dataclasses import dataclass
from pathlib import Path

from burnish.library.problems import file_problems

SUFFIXES = {
    "png": ".png",
    "jpeg": ".jpg",
    "webp": ".webp",
    "tiff": ".tiff",
    "bmp": ".bmp",
    "avif": ".avif",
    "heic": ".heic",
}
"""Suffix of the file of each image format."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths below the root of a library. Files are spread over folders named by the first two letters of the id."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "burnish.db"

    @property
    def order_mark(self) -> Path:
        """The file that says that the library was closed in order."""
        return self.root / "burnish.closed"

    @property
    def images(self) -> Path:
        """Folder of the images' files."""
        return self.root / "images"

    @property
    def thumbnails(self) -> Path:
        """Folder of the images' thumbnails."""
        return self.root / "thumbnails"

    @property
    def incoming(self) -> Path:
        """Folder of files that are still being written; emptied at every start."""
        return self.root / "incoming"

    @property
    def orphans(self) -> Path:
        """Folder of what was found among the images' files without a record, and could not be read as an image."""
        return self.root / "orphans"

    @property
    def tuning(self) -> Path:
        """Folder of what tuning grids show, in a folder for each job; made when the first one is."""
        return self.root / "tuning"

    def image(self, image_id: str, image_format: str) -> str:
        """Path of a new image's file, as records hold it: relative to the root, with forward slashes."""
        return f"images/{image_id[:2]}/{image_id}{SUFFIXES[image_format]}"

    def thumbnail(self, image_id: str) -> str:
        """Path of an image's thumbnail, relative to the root, with forward slashes."""
        return f"thumbnails/{image_id[:2]}/{image_id}.webp"

    def screen(self, image_id: str) -> str:
        """Path of an image's version for the screen, beside its thumbnail, relative to the root."""
        return f"thumbnails/{image_id[:2]}/{image_id}-screen.webp"

    def files_of(self, image_id: str, file: str) -> tuple[Path, Path, Path]:
        """Where an image's file, its thumbnail and its version for the screen lie, whether they are there or not."""
        return self.root / file, self.root / self.thumbnail(image_id), self.root / self.screen(image_id)

    def create(self) -> None:
        """Makes the folders that are missing; raises RootNotUsable where that is refused."""
        with file_problems(self.root):
            for folder in (self.images, self.thumbnails, self.incoming):
                folder.mkdir(parents=True, exist_ok=True)
