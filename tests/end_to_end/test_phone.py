"""A small touch screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import PHONE, BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_portrait


@pytest.fixture
def phone(open_page: OpenPage, api: Api) -> BurnishPage:
    """The page on a phone."""
    return open_page(api, viewport=PHONE, has_touch=True, is_mobile=True)


def test_photo_is_picked_and_upscaled_by_touch(phone: BurnishPage, tmp_path: Path) -> None:
    phone.expect_no_wider_than_screen()
    with phone.page.expect_file_chooser() as chooser:
        phone.page.get_by_role("button", name="Choose photos").tap()
    chooser.value.set_files(save_portrait(tmp_path / "aunt.png"))
    phone.expect_shown("aunt.png")
    phone.expect_no_wider_than_screen()

    phone.tool("Upscale").tap()
    expect(phone.dialog).to_be_visible()
    phone.expect_no_wider_than_screen()
    expect_on_screen(phone.dialog.get_by_role("button", name="Upscale", exact=True))
    phone.number("Upscale Strength").scroll_into_view_if_needed()
    expect(phone.number("Upscale Strength")).to_be_in_viewport()
    phone.dialog.get_by_role("button", name="Upscale", exact=True).tap()

    phone.expect_result("aunt_4x.png")
    phone.expect_no_wider_than_screen()
    for tool in phone.tools.get_by_role("button").all():
        expect_on_screen(tool)


def test_settings_and_gallery_open_as_sheets(phone: BurnishPage, api: Api, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        api.upload(save_portrait(tmp_path / name).read_bytes(), name)
    phone.expect_shown("one.png")
    expect(phone.gallery).to_be_hidden()

    phone.page.get_by_role("button", name="Open the gallery").tap()
    gallery = phone.page.get_by_role("dialog", name="Gallery")
    expect(gallery).to_be_visible()
    phone.expect_no_wider_than_screen()
    phone.gallery_item("two.png").tap()
    expect(gallery).to_be_hidden()
    phone.expect_shown("two.png")

    phone.page.get_by_role("button", name="Open the settings").tap()
    settings = phone.page.get_by_role("dialog", name="Settings")
    expect(phone.number("Upscale Strength", settings)).to_be_visible()
    phone.expect_no_wider_than_screen()
    settings.get_by_role("button", name="Close").tap()
    expect(settings).to_be_hidden()


def expect_on_screen(element: Locator) -> None:
    """Waits until all of the element is to be seen."""
    expect(element).to_be_in_viewport(ratio=1)
