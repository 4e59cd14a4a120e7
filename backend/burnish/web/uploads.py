"""Taking a file from a request into the library."""

from pathlib import Path
from typing import IO

from flask import Request
from werkzeug.datastructures import FileStorage

from burnish.library.names import clean_name
from burnish.records import ImageRecord
from burnish.web.inspecting import inspected
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
    path, name = Path(str(file.stream.name)), clean_name(file.filename or "")
    with inspected(parts.images, parts.inspector, path, name) as image:
        found = image.found
        record = parts.images.add_upload(path, image.thumbnail, found.facts, name, image.screen, found.generation)
    parts.events.image_created(record)
    return record
