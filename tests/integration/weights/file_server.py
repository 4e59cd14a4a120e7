"""A web server on a real socket that gives out one file, well or badly, as a test asks it to."""

import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast

Answer = Callable[["Request"], None]
"""Answers one request."""


class FileServer:
    """Serves ``content`` at every path. The requests in turn are answered by ``answers``, and later ones properly."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.answers: list[Answer] = []
        self.ranges: list[str | None] = []
        """The Range header of each request so far."""
        self.stopping = threading.Event()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/file.pth"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, files: FileServer) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.files = files


class Request(BaseHTTPRequestHandler):
    """One request, and the means to answer it."""

    protocol_version = "HTTP/1.1"

    @property
    def files(self) -> FileServer:
        return cast(_Server, self.server).files

    def do_GET(self) -> None:
        self.files.ranges.append(self.headers.get("Range"))
        answer = self.files.answers.pop(0) if self.files.answers else properly
        answer(self)

    def begin(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def break_off(self) -> None:
        """Ends the connection after this answer, finished or not."""
        self.close_connection = True

    @property
    def first_byte(self) -> int:
        """Where the range asked for begins."""
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        return int(asked[1]) if asked else 0

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output quiet."""


def properly(request: Request) -> None:
    """The file, or the part asked for."""
    _begin_part(request)
    request.wfile.write(request.files.content[request.first_byte :])


def breaking_after(count: int) -> Answer:
    """The beginning of what was asked for, and then the connection breaks."""

    def answer(request: Request) -> None:
        _begin_part(request)
        first = request.first_byte
        request.wfile.write(request.files.content[first : first + count])
        request.break_off()

    return answer


def stalling_after(count: int) -> Answer:
    """The beginning of what was asked for, and then nothing while the connection stays open."""

    def answer(request: Request) -> None:
        breaking_after(count)(request)
        request.wfile.flush()
        request.files.stopping.wait(30)

    return answer


def ignoring_ranges(request: Request) -> None:
    """The whole file, whatever was asked for."""
    request.begin(200, {"Content-Length": str(len(request.files.content))})
    request.wfile.write(request.files.content)


def without_length(count: int | None = None) -> Answer:
    """The file or its beginning, its end told only by the end of the connection."""

    def answer(request: Request) -> None:
        request.begin(200, {"Connection": "close"})
        request.wfile.write(request.files.content[:count])
        request.break_off()

    return answer


def status(code: int) -> Answer:
    """An error."""

    def answer(request: Request) -> None:
        request.begin(code, {"Content-Length": "0"})

    return answer


def redirecting_to(url: str) -> Answer:
    """Another address."""

    def answer(request: Request) -> None:
        request.begin(302, {"Location": url, "Content-Length": "0"})

    return answer


def sending(content: bytes, announced: int | None = None) -> Answer:
    """Something else, with a status of success, announced with its own length or another one."""

    def answer(request: Request) -> None:
        length = len(content) if announced is None else announced
        request.begin(200, {"Content-Type": "text/html", "Content-Length": str(length)})
        request.wfile.write(content)
        request.break_off()

    return answer


def another_part(request: Request) -> None:
    """A part of the file that was not asked for."""
    content = request.files.content
    request.begin(206, {"Content-Range": f"bytes 0-9/{len(content)}", "Content-Length": "10"})
    request.wfile.write(content[:10])


def compressed(request: Request) -> None:
    """The file in an encoding that was not asked for."""
    content = request.files.content
    request.begin(200, {"Content-Encoding": "gzip", "Content-Length": str(len(content))})
    request.wfile.write(content)


def _begin_part(request: Request) -> None:
    total = len(request.files.content)
    first = request.first_byte
    if "Range" not in request.headers:
        request.begin(200, {"Content-Length": str(total)})
    elif first < total:
        sent = f"bytes {first}-{total - 1}/{total}"
        request.begin(206, {"Content-Range": sent, "Content-Length": str(total - first)})
    else:
        request.begin(416, {"Content-Range": f"bytes */{total}", "Content-Length": "0"})
