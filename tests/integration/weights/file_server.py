"""A web server on a real socket that gives out one file, well or badly, as a test asks it to."""

import re
import ssl
import time
from collections.abc import Callable
from typing import cast

from tests.local_server import LocalRequest, LocalServer

Answer = Callable[["Request"], None]
"""Answers one request."""


class FileServer(LocalServer):
    """Serves ``content`` at every path. The requests in turn are answered by ``answers``, and later ones properly."""

    def __init__(self, content: bytes, tls: ssl.SSLContext | None = None) -> None:
        """A server that speaks HTTPS, where ``tls`` has its certificate."""
        super().__init__(Request, tls)
        self.content = content
        self.answers: list[Answer] = []
        self.ranges: list[str | None] = []
        """The Range header of each request so far."""
        self.before_answer: Callable[[range], None] = lambda asked: None
        """Told of the stretch that each request asks for, before it is answered."""

    @property
    def url(self) -> str:
        """The file's address."""
        return f"{super().url}/file.pth"


class Request(LocalRequest):
    """One request, and the means to answer it."""

    protocol_version = "HTTP/1.1"

    @property
    def files(self) -> FileServer:
        return cast(FileServer, self.owner)

    def do_GET(self) -> None:
        self.files.ranges.append(self.headers.get("Range"))
        self.files.before_answer(self.asked)
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
    def asked(self) -> range:
        """The stretch of the file that is asked for."""
        total = len(self.files.content)
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked is None:
            return range(total)
        return range(int(asked[1]), min(total, int(asked[2]) + 1) if asked[2] else total)

    @property
    def asked_content(self) -> bytes:
        return self.files.content[self.asked.start : self.asked.stop]


def properly(request: Request) -> None:
    """The file, or the part asked for."""
    _begin_part(request)
    request.wfile.write(request.asked_content)


def breaking_after(count: int) -> Answer:
    """The beginning of what was asked for, and then the connection breaks."""

    def answer(request: Request) -> None:
        _begin_part(request)
        request.wfile.write(request.asked_content[:count])
        request.break_off()

    return answer


def stalling_after(count: int) -> Answer:
    """The beginning of what was asked for, and then nothing while the connection stays open."""

    def answer(request: Request) -> None:
        breaking_after(count)(request)
        request.wfile.flush()
        request.files.stopping.wait(30)

    return answer


def trickling(request: Request) -> None:
    """What was asked for, a byte at a time."""
    _begin_part(request)
    for byte in request.asked_content:
        if request.files.stopping.wait(0.01):
            break
        request.wfile.write(bytes([byte]))


def in_small_portions(request: Request) -> None:
    """What was asked for, with a pause after each 4 KiB."""
    _begin_part(request)
    content = request.asked_content
    for start in range(0, len(content), 4096):
        request.wfile.write(content[start : start + 4096])
        time.sleep(0.002)


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


def status(code: int, retry_after: str | None = None) -> Answer:
    """An error, with the time after which another request is welcome."""

    def answer(request: Request) -> None:
        request.begin(code, {"Content-Length": "0", **({"Retry-After": retry_after} if retry_after else {})})

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
        request.begin(200, {"Content-Length": str(length)})
        request.wfile.write(content)
        request.break_off()

    return answer


def login_page(request: Request) -> None:
    """The page of a network that wants people to log in, of which no length is told."""
    request.begin(200, {"Content-Type": "text/html; charset=utf-8", "Connection": "close"})
    request.wfile.write(b"<html>Please log in</html>" * 100)
    request.break_off()


def misnumbered(content_range: str) -> Answer:
    """The part asked for, with another header about which part it is."""

    def answer(request: Request) -> None:
        content = request.asked_content
        request.begin(206, {"Content-Range": content_range, "Content-Length": str(len(content))})
        request.wfile.write(content)

    return answer


def longer_part(request: Request) -> None:
    """The part asked for and everything after it, announced as the part."""
    total = len(request.files.content)
    sent = f"bytes {request.asked.start}-{request.asked.stop - 1}/{total}"
    request.begin(206, {"Content-Range": sent, "Content-Length": str(total - request.asked.start)})
    request.wfile.write(request.files.content[request.asked.start :])


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
    asked = request.asked
    if "Range" not in request.headers:
        request.begin(200, {"Content-Length": str(total)})
    elif asked:
        sent = f"bytes {asked.start}-{asked.stop - 1}/{total}"
        request.begin(206, {"Content-Range": sent, "Content-Length": str(len(asked))})
    else:
        request.begin(416, {"Content-Range": f"bytes */{total}", "Content-Length": "0"})
