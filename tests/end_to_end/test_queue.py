"""Jobs that wait are watched, put into another order, paused, cancelled and done again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import PHONE, BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_plain, save_portrait
from tests.end_to_end.queue_drawer import QueueDrawer, Selection

NAMES = ["first.png", "second.png", "third.png"]


def title(name: str) -> str:
    return f"Upscale 2x: {name}"


@pytest.fixture
def queued(api: Api, tmp_path: Path) -> list[str]:
    """Three jobs that wait behind a long one; their ids."""
    long = api.upload(save_portrait(tmp_path / "long.png", 1600, 1200).read_bytes(), "long.png")
    api.postprocess(long["id"], scale=2, denoising_strength=1)
    images = [
        api.upload(save_plain(tmp_path / name, 40 * place).read_bytes(), name) for place, name in enumerate(NAMES)
    ]
    return [str(api.postprocess(image["id"], scale=2, denoising_strength=1)["id"]) for image in images]


def test_jobs_that_wait_are_put_into_another_order_and_come_in_that(
    api: Api, queued: list[str], page: BurnishPage
) -> None:
    drawer = QueueDrawer(page)
    drawer.open()
    drawer.expect_titles("Cancel", [title(name) for name in ["long.png", *NAMES]])

    drawer.button(f"Move to front: {title('third.png')}").click()
    drawer.button(f"Move down: {title('first.png')}").click()

    order = ["third.png", "second.png", "first.png"]
    drawer.expect_titles("Cancel", [title(name) for name in ["long.png", *order]])
    drawer.button(f"Cancel: {title('long.png')}").click()
    ended = [api.ended(job) for job in reversed(queued)]
    assert [job["state"] for job in ended] == ["done"] * 3
    assert [job["title"] for job in ended] == [title(name) for name in NAMES[::-1]]
    begun = sorted(ended, key=lambda job: job["started_at"])
    assert [job["title"] for job in begun] == [title(name) for name in order]


def test_a_paused_job_waits_over_a_reload_until_it_is_resumed(api: Api, queued: list[str], page: BurnishPage) -> None:
    drawer = QueueDrawer(page)
    drawer.open()
    drawer.button(f"Pause: {title('long.png')}").click()
    for job in queued:
        assert api.ended(job)["state"] == "done", "they do not wait for a paused one"
    page.page.reload()
    drawer.open()
    drawer.expect_titles("Resume", [title("long.png")])
    drawer.button(f"Resume: {title('long.png')}").click()
    drawer.expect_titles("Pause", [title("long.png")])
    drawer.button(f"Cancel: {title('long.png')}").click()
    drawer.expect_titles("Try again", [title("long.png")])


def test_the_whole_queue_is_paused_and_goes_on(api: Api, queued: list[str], page: BurnishPage) -> None:
    drawer = QueueDrawer(page)
    drawer.open()
    drawer.button("Pause all").click()
    expect(drawer.button("Resume all")).to_be_visible()
    page.page.reload()
    expect(page.page.get_by_text("The queue is paused").first).to_be_visible()
    assert {api.get(f"/api/jobs/{job}")["state"] for job in queued} == {"queued"}
    drawer.open()
    drawer.button(f"Cancel: {title('long.png')}").click()
    drawer.button("Resume all").click()
    for job in queued:
        assert api.ended(job)["state"] == "done"
    drawer.button("Clear finished").click()
    expect(drawer.dialog.get_by_text(title("first.png"))).to_have_count(0)
    assert api.get("/api/jobs")["items"] == []
    assert api.get("/api/images")["total"] == 7, "four photos and three results stay"


def test_a_selection_is_upscaled_by_one_job_with_a_row_for_each_image(
    api: Api, open_page: OpenPage, tmp_path: Path
) -> None:
    for place, name in enumerate(["d.png", "c.png", "b.png", "a.png"]):
        api.upload(save_plain(tmp_path / name, 50 * place).read_bytes(), name)
    page = open_page(api)
    page.expect_shown("a.png")
    selection = Selection(page)
    page.gallery_item("a.png").click()
    page.gallery_item("c.png").click(modifiers=["Shift"])
    selection.expect_count(3)
    page.keyboard.press("Control+a")
    selection.expect_count(4)
    page.gallery_item("b.png").click(modifiers=["Control"])
    selection.expect_count(3)

    selection.click("Upscale…")
    page.set_scale(2)
    page.start_upscaling()
    job = api.ended(api.get("/api/jobs")["items"][0]["id"])

    assert (job["state"], len(job["images"]), len(job["results"])) == ("done", 3, 3)
    names = {image["name"] for image in api.images(job["results"])}
    assert names == {"a_2x.png", "c_2x.png", "d_2x.png"}
    drawer = QueueDrawer(page)
    drawer.open()
    drawer.button(f"Images of {job['title']}").click()
    for name in ("a.png", "c.png", "d.png"):
        expect(drawer.dialog.get_by_text(name).first).to_be_visible()


def test_on_a_phone_images_are_selected_and_the_queue_fits(open_page: OpenPage, api: Api, queued: list[str]) -> None:
    page = open_page(api, viewport=PHONE, has_touch=True)
    drawer = QueueDrawer(page)
    drawer.open()
    drawer.expect_titles("Cancel", [title(name) for name in ["long.png", *NAMES]])
    page.expect_no_wider_than_screen()
    drawer.button(f"Move to front: {title('second.png')}").tap()
    drawer.expect_titles("Cancel", [title(name) for name in ["long.png", "second.png", "first.png", "third.png"]])
