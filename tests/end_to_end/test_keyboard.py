"""Everything without a mouse."""

from pathlib import Path

from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.photos import save_plain, save_portrait


def test_photo_is_upscaled_by_tab_and_enter_alone(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "aunt.png"))

    page.tab_to(page.tool("Upscale"))
    page.keyboard.press("Enter")
    expect(page.dialog).to_be_visible()
    page.tab_to(page.dialog.get_by_role("radio", name="4x"))
    page.keyboard.press("ArrowLeft")
    expect(page.dialog.get_by_text("192 × 144 pixels")).to_be_visible()
    page.tab_to(page.dialog.get_by_role("button", name="Upscale", exact=True))
    page.keyboard.press("Enter")

    page.expect_result("aunt_2x.png")


def test_escape_closes_the_dialog_and_gives_the_focus_back(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "plain.png"))
    page.tool("Upscale").press("Enter")
    expect(page.dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.dialog).to_be_hidden()
    expect(page.tool("Upscale")).to_be_focused()


def test_shift_u_upscales_with_the_settings_used_last(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "first.png"))
    page.open_dialog()
    page.set_scale(2)
    page.set_strength("Upscale Strength", "0.5")
    page.start_upscaling()
    page.expect_result("first_2x.png")

    page.add(save_portrait(tmp_path / "second.png"))
    page.keyboard.press("Shift+U")
    page.expect_result("second_2x.png")

    newest = api.get("/api/images")["items"][0]
    assert newest["name"] == "second_2x.png"
    (step,) = newest["recipe"]["steps"]
    assert (step["scale"], step["upscale_strength"]) == (2, 0.5)


def test_arrows_move_through_the_gallery(page: BurnishPage, tmp_path: Path) -> None:
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


def test_arrows_move_the_divider_while_it_has_the_focus(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    original = api.upload(save_portrait(tmp_path / "aunt.png").read_bytes(), "aunt.png")
    page.expect_shown("aunt.png")
    api.postprocess(original["id"])
    page.expect_result("aunt_2x.png")

    page.tab_to(page.divider)
    page.keyboard.press("ArrowRight")

    expect(page.divider).to_have_attribute("aria-valuenow", "52")
    page.expect_shown("aunt_2x.png")


def test_delete_can_be_undone(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "keep.png", 0))
    page.add(save_plain(tmp_path / "dear.png", 200))

    page.keyboard.press("Delete")
    page.expect_shown("keep.png")
    expect(page.gallery_item("dear.png")).to_be_hidden()
    undo = page.messages.get_by_role("button", name="Undo")
    page.tab_to(undo)
    page.keyboard.press("Enter")

    page.expect_shown("dear.png")
    expect(page.gallery_item("dear.png")).to_be_visible()
    page.expect_gallery("dear.png", "keep.png")


def test_question_mark_lists_the_keys(page: BurnishPage) -> None:
    page.keyboard.press("?")
    help_list = page.page.get_by_role("dialog", name="Keys")
    for row in ("Shift + U Upscale", "Del Move the shown image", "? Show this list", "Esc Close"):
        expect(help_list.get_by_role("row", name=row)).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_list).to_be_hidden()


def test_keys_do_nothing_while_one_types(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "new.png"))
    settings = page.page.get_by_role("complementary", name="Settings")
    page.number("Upscale Strength", settings).focus()
    for key in ("Delete", "Shift+U", "ArrowRight", "?"):
        page.keyboard.press(key)
    page.page.get_by_role("button", name="Show the keys").click()
    page.page.get_by_role("dialog", name="Keys").get_by_role("button", name="Close the list of keys").click()

    page.page.reload()  # what a key had asked for would have reached the server before
    page.expect_shown("new.png")
    assert page.versions().count() == 1
    assert api.get("/api/jobs", state="queued")["items"] == api.get("/api/jobs", state="running")["items"] == []
