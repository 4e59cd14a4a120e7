"""What the browser remembers from one visit to the next."""

from pathlib import Path

from playwright.sync_api import expect

from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.photos import save_plain


def test_settings_used_last_are_kept(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "plain.png"))
    page.open_dialog()
    page.set_scale(2)
    page.set_strength("Upscale Strength", "0.4")
    page.dialog.get_by_label("Format").select_option("WebP")

    page.page.reload()
    page.expect_shown("plain.png")
    page.open_dialog()

    expect(page.dialog.get_by_role("radio", name="2x")).to_be_checked()
    expect(page.number("Upscale Strength")).to_have_value("0.4")
    expect(page.dialog.get_by_label("Format").locator("option:checked")).to_have_text("WebP")


def test_settings_are_the_same_in_the_dialog_and_in_the_column(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_plain(tmp_path / "plain.png"))
    column = page.page.get_by_role("complementary", name="Settings")
    page.number("Upscale Strength", column).fill("0.3")
    page.open_dialog()
    expect(page.number("Upscale Strength")).to_have_value("0.3")


def test_chosen_theme_is_kept(page: BurnishPage) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.page.evaluate(ground)
    page.page.get_by_role("button", name="Theme: As the system").click()
    page.page.get_by_role("menuitemradio", name="Dark").click()
    expect(page.page.get_by_role("button", name="Theme: Dark")).to_be_visible()
    dark = page.page.evaluate(ground)
    assert dark != light

    page.page.reload()
    expect(page.page.get_by_role("button", name="Theme: Dark")).to_be_visible()
    assert page.page.evaluate(ground) == dark
