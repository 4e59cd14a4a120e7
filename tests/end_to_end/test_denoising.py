"""Denoising strength, which needs a second network that not every machine has."""

import shutil
from pathlib import Path

import numpy as np
from playwright.sync_api import Locator, expect

from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import pixels_of, save_portrait
from tests.fixtures_server import StartServer

TWIN = "realesr-general-wdn-x4v3.pth"


def test_denoising_is_fixed_where_the_second_network_is_missing(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "aunt.png"))
    dialog = page.open_dialog()

    expect(page.number("Denoising Strength")).to_have_value("1")
    expect(page.number("Denoising Strength")).to_be_disabled()
    expect(dialog.get_by_text("Fixed at 1:")).to_be_visible()
    page.expect_complaint("503")
    fetch_button(dialog).click()
    refusal = page.messages.get_by_role("alert")
    expect(refusal).to_contain_text(f"{TWIN} cannot be fetched, because Burnish was started with --offline.")
    expect(refusal).to_contain_text("put the file into")
    expect(fetch_button(dialog)).to_be_enabled()


def test_denoising_can_be_set_once_the_second_network_is_fetched(
    open_page: OpenPage, start_server: StartServer, test_data: Path, tmp_path: Path
) -> None:
    server = start_server("--precision", "float32")
    page = open_page(server.api)
    photo = save_portrait(tmp_path / "aunt.png")
    page.add(photo)
    dialog = page.open_dialog()
    expect(page.number("Denoising Strength")).to_be_disabled()

    shutil.copy(test_data / "weights" / TWIN, server.root / "weights")
    fetch_button(dialog).click()
    expect(page.number("Denoising Strength")).to_be_enabled()
    expect(page.number("Denoising Strength")).to_have_value("0.75")
    expect(fetch_button(dialog)).to_be_hidden()

    assert not np.array_equal(upscaled(page, photo, denoising="0"), upscaled(page, photo, denoising="1"))


def fetch_button(dialog: Locator) -> Locator:
    """The button that fetches the missing network."""
    return dialog.get_by_role("button", name="Fetch it")


def upscaled(page: BurnishPage, photo: Path, denoising: str) -> np.ndarray:
    """The pixels of the photo's upscaling at full strength, asked for in the dialog, which is opened if need be."""
    if page.dialog.is_hidden():
        page.versions().first.click()
        page.expect_shown(photo.name)
        page.open_dialog()
    page.set_strength("Upscale Strength", "1")
    page.set_strength("Denoising Strength", denoising)
    page.start_upscaling()
    page.expect_result(f"{photo.stem}_4x.png")
    return pixels_of(page.download()[1])
