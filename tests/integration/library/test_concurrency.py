"""Many threads, native and green, read and write one library at once."""

import random
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.parameters import Recipe
from burnish.records import ImageRecord

AddUpload = Callable[..., ImageRecord]

GREEN = """
import eventlet
eventlet.monkey_patch()
import sys
from pathlib import Path
from types import SimpleNamespace
from burnish.library.database import open_database
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import JobStore
from burnish.library.tables import Job

database = open_database(Path(sys.argv[1]))
images, gallery, jobs = ImageStore(database), Gallery(database), JobStore(database)
facts = SimpleNamespace(width=1, height=1, format="png", bits=8, channels=3)

def work(number):
    file, thumbnail = images.incoming_file(), images.incoming_file()
    file.write_bytes(b"pixels")
    thumbnail.write_bytes(b"thumbnail")
    record = images.add_upload(file, thumbnail, facts, f"{number}.png")
    job = jobs.create("download", "0")
    for _ in range(5):
        with database.write() as session:
            row = session.get(Job, 1)
            title = int(row.title)
            eventlet.sleep(0)  # others run while this one is in the middle of a transaction
            row.title = str(title + 1)
        eventlet.sleep(0)
        gallery.page(None, 10)
        jobs.set_progress(job.id, 0.5, "")
    return record.id

with eventlet.Timeout(60):
    ids = list(eventlet.GreenPool(40).imap(work, range(40)))
assert len(set(ids)) == gallery.count() == 40
print(jobs.page(None, 100).items[-1].title)
"""


def test_green_threads_take_turns(root: Path, start_python: Callable[..., "subprocess.Popen[str]"]) -> None:
    child = start_python(GREEN, str(root))
    assert child.stdout is not None
    assert child.stdout.read().split() == [str(40 * 5)]
    assert child.wait() == 0


def test_writers_of_many_threads_lose_nothing(
    jobs: JobStore, images: ImageStore, gallery: Gallery, upload: AddUpload, recipe: Recipe
) -> None:
    source = upload().id

    def work(number: int) -> tuple[str, str]:
        record = upload(f"{number}.png", str(number).encode())
        job = jobs.create("postprocess", str(number), images=[source, record.id], recipe=recipe)
        jobs.set_running(job.id, "Upscaling")
        for index in range(2):
            jobs.set_item(job.id, index, "failed")
        jobs.finish(job.id, "failed")
        return record.id, job.id

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(work, range(60)))
    assert gallery.count() == 61
    for number, (image_id, job_id) in enumerate(made):
        assert images.get(image_id).name == f"{number}.png"
        assert images.file_path(image_id).read_bytes() == str(number).encode()
        job = jobs.get(job_id)
        assert (job.title, job.state, job.images) == (str(number), "failed", [source, image_id])
        assert [item.state for item in jobs.items(job_id)] == ["failed", "failed"]


def test_readers_see_whole_transactions_while_others_write(gallery: Gallery, upload: AddUpload) -> None:
    added = [upload().id for _ in range(20)]
    stop = threading.Event()

    def read() -> int:
        pages = 0
        while not stop.is_set():
            page = gallery.page(None, 100)
            assert len(page.items) == page.total
            assert page.items == sorted(page.items, key=lambda image: -order[image.id])
            assert all(image.deleted_at is None for image in page.items)
            pages += 1
        return pages

    order = {image_id: number for number, image_id in enumerate(added)}
    chance = random.Random(5)
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for _ in range(150):
            image_id = chance.choice(added)
            chance.choice([gallery.delete, gallery.undelete])(image_id)
        stop.set()
        assert all(reader.result() > 0 for reader in readers)
