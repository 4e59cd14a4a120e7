"""Several pages of one server show the same, also after a lost connection."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_plain, save_portrait


@pytest.fixture
def other(open_page: OpenPage, api: Api) -> BurnishPage:
    """A second page of the same server, in another profile."""
    return open_page(api)


def test_two_pages_show_the_same_work(page: BurnishPage, other: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "aunt.png", 320, 240))
    other.expect_shown("aunt.png")
    witness = other.watch()

    page.keyboard.press("Shift+U")

    for each in (page, other):
        each.expect_result("aunt_4x.png")
        expect(each.gallery_item("aunt_4x.png, 4x")).to_be_visible()
        expect(each.versions()).to_have_text(["Original", "4x"])
    assert any(sight["progress"] for sight in witness.sights())


def test_deleting_and_undoing_reach_the_other_page(page: BurnishPage, other: BurnishPage, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "dear.png"))
    expect(other.gallery_item("dear.png")).to_be_visible()
    page.keyboard.press("Delete")
    expect(other.page.get_by_text("Drop a photo here")).to_be_visible()
    page.messages.get_by_role("button", name="Undo").click()
    expect(other.gallery_item("dear.png")).to_be_visible()


def test_page_that_lost_its_connection_catches_up(page: BurnishPage, other: BurnishPage, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "before.png", 0))
    page.add(save_plain(tmp_path / "gone.png", 80))
    expect(other.gallery_item("gone.png")).to_be_visible()
    other.expect_complaint("ERR_INTERNET_DISCONNECTED")

    other.page.context.set_offline(True)
    expect(other.page.get_by_text("Reconnecting…")).to_be_visible()
    page.keyboard.press("Delete")
    page.expect_shown("before.png")
    page.add(save_portrait(tmp_path / "meanwhile.png"))
    page.keyboard.press("Shift+U")
    page.expect_result("meanwhile_4x.png")
    other.page.context.set_offline(False)

    expect(other.gallery_item("meanwhile_4x.png, 4x")).to_be_visible()
    expect(other.page.get_by_text("Reconnecting…")).to_be_hidden()
    other.expect_gallery("meanwhile_4x.png, 4x", "before.png")
    page.add(save_plain(tmp_path / "after.png", 160))
    expect(other.gallery.get_by_role("option")).to_have_count(3)
