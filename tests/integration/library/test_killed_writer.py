"""A process that writes all the time is killed at random moments; whatever the moment, the library is in order."""

import hashlib
import random
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from burnish.library.database import Database, open_database
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.lock import lock_root
from burnish.library.recovery import recover
from burnish.library.small_versions import SmallVersionStore
from burnish.library.strays import Findings

WRITER = """
import hashlib, itertools, random, sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from burnish.library.database import open_database
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.lock import lock_root
from burnish.library.recovery import recover
from burnish.library.trash import purge
from burnish.parameters import Recipe, UpscaleStep

root, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
recipe = Recipe(steps=(UpscaleStep(scale=2),))
facts = SimpleNamespace(width=1, height=1, format="png", bits=8, channels=3)
lock = lock_root(root)
database = open_database(root)
recover(database)
images, gallery, jobs = ImageStore(database), Gallery(database), JobStore(database)

def say(*words):
    print(" ".join(words), flush=True)  # in one piece, even where Python is told not to buffer

def write():
    content = chance.randbytes(chance.randrange(200_000))
    file, thumbnail = images.incoming_file(".png"), images.incoming_file(".webp")
    file.write_bytes(content)
    thumbnail.write_bytes(b"thumbnail")
    return (file, thumbnail), hashlib.sha256(content).hexdigest()

say("ready")
while True:
    files, digest = write()
    upload = images.add_upload(*files, facts, digest)
    say("stored", upload.id)
    job = jobs.create("postprocess", "Upscale", images=[upload.id] * 3, recipe=recipe)
    jobs.set_running(job.id, "Upscaling")
    for index in range(3):
        jobs.set_item(job.id, index, "running")
        files, digest = write()
        result = images.add_result(*files, facts, job_id=job.id, index=index, recipe=recipe, notes=[digest])
        say("stored", result.id)
        jobs.set_progress(job.id, (index + 1) / 3, "Upscaling")
    jobs.finish(job.id, "done")
    if chance.random() < 0.5:
        for record in gallery.page(None, 3).items:
            say("removing", record.id)
            gallery.delete(record.id)
        purge(database, timedelta(0))
"""


def check(database: Database, stored: set[str], removing: set[str]) -> None:
    """That nothing which was told to be stored is missing, and that records and files fit together."""
    connection = sqlite3.connect(database.layout.database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    recorded = dict(connection.execute("SELECT id, deleted_at FROM images"))
    connection.close()
    assert stored - removing <= recorded.keys()

    images, small_versions = ImageStore(database), SmallVersionStore(database)
    for image_id in recorded:
        record = images.get(image_id)
        digest = record.name if record.kind == "upload" else record.notes[0]
        assert hashlib.sha256(images.file_path(image_id).read_bytes()).hexdigest() == digest
        assert small_versions.thumbnail_path(image_id).read_bytes() == b"thumbnail"
    layout = database.layout
    for folder, expected in ((layout.images, len(recorded)), (layout.thumbnails, len(recorded)), (layout.incoming, 0)):
        assert sum(path.is_file() for path in folder.rglob("*")) == expected

    jobs = JobStore(database)
    assert jobs.count("running") == 0
    for job in jobs.page(None, 1000).items:
        states = [item.state for item in jobs.items(job.id)]
        assert set(states) <= {"queued", "done"}
        assert job.state in ("queued", "done")
        assert results_recorded(database, job.id) <= states.count("done")


def results_recorded(database: Database, job_id: str) -> int:
    connection = sqlite3.connect(database.layout.database)
    [count] = connection.execute("SELECT count(*) FROM images WHERE job_id = ?", (job_id,)).fetchone()
    connection.close()
    return int(count)


def test_a_killed_writer_leaves_a_library_in_order(
    root: Path, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    chance = random.Random(20)
    stored: set[str] = set()
    removing: set[str] = set()
    for seed in range(10):
        writer = start_python(WRITER, str(root), str(seed))
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        threading.Timer(chance.uniform(0, 0.5), writer.kill).start()
        for line in writer.stdout:
            word, image_id = line.split()
            (stored if word == "stored" else removing).add(image_id)
        writer.wait()
        with lock_root(root):
            database = open_database(root)
            assert recover(database).findings == Findings(), "neither files without a record nor the reverse"
            check(database, stored, removing)
            database.close()
    assert len(stored) > 20
