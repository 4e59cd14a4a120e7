"""Asking a server over one connection, as a browser does that keeps it open."""

import http.client
import json
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

from burnish.web.load.figures import Notes

TIMEOUT_SECONDS = 120.0
"""A request that takes longer has failed."""


class Caller:
    """One connection, on which one request follows the other. What each took is noted."""

    def __init__(self, url: str, notes: Notes) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT_SECONDS)
        self.notes = notes
        """What each request took."""

    def get(self, kind: str, path: str) -> bytes | None:
        """The body of an answer; None when the request failed, which is noted."""
        return self._ask(kind, "GET", path, None, {})

    def get_json(self, kind: str, path: str) -> Any:
        """The JSON of an answer; None when the request failed."""
        body = self.get(kind, path)
        return None if body is None else json.loads(body)

    def post_json(self, kind: str, path: str, data: object) -> Any:
        """The JSON that JSON is answered with; None when the request failed."""
        body = self._ask(kind, "POST", path, json.dumps(data).encode(), {"Content-Type": "application/json"})
        return None if body is None else json.loads(body)

    def upload(self, kind: str, name: str, content: bytes) -> Any:
        """Uploads an image; gives its record, None when that failed."""
        boundary = uuid.uuid4().hex
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        form = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        body = self._ask(kind, "POST", "/api/images", form, headers)
        return None if body is None else json.loads(body)["items"][0]

    def _ask(self, kind: str, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> bytes | None:
        """The time is that from before the request is sent until the answer is read to its end."""
        start = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            self.notes.failed(kind, f"{method} {path}: {error!r}")
            return None
        if response.status >= 400:
            self.notes.failed(kind, f"{method} {path}: {response.status} {answer[:200].decode(errors='replace')}")
            return None
        self.notes.took(kind, time.perf_counter() - start)
        return answer
