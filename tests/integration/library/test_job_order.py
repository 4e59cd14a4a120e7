"""The order of the queue, paused jobs, the paused queue, and jobs that were taken off the list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from burnish.library.database import Database, open_database
from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import MAX_ATTEMPTS, JobStore
from burnish.library.problems import ImageNotFound, JobNotOpen
from burnish.parameters import Recipe
from burnish.records import ImageRecord, JobRecord

AddUpload = Callable[..., ImageRecord]


def make(jobs: JobStore, *titles: str) -> list[JobRecord]:
    return [jobs.create("download", title, weights=title) for title in titles]


def order(jobs: JobStore) -> list[str]:
    return [job.title for job in jobs.open_jobs()]


def test_jobs_are_moved_to_the_front_to_the_back_and_before_others(jobs: JobStore) -> None:
    first, second, third, fourth = make(jobs, "1", "2", "3", "4")
    jobs.pause(second.id)
    jobs.move(fourth.id, "front", None)
    assert order(jobs) == ["4", "1", "2", "3"]
    jobs.move(first.id, "back", None)
    assert order(jobs) == ["4", "2", "3", "1"]
    jobs.move(first.id, None, second.id)
    assert order(jobs) == ["4", "1", "2", "3"]
    for target in (first, third):
        [unmoved] = jobs.move(target.id, None, target.id)
        assert unmoved == jobs.get(target.id)
    assert order(jobs) == ["4", "1", "2", "3"]
    assert [jobs.next_queued(), jobs.get(second.id).state] == [jobs.get(fourth.id), "paused"]


def test_a_job_that_runs_stays_before_those_that_are_moved_to_the_front(jobs: JobStore) -> None:
    first, _, third = make(jobs, "1", "2", "3")
    jobs.set_running(first.id, "Fetching")
    jobs.move(third.id, "front", None)
    jobs.recover()
    assert order(jobs) == ["1", "3", "2"]


def test_a_job_that_is_put_back_to_the_front_goes_before_all(jobs: JobStore) -> None:
    first, second = make(jobs, "1", "2")
    jobs.pause(first.id)
    jobs.set_running(second.id, "Fetching")
    jobs.resume(first.id)
    back = jobs.put_back(second.id, "queued", 0.25, to_front=True)
    assert (back.state, back.stage, back.progress, order(jobs)) == ("queued", "Waiting", 0.25, ["2", "1"])


def test_there_is_always_room_between_two_jobs(jobs: JobStore) -> None:
    running, *waiting = make(jobs, "running", "1", "2", "3")
    jobs.set_running(running.id, "Fetching")
    expected = [job.title for job in waiting]
    renumbered = 0
    for _ in range(120):
        _, second, third = jobs.open_jobs()[1:]
        changed = jobs.move(third.id, None, second.id)
        expected = [expected[0], expected[2], expected[1]]
        assert order(jobs) == ["running", *expected]
        assert changed[0].id == third.id
        assert [jobs.get(job.id) for job in changed] == changed
        renumbered += len(changed) > 1
    assert 0 < renumbered < 5


@pytest.mark.parametrize("state", ["running", "done", "cancelled"])
def test_what_does_not_wait_cannot_be_moved(jobs: JobStore, state: str) -> None:
    other, waiting = make(jobs, "other", "waiting")
    jobs.set_running(other.id, "Fetching")
    if state == "done":
        jobs.finish(other.id, "done")
    elif state == "cancelled":
        jobs.finish(other.id, "cancelled")
    with pytest.raises(JobNotOpen, match=state):
        jobs.move(other.id, "front", None)
    with pytest.raises(JobNotOpen, match=state):
        jobs.move(waiting.id, None, other.id)
    if state != "running":
        with pytest.raises(JobNotOpen, match=state):
            jobs.resume(other.id)
    with pytest.raises(JobNotOpen, match=state):
        jobs.pause(other.id)


def test_a_job_paused_in_its_midst_keeps_what_it_has_made_and_its_place(
    jobs: JobStore,
    images: ImageStore,
    upload: AddUpload,
    recipe: Recipe,
    write_files: Callable[[bytes], tuple[Path, Path]],
) -> None:
    source = upload()
    job = jobs.create("postprocess", "Upscale", images=[source.id] * 3, recipe=recipe)
    jobs.create("download", "other", weights="x")
    for _ in range(MAX_ATTEMPTS + 1):  # pausing is no crash
        jobs.set_running(job.id, "Upscaling")
        jobs.set_item(job.id, 1, "running")
        paused = jobs.put_back(job.id, "paused", 0.5)
        assert jobs.recover() == []
        assert (paused.state, paused.stage, paused.progress, paused.rank) == ("paused", "Paused", 0.5, job.rank)
        assert jobs.pause(job.id) == paused
        assert jobs.next_queued("postprocess") is None
        resumed = jobs.resume(job.id)
        assert (resumed.state, resumed.stage, resumed.rank) == ("queued", "Waiting", job.rank)
        assert jobs.resume(job.id) == resumed == jobs.next_queued()
    jobs.set_running(job.id, "Upscaling")
    images.add_result(*write_files(b""), source, job_id=job.id, index=0, recipe=recipe)
    jobs.put_back(job.id, "paused")
    assert [item.state for item in jobs.items(job.id)] == ["done", "queued", "queued"]
    assert len(jobs.missing_inputs(job.id)) == 2


def test_a_paused_job_can_be_cancelled(jobs: JobStore) -> None:
    (job,) = make(jobs, "1")
    jobs.pause(job.id)
    assert jobs.finish(job.id, "cancelled").state == "cancelled"


def test_a_paused_queue_makes_no_images_but_fetches_and_looks_for_faces(
    root: Path, database: Database, jobs: JobStore, upload: AddUpload, recipe: Recipe
) -> None:
    source = upload().id
    work = jobs.create("postprocess", "Upscale", images=[source], recipe=recipe)
    search = jobs.create("detect_faces", "Find faces", images=[source], detector="mtcnn")
    assert not jobs.is_paused()
    jobs.set_paused(True)
    database.close()
    again = open_database(root)
    reopened = JobStore(again)
    assert reopened.is_paused()
    assert reopened.next_queued() == search
    assert reopened.next_queued("generate", "postprocess") is None
    reopened.set_paused(False)
    assert reopened.next_queued() == work
    again.close()


def test_jobs_that_have_ended_are_cleared_and_can_still_be_found(jobs: JobStore) -> None:
    done, failed, cancelled, paused, queued = make(jobs, "done", "failed", "cancelled", "paused", "queued")
    jobs.finish(done.id, "done")
    jobs.finish(failed.id, "failed")
    jobs.finish(cancelled.id, "cancelled")
    jobs.pause(paused.id)
    assert jobs.clear() == [cancelled.id, failed.id, done.id]
    assert [job.title for job in jobs.page(None, 10).items] == ["queued", "paused"]
    assert (jobs.page(None, 10, "done").items, jobs.count("done"), jobs.count("queued")) == ([], 0, 1)
    assert jobs.get(done.id).state == "done"
    assert jobs.clear() == []
    jobs.finish(queued.id, "failed")
    assert jobs.clear() == [queued.id]


def test_a_jobs_items_come_in_pages_with_the_names_of_their_images(
    jobs: JobStore, upload: AddUpload, recipe: Recipe
) -> None:
    inputs = [upload(f"{number}.png").id for number in range(5)]
    job = jobs.create("postprocess", "Upscale", images=inputs, recipe=recipe)
    first = jobs.items_page(job.id, -1, 3)
    assert first.next == 2
    second = jobs.items_page(job.id, first.next, 3)
    assert ([item.name for item in first.items + second.items], second.next) == (
        [f"{number}.png" for number in range(5)],
        None,
    )
    assert first.items + second.items == jobs.items(job.id)
    assert jobs.items_page(job.id, 4, 3).items == []
    assert jobs.item(job.id, 3) == second.items[0]


def test_a_job_over_ten_thousand_images_keeps_their_order_and_names_a_missing_one(
    jobs: JobStore, images: ImageStore, upload: AddUpload, recipe: Recipe, gallery: Gallery
) -> None:
    uploads = [upload(f"{number}.png").id for number in range(3)]
    ids = (uploads * 3334)[:10_000]
    job = jobs.create("postprocess", "Upscale", images=ids, recipe=recipe)
    assert jobs.get(job.id).images == ids == [source.id for source in jobs.missing_inputs(job.id)]
    assert [item.index for item in jobs.items(job.id)] == list(range(10_000))
    with pytest.raises(ImageNotFound, match="nobody"):
        jobs.inputs([*ids, "nobody"])
    gallery.delete(uploads[1])
    with pytest.raises(ImageNotFound, match=uploads[1]):
        jobs.create("postprocess", "Upscale", images=ids, recipe=recipe)
