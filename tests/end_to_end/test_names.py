"""File names are text, however they are made."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import DESKTOP, PHONE
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_plain

MARKUP = "<img src=x onerror=alert(1)>.png"
NAMES = {
    "markup": MARKUP,
    "long": "W" * 196 + ".png",
    "right to left": "صورة العائلة.png",
    "turned round": "photo\u202egnp.exe.png",
    "template": "{{7*7}}${7*7}%s&amp;.png",
}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_name_is_shown_as_text(
    open_page: OpenPage, api: Api, tmp_path: Path, name: str, viewport: dict[str, int]
) -> None:
    page = open_page(api, viewport=viewport)
    page.drop(save_plain(tmp_path / name))
    expect(page.versions()).to_have_count(1)
    shown = api.get("/api/images")["items"][0]["name"]
    assert shown == name.replace("\u202e", "")
    page.expect_shown(shown)
    page.expect_no_wider_than_screen()
    expect(page.tool("Move to the trash")).to_be_in_viewport(ratio=1)

    page.open_dialog()
    expect(page.dialog.get_by_text(shown, exact=True)).to_be_visible()
    expect(page.dialog.get_by_role("button", name="Upscale", exact=True)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.dialog).to_be_hidden()
    page.keyboard.press("Delete")
    expect(page.messages.get_by_role("status")).to_contain_text(shown)
    page.expect_no_wider_than_screen()
    expect(page.page.locator("img[src='x']")).to_have_count(0)


def test_refused_name_is_shown_as_text(open_page: OpenPage, api: Api, tmp_path: Path) -> None:
    page = open_page(api, viewport=PHONE)
    for name in (MARKUP.replace(".png", ".txt"), "W" * 196 + ".txt"):
        (tmp_path / name).write_text("Not an image.")
    page.drop(*tmp_path.glob("*.txt"))
    expect(page.upload_report).to_contain_text("2 files were not added")
    expect(page.upload_report.get_by_text(MARKUP.replace(".png", ".txt"))).to_be_visible()
    page.expect_no_wider_than_screen()
    expect(page.page.locator("img[src='x']")).to_have_count(0)
