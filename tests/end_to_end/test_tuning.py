"""Comparing settings side by side on a part of one's own picture, and taking those of the best one."""

import re
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import BurnishPage, centre
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_portrait
from tests.end_to_end.tuning_page import TuningPage


def test_upscale_strengths_are_compared_and_those_of_a_picture_are_taken(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "aunt.png", 128, 96))
    tuning = TuningPage(page)
    tuning.open_over(page.open_dialog())
    x, y = centre(tuning.part)
    corner = tuning.part.bounding_box()
    assert corner is not None
    page.page.mouse.move(corner["x"] + corner["width"], corner["y"] + corner["height"])
    page.page.mouse.down()
    page.page.mouse.move(x, y, steps=4)
    page.page.mouse.up()
    expect(tuning.part).to_have_accessible_name(re.compile(r"Part to compare: 6\d × 4\d pixels"))
    page.tab_to(tuning.part)
    page.keyboard.press("ArrowRight")
    tuning.start(4)

    # Whether it is still being made or done by then: a page that is loaded anew comes to the same grid.
    page.page.reload()
    page.expect_shown("aunt.png")
    tuning.open_again_over(page.open_dialog())
    tuning.expect_whole(4)
    expect(tuning.cell("Upscale Strength 0.75, as set now")).to_have_attribute("aria-current", "true")
    assert len(set(tuning.pictures())) == 5
    with Image.open(tuning.save_montage()) as montage:
        assert montage.width > montage.height > 4 * 40

    first = tuning.cell("Upscale Strength 0.25").locator("img")
    before = first.bounding_box()
    assert before is not None
    tuning.cell("Upscale Strength 1").hover()
    page.page.mouse.wheel(0, -400)
    expect(first).not_to_have_css("width", f"{before['width']}px")

    tuning.cell("Upscale Strength 0.75, as set now").focus()
    page.keyboard.press("ArrowLeft")
    expect(tuning.cell("Upscale Strength 0.5")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tuning.dialog).to_be_hidden()
    expect(page.number("Upscale Strength")).to_have_value("0.5")


def test_strengths_are_compared_on_the_largest_face(
    open_page: OpenPage, face_api: Api, test_data: Path, tmp_path: Path
) -> None:
    page = open_page(face_api)
    page.add(Path(shutil.copy(test_data / "photos" / "boy_lowres.jpg", tmp_path / "boy.jpg")))
    page.tool("Restore faces").click()
    dialog = page.page.get_by_role("dialog", name="Restore faces")
    mark = dialog.get_by_role("button", name=re.compile("^Face 1,"))
    expect(mark).to_be_visible()
    tuning = TuningPage(page)
    tuning.open_over(dialog)
    # The box lies around the face, and leaves out most of the rest.
    expect(tuning.part).to_have_accessible_name(re.compile(r"Part to compare: 1[0-9]{2} × 1[0-9]{2} pixels"))
    values = tuning.dialog.get_by_label("Strength", exact=True)
    values.press("Backspace")
    values.press("Backspace")
    tuning.start(2)
    tuning.expect_whole(2)
    assert len(set(tuning.pictures())) == 3

    tuning.cell("Strength 0.25").click()
    expect(tuning.dialog).to_be_hidden()
    expect(page.number("Strength", within=dialog)).to_have_value("0.25")
    dialog.get_by_role("button", name="Restore 1 face").click()
    expect(dialog).to_be_hidden()
    newest = face_api.get("/api/jobs", limit=1)["items"][0]
    assert (newest["kind"], newest["recipe"]["steps"][0]["strength"]) == ("postprocess", 0.25)
