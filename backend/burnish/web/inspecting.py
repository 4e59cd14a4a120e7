"""Looking at a file for the library: what it is, and its small versions, which go again where nobody takes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from burnish.inspection.inspector import Inspection, Inspector
from burnish.library.images import ImageStore


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found in a file, and what was made from it."""

    found: Inspection
    thumbnail: Path
    screen: Path
    """The version for the screen, which is there only where the image needs one."""


@contextmanager
def inspected(images: ImageStore, inspector: Inspector, path: Path, name: str) -> Iterator[Inspected]:
    """Decodes the file that a person calls ``name``; its small versions are removed after the block, unless moved.

    Raises the problems of :meth:`Inspector.inspect`.
    """
    thumbnail, screen = images.incoming_file(".webp"), images.incoming_file(".webp")
    try:
        yield Inspected(inspector.inspect(path, name, thumbnail, screen), thumbnail, screen)
    finally:
        thumbnail.unlink(missing_ok=True)
        screen.unlink(missing_ok=True)
