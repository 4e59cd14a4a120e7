"""A small touch screen."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import PHONE, centre
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_portrait

FINGER = 44
"""CSS pixels that a control should be high."""


def test_photo_is_picked_and_upscaled_by_touch_and_sheets_are_dragged_away(
    open_page: OpenPage, api: Api, tmp_path: Path
) -> None:
    phone = open_page(api, viewport=PHONE, has_touch=True, is_mobile=True)
    with phone.page.expect_file_chooser() as chooser:
        phone.page.get_by_role("button", name="Choose photos").tap()
    chooser.value.set_files(save_portrait(tmp_path / "aunt.png"))
    phone.expect_shown("aunt.png")
    phone.expect_no_wider_than_screen()
    expect_for_fingers(*phone.page.get_by_role("banner").get_by_role("button").all())
    expect_for_fingers(*phone.tools.get_by_role("button").all())

    phone.tool("Upscale").tap()
    expect(phone.dialog).to_be_visible()
    phone.expect_no_wider_than_screen()
    expect_for_fingers(phone.dialog.get_by_role("button", name="Upscale", exact=True))
    phone.number("Upscale Strength").scroll_into_view_if_needed()
    expect(phone.number("Upscale Strength")).to_be_in_viewport()
    phone.dialog.get_by_role("button", name="Upscale", exact=True).tap()
    phone.expect_result("aunt_4x.png")
    phone.expect_no_wider_than_screen()

    api.upload(save_portrait(tmp_path / "two.png").read_bytes(), "two.png")
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
    x, y = centre(settings.get_by_role("heading", name="Settings"))
    phone.touch_drag((x, y), (x, y + 8))
    expect(settings).to_be_visible()
    phone.touch_drag((x, y), (x, y + 400))
    expect(settings).to_be_hidden()


def expect_for_fingers(*controls: Locator) -> None:
    """All of each control is to be seen, as high as a finger needs it, and hardly narrower."""
    for control in controls:
        expect(control).to_be_in_viewport(ratio=1)
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= FINGER, control
        assert box["width"] >= 0.9 * FINGER, control
