"""Taking a file from a request into the library."""

from pathlib import Path
from typing import IO

from flask import Request
from werkzeug.datastructures import FileStorage

from burnish.library.names import clean_name
from burnish.records import ImageRecord
from burnish.web.services import Services, services


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
        path = services().images.incoming_file()
        self.environ.setdefault("burnish.incoming", []).append(path)
        return path.open("w+b")

    def close(self) -> None:
        """Closes and removes the files that came with the request."""
        super().close()
        for path in self.environ.get("burnish.incoming", []):
            path.unlink(missing_ok=True)


def accept_upload(parts: Services, file: FileStorage) -> ImageRecord:
    """Decodes an uploaded file, adds it to the library and tells all pages.

    Raises the Problem that says why the file cannot be taken; then nothing of it is kept.
    """
    file.stream.flush()
    path = Path(str(file.stream.name))
    thumbnail, screen = parts.images.incoming_file(".webp"), parts.images.incoming_file(".webp")
    name = clean_name(file.filename or "")
    try:
        found = parts.inspector.inspect(path, name, thumbnail, screen)
        record = parts.images.add_upload(path, thumbnail, found.facts, name, screen, found.generation)
    finally:
        thumbnail.unlink(missing_ok=True)
        screen.unlink(missing_ok=True)
    parts.events.image_created(record)
    return record
