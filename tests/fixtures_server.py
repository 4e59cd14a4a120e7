"""Real servers in processes of their own, with real weights and without the internet."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import psutil
import pytest

import burnish
from tests.api_client import PATIENCE_SECONDS, Api, wait_until

StartServer = Callable[..., "Server"]


@dataclass
class Server:
    """A running server."""

    root: Path
    process: "subprocess.Popen[str]"
    log: Path
    api: Api

    def engine(self) -> psutil.Process:
        """The engine's process."""
        return self.children("burnish.engine.main")[0]

    def children(self, module: str | None = None) -> list[psutil.Process]:
        """The processes that the server started, or those of them that run this module and have not ended."""
        started = psutil.Process(self.process.pid).children()
        return started if module is None else [child for child in started if module in _arguments_of(child)]

    def incoming(self) -> list[Path]:
        """What lies where unfinished files are written."""
        return list((self.root / "incoming").iterdir())

    def wait_until_ready(self) -> None:
        """Waits until the engine has loaded the network."""
        wait_until(lambda: self.api.get("/api/health")["engine"], lambda engine: engine["state"] == "ready")

    def stop(self, signal_number: int = signal.SIGTERM) -> int:
        """Sends a signal and gives the exit status."""
        self.process.send_signal(signal_number)
        return self.process.wait(PATIENCE_SECONDS)


def _arguments_of(process: psutil.Process) -> list[str]:
    """The command line of a process; nothing when it has ended."""
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def environment() -> dict[str, str]:
    """The environment of this process, without settings of Burnish, in which Python finds the package."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BURNISH_")}
    return kept | {"PYTHONPATH": str(Path(burnish.__file__).parents[1]), "BURNISH_CONFIG": os.devnull}


def burnish_command(*arguments: str | Path) -> list[str]:
    """The command ``burnish`` with arguments."""
    return [sys.executable, "-m", "burnish", *map(str, arguments)]


def give_weights(weights_root: Path, root: Path, name: str = "realesr-general-x4v3") -> None:
    """Puts stored weights into another root."""
    (root / "weights").mkdir(parents=True, exist_ok=True)
    for suffix in (".json", ".safetensors"):
        shutil.copy(weights_root / "weights" / f"{name}{suffix}", root / "weights")


def give_face_weights(face_weights_root: Path, root: Path, *names: str) -> None:
    """Puts some of the face networks, or all, into another root; being large they are only referred to."""
    (root / "weights").mkdir(parents=True, exist_ok=True)
    for path in (face_weights_root / "weights").iterdir():
        if path.suffix in (".json", ".safetensors") and (not names or path.stem in names):
            (root / "weights" / path.name).symlink_to(path)


@contextmanager
def started(
    root: Path,
    *flags: str | Path,
    variables: Mapping[str, str] = MappingProxyType({}),
    within: Sequence[str | Path] = (),
) -> Iterator[tuple["subprocess.Popen[str]", Path, str]]:
    """A server over ``root`` on a free port, its log and the address that it gives, killed at the end if it still runs.

    ``variables`` are added to its environment; ``within`` is a command that is given the server's and becomes it.
    """
    root.mkdir(parents=True, exist_ok=True)
    log = root.with_name(f"{root.name}.log")
    with log.open("a") as errors:
        process = subprocess.Popen(
            [*within, *burnish_command("serve", "--port", "0", "--root", root, "--offline", *flags)],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**environment(), **variables},
        )
    with process:
        try:
            assert process.stdout is not None
            ready = process.stdout.readline()
            assert "ready at http" in ready, log.read_text()
            yield process, log, ready.split(" ready at ")[1].split()[0]
        finally:
            process.kill()


@contextmanager
def serving(
    root: Path, *flags: str, variables: Mapping[str, str] = MappingProxyType({}), within: Sequence[str | Path] = ()
) -> Iterator[Server]:
    """As :func:`started`, with the server's interface."""
    with started(root, *flags, variables=variables, within=within) as (process, log, address):
        yield Server(root, process, log, Api(address))


@contextmanager
def serving_general_network(folder: Path, weights_root: Path) -> Iterator[Server]:
    """A server that upscales with the general network and generates, with its library in a folder."""
    give_weights(weights_root, folder / "library")
    with serving(folder / "library") as running:
        yield running


@contextmanager
def serving_painter(folder: Path) -> Iterator[Server]:
    """A server that does nothing but generate, so that its engine starts quickly, with its library in a folder."""
    with serving(folder / "library", "--no-esrgan", "--no-restore") as running:
        yield running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, weights_root: Path) -> Iterator[Server]:
    """A server with the general network, shared by tests that leave it as it was but for more images and jobs."""
    with serving_general_network(tmp_path_factory.mktemp("server"), weights_root) as running:
        yield running


@pytest.fixture
def api(server: Server) -> Api:
    """The shared server's interface."""
    return server.api


@pytest.fixture(scope="session")
def face_server(
    tmp_path_factory: pytest.TempPathFactory, weights_root: Path, face_weights_root: Path
) -> Iterator[Server]:
    """A server with the general network and the face networks, shared as the other one; no licence is accepted."""
    root = tmp_path_factory.mktemp("face-server") / "library"
    give_weights(weights_root, root)
    give_face_weights(face_weights_root, root)
    with serving(root) as running:
        yield running


@pytest.fixture(scope="session")
def painting_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that does nothing but generate, shared as the other ones."""
    with serving_painter(tmp_path_factory.mktemp("painting-server")) as running:
        yield running


@pytest.fixture
def start_server(tmp_path: Path, weights_root: Path) -> Iterator[StartServer]:
    """Starts servers of a test's own, all over the same new root; flags may be given."""
    root = tmp_path / "library"
    give_weights(weights_root, root)
    with ExitStack() as stack:
        yield lambda *flags: stack.enter_context(serving(root, *flags))
