"""Disks that fill up, go away or cannot be written, a database that is held, a clock that is set back.

The reason is told, nothing is lost, and the server goes on when the fault is over.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.api_client import PATIENCE_SECONDS, Api, Json, wait_until
from tests.fixtures_server import Server, burnish_command, environment, serving
from tests.sample_images import image_file

PAINTING = ("--no-esrgan", "--no-restore")
DISK_MEGABYTES = 64
SMALL = image_file(40, 30)
LARGE = image_file(700, 700, image_format="BMP")
MOVABLE_CLOCK = Path(__file__).parents[2] / "movable_clock"
YEAR_SECONDS = 365 * 24 * 3600

NAMESPACE = ["unshare", "--map-root-user", "--mount", "sh", "-ec"]
"""Linux gives a process its own view of what is mounted, where a person without rights may mount things, too."""


@pytest.fixture
def namespace() -> list[str]:
    """The start of a command: its shell script mounts things and then becomes the command ``"$@"`` over root ``$0``."""
    if shutil.which("unshare") is None or subprocess.run([*NAMESPACE, "mount -t tmpfs none /mnt"]).returncode != 0:
        pytest.skip("mounting needs Linux with user namespaces")
    return NAMESPACE


def refusal(answer: Json, name: str, root: Path) -> bool:
    """Whether a problem is of that kind and tells the place and a remedy."""
    return answer["type"] == f"/problems/{name}" and str(root) in answer["detail"] and answer["detail"].count(".") > 1


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Leaves no byte free on the disk of a folder during the block."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    yield
    filler.unlink()


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, namespace: list[str]) -> None:
    root = tmp_path / "library"
    script = f'mount -t tmpfs -o size={DISK_MEGABYTES}m none "$0"; exec "$@"'
    with serving(root, *PAINTING, within=[*namespace, script, root]) as server:
        api, seen = server.api, Path(f"/proc/{server.process.pid}/root{root}")
        kept = api.upload(SMALL)
        with full_disk(seen):
            for content in (SMALL, LARGE):
                assert refusal(api.refused([("photo.png", content)]), "disk-full", root)
            answer = api.call("POST", "/api/jobs", json={"kind": "generate", "generation": {"prompt": "a fox"}})
            assert answer.status_code in (202, 507), answer.text
            assert answer.status_code == 507 or api.ended(answer.json()["id"])["error"]["status"] == 507
            assert api.get("/api/images")["total"] == 1
            assert api.call("GET", "/api/health").status_code == 200
        assert list(seen.glob("incoming/*")) == []
        assert api.file(kept["id"]) == SMALL
        assert api.file(api.upload(LARGE)["id"]) == LARGE
        assert api.ended(api.generate(2)["id"])["state"] == "done"
        assert api.get("/api/images")["total"] == 4


def test_a_disk_that_fills_up_while_a_batch_is_made_costs_only_the_rest(tmp_path: Path, namespace: list[str]) -> None:
    root = tmp_path / "library"
    script = f'mount -t tmpfs -o size={DISK_MEGABYTES}m none "$0"; exec "$@"'
    with serving(root, *PAINTING, within=[*namespace, script, root]) as server:
        api, seen = server.api, Path(f"/proc/{server.process.pid}/root{root}")
        job = api.generate(30, seed=1)
        wait_until(lambda: api.get("/api/images"), lambda page: page["total"] > 1)
        with full_disk(seen):
            wait_until(lambda: {"log": server.log.read_text()}, lambda seen: "end of the job cannot be" in seen["log"])
            made = api.get("/api/images")["total"]
        ended = api.ended(job["id"])
        assert (ended["state"], ended["error"]["type"]) == ("failed", "/problems/disk-full")
        again = api.post(f"/api/jobs/{job['id']}/retry", status=202)
        assert api.ended(again["id"])["state"] == "done"
        assert 1 < made < 30 == api.get("/api/images")["total"]


def test_a_folder_that_cannot_be_written_is_named_at_the_start(tmp_path: Path, namespace: list[str]) -> None:
    root = tmp_path / "library"
    with serving(root, *PAINTING) as server:
        server.api.upload(SMALL)
        assert server.stop() == 0
    script = 'mount --bind "$0" "$0"; mount -o remount,ro,bind "$0"; exec "$@"'
    command = burnish_command("serve", "--port", "0", "--root", root, "--offline", *PAINTING)
    refused = subprocess.run(
        [*namespace, script, root, *command],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        env=environment(),
    )
    assert (refused.returncode, refused.stdout) == (1, "")
    assert str(root) in refused.stderr
    assert "--root" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that only generates, over a root of the test's own."""
    with serving(tmp_path / "library", *PAINTING) as server:
        yield server


