"""A server that has no weights, and a mirror to fetch them from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.api_client import Json
from tests.fixtures_server import Server, serving
from tests.mirror import Mirror

GENERAL = "realesr-general-x4v3"
TWIN = "realesr-general-wdn-x4v3"
ENORMOUS = "RealESRGAN_x4plus"
"""The one whose official file is larger than any disk."""


@dataclass
class FetchingServer:
    """A server whose weights come from a mirror."""

    server: Server
    mirror: Mirror

    @property
    def weights(self) -> Path:
        """The folder of weights."""
        return self.server.root / "weights"

    def record(self, name: str) -> Json:
        """The record of weights."""
        return next(item for item in self.server.api.get("/api/weights")["items"] if item["name"] == name)

    def empty(self) -> None:
        """Ends all jobs, removes all weights, and has the mirror whole again."""
        self.mirror.flowing.set()
        self.server.api.end_jobs()
        for path in self.weights.glob("*"):
            path.unlink()
        self.mirror.restore()


@pytest.fixture(scope="session")
def mirror(test_data: Path) -> Iterator[Mirror]:
    """Has the two general networks."""
    with Mirror({name: test_data / "weights" / f"{name}.pth" for name in (GENERAL, TWIN)}) as running:
        yield running


@pytest.fixture(scope="session")
def mirrored_server(tmp_path_factory: pytest.TempPathFactory, mirror: Mirror) -> Iterator[Server]:
    """A server that knows nothing but the mirror, shared by tests that fetch."""
    root = tmp_path_factory.mktemp("mirrored-server") / "library"
    with serving(root, "--no-offline", variables=mirror.variables(**{ENORMOUS: {"bytes": 10**16}})) as running:
        yield running


@pytest.fixture
def fetching(mirrored_server: Server, mirror: Mirror) -> Iterator[FetchingServer]:
    """The shared server without any weights; nothing goes on when the test begins, and nothing after it."""
    shared = FetchingServer(mirrored_server, mirror)
    shared.empty()
    yield shared
    shared.empty()
