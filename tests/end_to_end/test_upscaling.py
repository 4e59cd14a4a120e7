"""The main flow: drop a photo, upscale it, watch, compare, download."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import PHONE, BurnishPage, centre
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.official import official_upscale
from tests.end_to_end.photos import pixels_of, save_portrait
from tests.fixtures_server import Server


def test_dialog_tells_what_upscaling_comes_to(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "aunt.png", 96, 72))
    dialog = page.open_dialog()

    expect(dialog.get_by_text("96 × 72 pixels")).to_be_visible()
    expect(dialog.get_by_text("384 × 288 pixels")).to_be_visible()
    expect(dialog.get_by_role("row", name="Time about")).to_be_visible()
    page.set_scale(2)
    expect(dialog.get_by_text("192 × 144 pixels")).to_be_visible()


def test_strength_starts_at_three_quarters_and_can_be_reset(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "aunt.png"))
    dialog = page.open_dialog()
    slider = dialog.get_by_role("slider", name="Upscale Strength, slider")
    reset = dialog.get_by_role("button", name="Reset Upscale Strength to 0.75")

    expect(page.number("Upscale Strength")).to_have_value("0.75")
    expect(reset).to_be_hidden()
    slider.press("ArrowLeft")
    expect(page.number("Upscale Strength")).to_have_value("0.7")
    reset.click()
    expect(page.number("Upscale Strength")).to_have_value("0.75")
    expect(slider).to_have_attribute("aria-valuenow", "0.75")


@pytest.mark.parametrize("scale", [2, 4])
def test_downloaded_result_is_what_the_official_program_makes(
    page: BurnishPage, server: Server, tmp_path: Path, scale: int
) -> None:
    photo = save_portrait(tmp_path / "aunt.png", 120, 90)
    page.add(photo)
    page.open_dialog()
    page.set_scale(scale)
    page.set_strength("Upscale Strength", "1")
    page.start_upscaling()

    page.expect_result(f"aunt_{scale}x.png")
    name, file = page.download()

    assert name == f"aunt_{scale}x.png"
    expected = official_upscale(pixels_of(photo), scale, server.root / "weights", tmp_path)
    difference = np.abs(pixels_of(file).astype(int) - expected)
    assert difference.max() <= 2
    assert (difference <= 1).mean() >= 0.999


def test_original_is_kept_as_it_was(page: BurnishPage, tmp_path: Path) -> None:
    photo = save_portrait(tmp_path / "aunt.png")
    page.add(photo)
    page.open_dialog()
    page.start_upscaling()
    page.expect_result("aunt_4x.png")

    expect(page.versions()).to_have_text(["Original", "4x"])
    page.versions().first.click()
    page.expect_shown("aunt.png")
    name, file = page.download()
    assert (name, file.read_bytes()) == ("aunt.png", photo.read_bytes())


def test_progress_and_preview_are_seen_before_the_result(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "large.png", 640, 480))
    page.open_dialog()
    witness = page.watch()
    page.start_upscaling()
    page.expect_result("large_4x.png")

    before_result = [sight for sight in witness.sights() if not sight["result"]]
    words = [sight["progress"] for sight in before_result if sight["progress"]]
    percents = [int(part.removesuffix(" %")) for text in words for part in text.split(" · ") if part.endswith(" %")]
    assert any(text.endswith("left") for text in words), words
    assert any(0 < percent < 100 for percent in percents), words
    assert percents == sorted(percents)
    assert any(sight["preview"] for sight in before_result)
    assert not any(sight["preview"] or sight["progress"] for sight in witness.sights() if sight["result"])


def test_divider_moves_by_mouse_and_by_keys(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    show_result(page, api, tmp_path)
    expect(page.divider).to_have_attribute("aria-valuenow", "50")

    x, y = centre(page.divider)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 100, y, steps=4)
    page.page.mouse.up()
    expect(page.divider).not_to_have_attribute("aria-valuenow", "50")
    moved_x, _ = centre(page.divider)
    assert moved_x == pytest.approx(x + 100, abs=2)

    page.divider.press("Home")
    expect(page.divider).to_have_attribute("aria-valuetext", "0 % before, 100 % after")
    page.divider.press("ArrowRight")
    expect(page.divider).to_have_attribute("aria-valuenow", "2")
    page.divider.press("End")
    expect(page.divider).to_have_attribute("aria-valuetext", "100 % before, 0 % after")


def test_divider_uncovers_the_original(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    show_result(page, api, tmp_path)
    expect(page.shown("aunt_2x.png").get_by_role("img", name="aunt.png", exact=True)).to_be_visible()

    page.divider.press("Home")
    all_after = page.photograph_face()
    page.divider.press("End")
    all_before = page.photograph_face()
    page.tool("Compare before and after").click()
    expect(page.divider).to_be_hidden()
    result_alone = page.photograph_face()

    assert all_after == result_alone
    assert all_before != result_alone


def test_divider_moves_by_touch(open_page: OpenPage, api: Api, tmp_path: Path) -> None:
    page = open_page(api, viewport=PHONE, has_touch=True, is_mobile=True)
    show_result(page, api, tmp_path)

    x, y = centre(page.divider)
    page.touch_drag((x, y), (x - 60, y))

    expect(page.divider).not_to_have_attribute("aria-valuenow", "50")
    moved_x, _ = centre(page.divider)
    assert moved_x == pytest.approx(x - 60, abs=2)


def show_result(page: BurnishPage, api: Api, folder: Path) -> None:
    """Has an original and its result in the library, and the result in the viewer."""
    original = api.upload(save_portrait(folder / "aunt.png").read_bytes(), "aunt.png")
    page.expect_shown("aunt.png")
    api.postprocess(original["id"])
    page.expect_result("aunt_2x.png")