def test_a_database_that_another_program_holds_is_named(own_server: Server) -> None:
    api = own_server.api
    kept = api.upload(SMALL)
    other = sqlite3.connect(own_server.root / "burnish.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert refusal(api.refused([("photo.png", SMALL)]), "database-busy", own_server.root)
    for method, path in (("DELETE", f"/api/images/{kept['id']}"), ("POST", f"/api/images/{kept['id']}/undelete")):
        assert refusal(api.problem(method, path), "database-busy", own_server.root)
    assert api.get("/api/images")["items"] == [kept], "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    assert not own_server.incoming()
    api.upload(SMALL)
    assert api.ended(api.generate(1)["id"])["state"] == "done"


def test_a_database_held_while_a_batch_is_made_stops_neither_queue_nor_server(own_server: Server) -> None:
    api = own_server.api
    job = api.generate(10, seed=1)
    wait_until(lambda: api.get("/api/images"), lambda page: page["total"] > 1)
    other = sqlite3.connect(own_server.root / "burnish.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert refusal(api.refused([("photo.png", SMALL)]), "database-busy", own_server.root)
    assert refusal(api.refused([("photo.png", SMALL)]), "database-busy", own_server.root)
    other.execute("ROLLBACK")
    other.close()
    ended = api.ended(job["id"])
    if ended["state"] == "failed":
        assert ended["error"]["type"] == "/problems/database-busy"
        ended = api.ended(api.post(f"/api/jobs/{job['id']}/retry", status=202)["id"])
    assert ended["state"] == "done"
    seeds = [image["generation"]["seed"] for image in api.get("/api/images", limit=100)["items"]]
    assert sorted(seeds) == list(range(1, 11))


def test_a_disk_that_goes_away_is_told_and_comes_back(own_server: Server, tmp_path: Path) -> None:
    api, root = own_server.api, own_server.root
    kept = api.upload(SMALL)
    root.rename(tmp_path / "gone")
    assert refusal(api.refused([("photo.png", SMALL)]), "root-not-usable", root)
    for path in (f"/api/images/{kept['id']}/file", f"/api/images/{kept['id']}/thumbnail"):
        assert api.problem("GET", path)["status"] in (404, 503)
    assert api.call("GET", "/api/health").status_code in (200, 503)
    (tmp_path / "gone").rename(root)
    assert api.file(kept["id"]) == SMALL
    api.upload(SMALL)
    assert api.ended(api.generate(1)["id"])["state"] == "done"
    assert api.get("/api/images")["total"] == 3


@pytest.fixture
def set_clock(tmp_path: Path) -> Callable[[float], None]:
    """Sets the clock of the servers that read it, in seconds from the real one."""

    def set_to(seconds: float) -> None:
        new = tmp_path / "offset.new"
        new.write_text(str(seconds))
        new.replace(tmp_path / "offset")

    return set_to


def test_a_clock_that_is_set_back_mixes_nothing_up(tmp_path: Path, set_clock: Callable[[float], None]) -> None:
    variables = {
        "PYTHONPATH": f"{MOVABLE_CLOCK}{os.pathsep}{environment()['PYTHONPATH']}",
        "CLOCK_OFFSET": f"{tmp_path}/offset",
    }
    set_clock(0)
    with serving(tmp_path / "library", *PAINTING, variables=variables) as server:
        api = server.api
        first = api.upload(SMALL)
        job = api.generate(10, seed=1)
        wait_until(lambda: api.get("/api/images"), lambda page: page["total"] > 2)
        set_clock(-YEAR_SECONDS)
        waiting = api.generate(1)
        last = api.upload(SMALL)
        assert last["created_at"] < first["created_at"]
        ended = watch_to_the_end(api, job["id"])
        assert ended["started_at"] > ended["finished_at"], "the clock was set back"
        assert api.ended(waiting["id"])["state"] == "done"
        jobs = [one["id"] for one in api.get("/api/jobs")["items"]]
        assert jobs == [waiting["id"], job["id"]]
        images = api.get("/api/images", limit=100)["items"]
        assert len({image["id"] for image in images}) == len(images) == 13
        assert [image["generation"]["seed"] for image in images if image["job_id"] == job["id"]] == [*range(10, 0, -1)]
        assert images[-1]["id"] == first["id"]
        assert server.stop() == 0
    set_clock(-2 * YEAR_SECONDS)
    with serving(tmp_path / "library", *PAINTING, variables=variables) as server:
        newest = server.api.upload(SMALL)
        assert [image["id"] for image in server.api.get("/api/images", limit=100)["items"]] == [
            newest["id"],
            *(image["id"] for image in images),
        ]


def watch_to_the_end(api: Api, job_id: str) -> Json:
    """The ended job, whose remaining time was never below nothing or beyond reason, nor its progress less."""
    progress = 0.0

    def look() -> Json:
        nonlocal progress
        job: Json = api.get(f"/api/jobs/{job_id}")
        assert job["remaining_seconds"] is None or 0 <= job["remaining_seconds"] < PATIENCE_SECONDS
        assert job["progress"] >= progress
        progress = job["progress"]
        return job

    return wait_until(look, lambda job: job["state"] not in ("queued", "running"))
