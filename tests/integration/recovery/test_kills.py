"""The engine, the server or both are killed at random moments of a batch; whatever the moment, nothing is lost."""

import logging
import random
import signal
import time
from contextlib import ExitStack
from pathlib import Path

import psutil

from tests.api_client import Json
from tests.fixtures_server import Server, give_weights, serving
from tests.integration.recovery.visitor import Visitor
from tests.integration.recovery.whole_library import WholeLibrary

logger = logging.getLogger(__name__)

UPSCALING = {"type": "upscale", "scale": 2, "denoising_strength": 1}
FAILURES = tuple(
    f"/problems/{slug}" for slug in ("engine-died", "job-interrupted", "job-set-aside", "some-images-failed")
)
"""What may become of a job whose engines and servers are killed; the rest of it is then run again."""

LONGEST_SECONDS = 8.0
MOST_IMAGES = 5
MOST_SECONDS_OF_IMAGES = 60.0
"""A random moment comes after at most the first time, or when fewer than that many more images are made: at most the
second time, for an engine whose jobs are set aside makes none."""


class Ordeal:
    """A library whose servers do not live long."""

    def __init__(self, root: Path, batch: int, chance: random.Random) -> None:
        self.root = root
        self.batch = batch
        self.library = WholeLibrary(root)
        self.visitor = Visitor(random.Random(chance.random()))
        self.batches: list[str] = []
        self.retried = 0
        self.killed = {"engine": 0, "server": 0, "both": 0}
        self._chance = chance
        self._stack = ExitStack()
        self._server: Server | None = None

    def __str__(self) -> str:
        return (
            f"killed {self.killed}; {len(self.visitor.uploads)} uploads, {len(self.library.decoded)} images, "
            f"{len(self.batches)} batches, {self.retried} of them for the rest of a failed one"
        )

    @property
    def server(self) -> Server:
        """The server that runs now; the next one when the last was killed."""
        if self._server is None:
            left = set(self.root.glob("incoming/*"))
            self._server = self._stack.enter_context(serving(self.root))
            assert not left & set(self.root.glob("incoming/*")), "what was unfinished is removed"
        return self._server

    def live_and_kill(self) -> None:
        """Lets things go on until a random moment, kills something and looks at what is left once it runs again."""
        self._see_to_a_batch()
        self.visitor.come(self.server.api.url)
        self._await_a_moment()
        target = self._chance.choice(list(self.killed))
        self._kill(target)
        self.killed[target] += 1
        self.visitor.leave()
        self._see_to_a_batch()
        self.library.check(self.visitor.uploads)
        self._check_trash()

    def end(self) -> None:
        """Lets all batches end and the server stop, and looks at everything once more."""
        while self._see_to_a_batch(may_begin=False):
            self.server.api.ended(self.batches[-1])
        assert self.server.stop() == 0
        self._stack.close()
        assert self.library.is_settled()
        self.library.check(self.visitor.uploads)

    def _see_to_a_batch(self, may_begin: bool = True) -> bool:
        """Whether a batch is under way, and why it is: it waits, runs, is retried, or a new one has begun."""
        api = self.server.api
        job: Json | None = api.get(f"/api/jobs/{self.batches[-1]}") if self.batches else None
        if job is not None and job["state"] in ("queued", "running"):
            return True
        if job is not None and job["state"] == "failed":
            assert job["error"]["type"] in FAILURES, job["error"]
            self.batches.append(api.post(f"/api/jobs/{job['id']}/retry", status=202)["id"])
            self.retried += 1
            return True
        assert job is None or job["state"] == "done", job
        if may_begin:
            self.batches.append(api.generate(self.batch, then=[UPSCALING], seed=len(self.batches) * self.batch)["id"])
        return may_begin

    def _await_a_moment(self) -> None:
        """Waits for a random time, or until some more images are made: engines need long to start."""
        if self._chance.random() < 0.7:
            time.sleep(self._chance.uniform(0.0, LONGEST_SECONDS))
            return
        enough = self.library.count_made() + self._chance.randrange(1, MOST_IMAGES)
        end = time.monotonic() + MOST_SECONDS_OF_IMAGES
        while self.library.count_made() < enough and time.monotonic() < end:
            self._see_to_a_batch()
            time.sleep(self._chance.uniform(0.0, 0.2))

    def _kill(self, target: str) -> None:
        engines = self.server.children("burnish.engine.main")
        children = self.server.children()
        if target != "server":
            for engine in engines:
                engine.kill()
        if target != "engine":
            self.server.stop(signal.SIGKILL)
            psutil.wait_procs(children)
            self._stack.close()
            self._server = None

    def _check_trash(self) -> None:
        for image_id, deleted in self.visitor.deleted.items():
            assert (self.server.api.get(f"/api/images/{image_id}")["deleted_at"] is not None) == deleted


def test_nothing_is_lost_whatever_is_killed(
    tmp_path: Path, weights_root: Path, kills: int, batch: int, seed: int
) -> None:
    root = tmp_path / "library"
    give_weights(weights_root, root)
    ordeal = Ordeal(root, batch, random.Random(seed))
    for _ in range(kills):
        ordeal.live_and_kill()
        logger.info("%s", ordeal)
    ordeal.end()
    assert ordeal.visitor.uploads
