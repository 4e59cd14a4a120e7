"""Jobs of a library: states, items, and starting again."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from burnish.library.gallery import Gallery
from burnish.library.images import ImageStore
from burnish.library.jobs import MAX_ATTEMPTS, JobStore
from burnish.library.problems import ImageNotFound, InvalidCursor, JobNotFound, JobNotOpen
from burnish.parameters import Generation, OutputOptions, Recipe
from burnish.problems import ProblemDetails
from burnish.records import ImageRecord

AddUpload = Callable[..., ImageRecord]
ERROR = ProblemDetails(type="/problems/out-of-memory", title="Not enough memory", status=507, detail="It is too large.")
OTHER_ERROR = ProblemDetails(type="/problems/other", title="Other", detail="Something else.")


def test_a_job_is_kept_as_it_was_asked_for(jobs: JobStore, upload: AddUpload, recipe: Recipe) -> None:
    inputs = [upload().id for _ in range(3)][::-1]
    output = OutputOptions(format="webp", quality=50)
    job = jobs.create("postprocess", "Upscale 4x", images=inputs, recipe=recipe, output=output)
    assert job == jobs.get(job.id)
    assert (job.kind, job.state, job.title, job.progress, job.stage) == (
        "postprocess",
        "queued",
        "Upscale 4x",
        0,
        "Waiting",
    )
    assert (job.images, job.results, job.recipe, job.output, job.weights) == (inputs, [], recipe, output, None)
    assert (job.error, job.started_at, job.finished_at, job.remaining_seconds) == (None, None, None, None)
    assert [(item.index, item.image_id, item.state) for item in jobs.items(job.id)] == [
        (index, image_id, "queued") for index, image_id in enumerate(inputs)
    ]


@pytest.mark.parametrize("with_recipe", [True, False])
def test_a_batch_has_an_item_for_each_base_image_and_for_what_becomes_of_it(
    jobs: JobStore, upload: AddUpload, recipe: Recipe, with_recipe: bool
) -> None:
    there_already = upload().id if with_recipe else None
    generation = Generation(prompt="a fox", count=2, width=64, height=64, steps=1, guidance=1, seed=8, generator="x")
    job = jobs.create(
        "generate",
        "Generate 2 images",
        images=[there_already] if there_already else [],
        seeds=[8, 9],
        generation=generation,
        recipe=recipe if with_recipe else None,
    )
    assert job == jobs.get(job.id)
    assert (job.generation, job.images, job.results) == (generation, [there_already] if there_already else [], [])
    bases = [(0, 8, None), (1, 9, None)]
    results = [(2, None, None), (3, None, None), (4, None, there_already)] if with_recipe else []
    assert [(item.index, item.seed, item.image_id) for item in jobs.items(job.id)] == bases + results
    assert {item.state for item in jobs.items(job.id)} == {"queued"}


def test_the_fetch_of_a_generator_names_it(jobs: JobStore) -> None:
    job = jobs.create("download_generator", "Fetch SD-Turbo", generator="sd-turbo")
    assert (job.generator, job.weights, jobs.get(job.id)) == ("sd-turbo", None, job)


def test_a_download_names_its_weights(jobs: JobStore) -> None:
    job = jobs.create("download", "Download", weights="RealESRGAN_x4plus.pth")
    assert (job.weights, job.images, job.recipe) == ("RealESRGAN_x4plus.pth", [], None)


def test_a_job_needs_images_outside_the_trash(
    jobs: JobStore, images: ImageStore, upload: AddUpload, gallery: Gallery
) -> None:
    kept, deleted = upload(), upload()
    gallery.delete(deleted.id)
    with pytest.raises(ImageNotFound, match=deleted.id):
        jobs.create("postprocess", "Upscale", images=[kept.id, deleted.id])
    assert jobs.page(None, 10).items == []


def test_jobs_are_done_in_the_order_of_asking(jobs: JobStore) -> None:
    first, second = (jobs.create("download", name) for name in ("first", "second"))
    assert jobs.next_queued() == first
    running = jobs.set_running(first.id, "Fetching")
    assert (running.state, running.stage) == ("running", "Fetching")
    assert running.started_at is not None
    assert jobs.next_queued() == second
    jobs.finish(second.id, "cancelled")
    assert jobs.next_queued() is None
    assert (jobs.count("running"), jobs.count("queued"), jobs.count("cancelled")) == (1, 0, 1)


def test_progress_is_kept_while_running_only(jobs: JobStore) -> None:
    job = jobs.create("download", "Download")
    jobs.set_progress(job.id, 0.5, "Early")
    assert jobs.get(job.id) == job
    jobs.set_running(job.id, "Fetching")
    jobs.set_progress(job.id, 0.5, "Fetching the second half")
    half = jobs.get(job.id)
    assert (half.progress, half.stage) == (0.5, "Fetching the second half")
    done = jobs.finish(job.id, "done")
    assert (done.state, done.progress) == ("done", 1.0)
    assert done.finished_at is not None
    jobs.set_progress(job.id, 0.75, "Late")
    assert jobs.get(job.id) == done


@pytest.mark.parametrize("end", ["done", "failed", "cancelled"])
def test_a_job_ends_once(jobs: JobStore, end: Literal["done", "failed", "cancelled"]) -> None:
    job = jobs.create("download", "Download")
    jobs.set_running(job.id, "Fetching")
    with pytest.raises(JobNotOpen):
        jobs.set_running(job.id, "Again")
    ended = jobs.finish(job.id, end)
    with pytest.raises(JobNotOpen, match=end):
        jobs.finish(job.id, "cancelled")
    with pytest.raises(JobNotOpen, match=end):
        jobs.set_running(job.id, "Again")
    assert jobs.get(job.id) == ended


def test_one_images_failure_is_the_jobs_error(
    jobs: JobStore,
    images: ImageStore,
    upload: AddUpload,
    recipe: Recipe,
    write_files: Callable[[bytes], tuple[Path, Path]],
) -> None:
    sources = [upload() for _ in range(3)]
    job = jobs.create("postprocess", "Upscale", images=[source.id for source in sources], recipe=recipe)
    jobs.set_running(job.id, "Upscaling")
    jobs.set_item(job.id, 2, "failed", OTHER_ERROR)
    jobs.set_item(job.id, 0, "running")
    jobs.set_item(job.id, 0, "failed", ERROR)
    result = images.add_result(*write_files(b""), sources[1], job_id=job.id, index=1, recipe=recipe)
    jobs.set_item(job.id, 1, "cancelled")  # too late
    done = jobs.finish(job.id, "done")
    assert (done.state, done.error, done.results) == ("done", ERROR, [result.id])
    assert [(item.state, item.error) for item in jobs.items(job.id)] == [
        ("failed", ERROR),
        ("done", None),
        ("failed", OTHER_ERROR),
    ]


@pytest.mark.parametrize(("end", "error"), [("failed", ERROR), ("cancelled", None)])
def test_unfinished_items_end_with_their_job(
    jobs: JobStore,
    upload: AddUpload,
    recipe: Recipe,
    end: Literal["failed", "cancelled"],
    error: ProblemDetails | None,
) -> None:
    job = jobs.create("postprocess", "Upscale", images=[upload().id for _ in range(3)], recipe=recipe)
    jobs.set_running(job.id, "Upscaling")
    jobs.set_item(job.id, 0, "failed", OTHER_ERROR)
    jobs.set_item(job.id, 1, "running")
    ended = jobs.finish(job.id, end, error)
    assert ended.error == (error or OTHER_ERROR)
    assert [(item.state, item.error) for item in jobs.items(job.id)] == [
        ("failed", OTHER_ERROR),
        (end, error),
        (end, error),
    ]


def test_a_job_that_ran_is_queued_again(
    jobs: JobStore,
    images: ImageStore,
    upload: AddUpload,
    recipe: Recipe,
    write_files: Callable[[bytes], tuple[Path, Path]],
) -> None:
    waiting = jobs.create("download", "Download")
    source = upload()
    job = jobs.create("postprocess", "Upscale", images=[source.id] * 4, recipe=recipe)
    jobs.set_running(job.id, "Upscaling")
    result = images.add_result(*write_files(b""), source, job_id=job.id, index=0, recipe=recipe)
    jobs.set_item(job.id, 1, "running")
    jobs.set_progress(job.id, 0.4, "Upscaling")
    [recovered] = jobs.recover()
    assert (recovered.id, recovered.state, recovered.stage, recovered.progress) == (job.id, "queued", "Waiting", 0.4)
    assert recovered.results == [result.id]
    assert [item.state for item in jobs.items(job.id)] == ["done", "queued", "queued", "queued"]
    assert jobs.get(waiting.id) == waiting == jobs.next_queued()
    assert jobs.recover() == []


def test_a_job_that_stops_the_program_every_time_is_given_up(jobs: JobStore) -> None:
    job = jobs.create("download", "Download")
    for _ in range(MAX_ATTEMPTS - 1):
        jobs.set_running(job.id, "Fetching")
        assert [recovered.state for recovered in jobs.recover()] == ["queued"]
    jobs.set_running(job.id, "Fetching")
    [given_up] = jobs.recover()
    assert given_up.state == "failed"
    assert given_up.error is not None
    assert given_up.error.type == "/problems/job-interrupted"
    assert jobs.next_queued() is None


def test_a_long_batch_outlives_many_crashes_as_long_as_it_comes_further(
    jobs: JobStore,
    images: ImageStore,
    upload: AddUpload,
    recipe: Recipe,
    write_files: Callable[[bytes], tuple[Path, Path]],
) -> None:
    source = upload()
    job = jobs.create("postprocess", "Upscale", images=[source.id] * 6, recipe=recipe)
    for index in range(6):
        for _ in range(MAX_ATTEMPTS - 1):
            jobs.set_running(job.id, "Upscaling")
            assert [recovered.state for recovered in jobs.recover()] == ["queued"]
        jobs.set_running(job.id, "Upscaling")
        if index % 2:
            jobs.set_item(job.id, index, "failed", ERROR)
        else:
            images.add_result(*write_files(b""), source, job_id=job.id, index=index, recipe=recipe)
        assert [recovered.state for recovered in jobs.recover()] == ["queued"]


def test_pages_of_jobs(jobs: JobStore) -> None:
    made = [jobs.create("download", str(number)) for number in range(5)]
    jobs.finish(made[2].id, "cancelled")
    first = jobs.page(None, 2)
    second = jobs.page(first.next, 2)
    third = jobs.page(second.next, 2)
    assert [job.title for page in (first, second, third) for job in page.items] == ["4", "3", "2", "1", "0"]
    assert third.next is None
    assert [job.title for job in jobs.page(None, 3, "queued").items] == ["4", "3", "1"]
    assert [job.title for job in jobs.page(None, 3, "cancelled").items] == ["2"]
    with pytest.raises(InvalidCursor):
        jobs.page("zzz", 3)


@pytest.mark.parametrize("job_id", ["", "unknown", "../x", "' OR 1=1 --", "\x00", "\ud800"])
def test_unknown_jobs_are_refused_everywhere(jobs: JobStore, job_id: str) -> None:
    jobs.create("download", "Download")
    calls: list[Callable[[], object]] = [
        lambda: jobs.get(job_id),
        lambda: jobs.items(job_id),
        lambda: jobs.set_running(job_id, ""),
        lambda: jobs.set_progress(job_id, 0.1, ""),
        lambda: jobs.set_item(job_id, 0, "done"),
        lambda: jobs.finish(job_id, "done"),
        lambda: jobs.put_back(job_id, "queued"),
        lambda: jobs.pause(job_id),
        lambda: jobs.resume(job_id),
        lambda: jobs.move(job_id, "front", None),
        lambda: jobs.items_page(job_id, -1, 10),
        lambda: jobs.item(job_id, 0),
    ]
    for call in calls:
        with pytest.raises(JobNotFound):
            call()
