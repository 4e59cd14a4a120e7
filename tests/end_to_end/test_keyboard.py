"""Everything without a mouse."""

from pathlib import Path

from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.photos import save_plain, save_portrait


def test_photos_are_upscaled_by_keys_alone(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "first.png"))
    page.tool("Upscale").press("Enter")
    expect(page.dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.dialog).to_be_hidden()
    expect(page.tool("Upscale")).to_be_focused()

    page.keyboard.press("Enter")
    page.tab_to(page.dialog.get_by_role("radio", name="4x"))
    page.keyboard.press("ArrowLeft")
    expect(page.dialog.get_by_text("192 × 144 pixels")).to_be_visible()
    page.set_strength("Upscale Strength", "0.5")
    page.tab_to(page.dialog.get_by_role("button", name="Upscale", exact=True))
    page.keyboard.press("Enter")
    page.expect_result("first_2x.png")

    page.tab_to(page.divider)
    page.keyboard.press("ArrowRight")
    expect(page.divider).to_have_attribute("aria-valuenow", "52")
    page.expect_shown("first_2x.png")

    page.add(save_portrait(tmp_path / "second.png"))
    page.keyboard.press("Shift+U")
    page.expect_result("second_2x.png")
    (step,) = api.get("/api/images")["items"][0]["recipe"]["steps"]
    assert (step["scale"], step["upscale_strength"]) == (2, 0.5)


def test_keys_move_through_the_gallery_hide_it_and_delete(page: BurnishPage, tmp_path: Path) -> None:
    for shade, name in enumerate(("old.png", "middle.png", "new.png")):
        page.add(save_plain(tmp_path / name, shade * 50))

    page.keyboard.press("ArrowRight")
    page.expect_shown("middle.png")
    expect(page.gallery_item("middle.png")).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowRight")
    page.expect_shown("old.png")
    page.keyboard.press("ArrowRight")
    page.expect_shown("old.png")
    page.keyboard.press("ArrowLeft")
    page.expect_shown("middle.png")

    page.keyboard.press("g")
    expect(page.gallery).to_be_hidden()
    page.page.reload()
    page.expect_shown("new.png")
    expect(page.gallery).to_be_hidden()
    page.keyboard.press("g")
    expect(page.gallery).to_be_visible()

    page.keyboard.press("Delete")
    page.expect_shown("middle.png")
    expect(page.gallery_item("new.png")).to_be_hidden()
    page.tab_to(page.messages.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    page.expect_shown("new.png")
    page.expect_gallery("new.png", "middle.png", "old.png")


def test_keys_are_listed_and_do_nothing_while_one_types(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "new.png"))
    settings = page.page.get_by_role("complementary", name="Settings")
    page.number("Upscale Strength", settings).focus()
    for key in ("Delete", "Shift+U", "ArrowRight", "g", "?"):
        page.keyboard.press(key)
    page.page.get_by_role("button", name="Show the keys").click()
    keys = page.page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_role("searchbox", name="Search the keys")).to_be_focused()
    page.keyboard.type("del")
    expect(keys.get_by_role("row")).to_have_text(["DelMove the selected images to the trash, or the shown one"])
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()

    expect(page.gallery).to_be_visible()
    page.page.reload()  # what a key had asked for would have reached the server before
    page.expect_shown("new.png")
    assert page.versions().count() == 1
    assert api.get("/api/jobs", state="queued")["items"] == api.get("/api/jobs", state="running")["items"] == []
