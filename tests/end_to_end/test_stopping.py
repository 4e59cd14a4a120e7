"""Work that is cancelled, or whose engine dies, leaves everything usable."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api_client import Json, wait_until
from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_portrait
from tests.fixtures_server import StartServer

SOME_PROGRESS = re.compile(r"^[1-9]\d*$")
SENTENCE = re.compile(r"^[A-Z].+\.$", re.DOTALL)


@pytest.mark.parametrize("way", ["button", "keys"])
def test_cancelling_in_the_middle_leaves_no_result_and_the_next_work_goes_on(
    page: BurnishPage, tmp_path: Path, way: str
) -> None:
    page.add(save_portrait(tmp_path / "small.png"))
    page.add(save_portrait(tmp_path / "huge.png", 1600, 1200))
    page.open_dialog()
    page.start_upscaling()
    expect(page.progress).to_have_attribute("aria-valuenow", SOME_PROGRESS)

    if way == "button":
        page.cancel()
    else:
        page.keyboard.press("Shift+X")

    expect(page.progress).to_be_hidden()
    expect(page.versions()).to_have_text(["Original"])
    expect(page.page.get_by_role("alert")).to_have_count(0)

    page.gallery_item("small.png").click()
    page.expect_shown("small.png")
    page.keyboard.press("Shift+U")
    page.expect_result("small_4x.png")
    page.expect_gallery("huge.png", "small_4x.png, 4x")


def busy_after(restarts: int) -> Callable[[Json], bool]:
    """Whether an engine works that was started again so many times."""
    return lambda engine: bool(engine["state"] == "busy" and engine["restarts"] == restarts)


def test_an_engine_that_is_killed_twice_is_explained_and_trying_again_works(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path
) -> None:
    server = start_server()
    page = open_page(server.api)
    page.add(save_portrait(tmp_path / "large.png", 640, 480))
    page.open_dialog()
    page.start_upscaling()
    expect(page.progress).to_have_attribute("aria-valuenow", SOME_PROGRESS)

    for restarts in range(2):
        wait_until(lambda: server.api.get("/api/health")["engine"], busy_after(restarts))
        server.engine().kill()

    failure = page.page.get_by_role("main").get_by_role("alert")
    expect(failure).to_contain_text("The engine stopped while it worked")
    expect(failure.locator("p")).to_have_text(SENTENCE)
    failure.get_by_role("button", name="Try again").click()
    expect(failure).to_be_hidden()
    page.expect_result("large_4x.png")
