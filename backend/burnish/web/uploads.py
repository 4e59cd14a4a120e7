"""Taking a file from a request into the library."""

from functools import partial
from io import BufferedRandom, FileIO
from pathlib import Path
from typing import IO, Annotated

from flask import Request
from flask_openapi3.models.file import FileStorage as FormFile
from pydantic import AfterValidator
from typing_extensions import Buffer
from werkzeug.datastructures import FileStorage

from burnish.library.names import clean_name
from burnish.library.problems import file_problems
from burnish.records import ImageRecord
from burnish.web.inspecting import inspected
from burnish.web.services import Services, services

BUFFER_BYTES = 1 << 17
"""How much of a file arrives before it is written and other requests have their turn."""


class _IncomingFile(FileIO):
    """A new file whose writing raises DiskFull or RootNotUsable, and lets other requests be answered meanwhile."""

    def __init__(self, path: Path, parts: Services) -> None:
        super().__init__(path, "w+b")
        self._root = parts.settings.root
        self._run_blocking = parts.run_blocking

    def write(self, data: Buffer) -> int:
        with file_problems(self._root):
            return self._run_blocking(partial(super().write, data))


class UploadRequest(Request):
    """A request whose files are written to the library's own folder while they arrive, never into memory.

    What was not taken into the library is removed when the request ends.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        parts = services()
        path = parts.images.incoming_file()
        self.environ.setdefault("burnish.incoming", []).append(path)
        with file_problems(parts.settings.root):
            return BufferedRandom(_IncomingFile(path, parts), BUFFER_BYTES)

    def close(self) -> None:
        """Closes and removes the files that came with the request."""
        super().close()
        for path in self.environ.get("burnish.incoming", []):
            path.unlink(missing_ok=True)


def _check_file(value: object) -> object:
    if not isinstance(value, FileStorage):
        raise ValueError("it must be a file and not a text")
    return value


UploadedFile = Annotated[FormFile, AfterValidator(_check_file)]
"""A field of a form that holds a file."""


def accept_upload(parts: Services, file: FileStorage) -> ImageRecord:
    """Decodes an uploaded file, adds it to the library and tells all pages.

    Raises the Problem that says why the file cannot be taken; then nothing of it is kept.
    """
    file.stream.flush()
    path, name = Path(str(file.stream.name)), clean_name(file.filename or "")
    with inspected(parts.images, parts.inspector, path, name) as image:
        found = image.found
        record = parts.images.add_upload(path, image.thumbnail, found.facts, name, image.screen, found.generation)
    parts.events.image_created(record)
    return record
