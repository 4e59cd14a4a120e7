"""What the load is made of: pages that look through the gallery, uploads, and jobs for the engine."""

import itertools
import random
import threading
from collections.abc import Sequence
from typing import Any

from burnish.web.load.caller import Caller

SMALL_KINDS = ("gallery", "thumbnail", "image record", "job record", "list of jobs", "health")
"""Requests with small answers, which are to be quick."""

THUMBNAILS_OF_PAGE = 8
"""How many thumbnails are looked at of each page of the gallery."""

ROUNDS_BETWEEN_FILES = 4
"""A page fetches one image's whole file in so many rounds."""

PAUSE_SECONDS = (0.1, 0.3)
"""Between two requests of one page, evenly distributed."""

JOBS_AHEAD = 2
"""Jobs that are kept open, so that the engine never waits for the next one."""

_JOBS_POLL_SECONDS = 0.5
_OPEN_STATES = ("queued", "running", "paused")


class Browsing:
    """A page that goes through the gallery, and after each page of it looks at the jobs and how the server is."""

    def __init__(self, caller: Caller, number: int, leaving: threading.Event) -> None:
        """``number`` tells pages apart, which choose at random what they look at."""
        self._caller = caller
        self._chance = random.Random(number)
        self._leaving = leaving
        self._rounds = itertools.count(number)

    def browse(self) -> None:
        """Goes on until it is to leave."""
        cursor: str | None = None
        while not self._leaving.is_set():
            page = self._get("gallery", f"/api/images?limit=50{f'&cursor={cursor}' if cursor else ''}")
            self._look_at(page["items"] if page else [])
            cursor = page["next"] if page else None
            self._look_at_jobs()
            self._get("health", "/api/health")

    def _look_at(self, images: Sequence[dict[str, Any]]) -> None:
        """Looks at some thumbnails of a page of the gallery, at one image's record and now and then at its file."""
        for image in images[:THUMBNAILS_OF_PAGE]:
            self._fetch("thumbnail", f"/api/images/{image['id']}/thumbnail")
        if images:
            address = f"/api/images/{self._chance.choice(images)['id']}"
            self._get("image record", address)
            if next(self._rounds) % ROUNDS_BETWEEN_FILES == 0:
                self._fetch("whole file", f"{address}/file")

    def _look_at_jobs(self) -> None:
        jobs = self._get("list of jobs", "/api/jobs")
        if jobs and jobs["items"]:
            self._get("job record", f"/api/jobs/{self._chance.choice(jobs['items'])['id']}")

    def _get(self, kind: str, path: str) -> Any:
        """The JSON of an answer, after a pause; None when the request failed or the page is to leave."""
        return None if self._pause() else self._caller.get_json(kind, path)

    def _fetch(self, kind: str, path: str) -> None:
        """Asks, after a pause, for something that is no JSON."""
        if not self._pause():
            self._caller.get(kind, path)

    def _pause(self) -> bool:
        """Whether the page is to leave."""
        return self._leaving.wait(self._chance.uniform(*PAUSE_SECONDS))


class Uploading:
    """Uploads one photo after the other, beginning with that of a number."""

    def __init__(
        self, caller: Caller, photos: Sequence[tuple[str, bytes]], number: int, leaving: threading.Event
    ) -> None:
        self._caller = caller
        self._photos = itertools.islice(itertools.cycle(photos), number, None)
        self._leaving = leaving

    def upload(self) -> None:
        """Goes on until it is to leave."""
        for name, content in self._photos:
            if self._leaving.is_set():
                return
            self._caller.upload("upload", name, content)


class Working:
    """Asks for the same job again and again, so that the engine always has one to do."""

    def __init__(self, caller: Caller, job: dict[str, Any], leaving: threading.Event) -> None:
        self.done = 0
        """How many jobs the engine has done."""
        self._caller = caller
        self._job = job
        self._leaving = leaving
        self._open: list[str] = []

    def work(self) -> None:
        """Goes on until it is to leave; the jobs that are open then stay so."""
        while not self._leaving.is_set():
            if len(self._open) < JOBS_AHEAD:
                asked = self._caller.post_json("new job", "/api/jobs", self._job)
                self._open += [asked["id"]] if asked else []
            self._look_at_oldest()
            self._leaving.wait(_JOBS_POLL_SECONDS)

    def _look_at_oldest(self) -> None:
        found = self._caller.get_json("job in work", f"/api/jobs/{self._open[0]}") if self._open else None
        if found is None or found["state"] in _OPEN_STATES:
            return
        self._open.pop(0)
        if found["state"] == "done":
            self.done += 1
        else:
            self._caller.notes.failed("job in work", f"it is {found['state']}: {found['error']}")
