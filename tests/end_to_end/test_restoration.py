"""Faces behind the smiley icon: found, chosen, restored, with the networks of full size that the tests make."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.api_client import Api
from tests.end_to_end.axe import findings_on, prepare
from tests.end_to_end.burnish_page import DESKTOP, PHONE, BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import pixels_of, save_portrait
from tests.fixtures_server import Server, StartServer

FAMILY = "family_1980s.png"
"""A scanned photo with three faces."""


@pytest.fixture
def page(open_page: OpenPage, face_api: Api) -> BurnishPage:
    """A page of that server."""
    return open_page(face_api)


def test_a_face_is_left_out_by_a_click_and_stays_as_it_was(page: BurnishPage, test_data: Path, tmp_path: Path) -> None:
    photo = Path(shutil.copy(test_data / "photos" / FAMILY, tmp_path / "family.png"))
    page.add(photo)
    dialog = open_faces(page, 3)
    expect(dialog.get_by_text("because RetinaFace ResNet50 is not on this machine")).to_be_visible()

    left_out = faces_in(dialog).nth(1)
    left_out.click()
    expect(left_out).to_have_attribute("aria-pressed", "false")
    place = place_in_photo(dialog, left_out, pixels_of(photo).shape[:2])
    dialog.get_by_role("button", name="Restore 2 faces").click()
    expect(dialog).to_be_hidden()
    page.expect_result("family_gfpgan.png")
    expect(page.versions()).to_have_text(["Original", "GFPGAN"])
    name, file = page.download()

    assert name == "family_gfpgan.png"
    changed = (pixels_of(file) != pixels_of(photo)).any(axis=2)
    assert 0.005 < changed.mean() < 0.5
    assert not changed[place].any()


def test_a_face_is_left_out_by_keys_and_seen_before_and_after_once_restored(
    page: BurnishPage, test_data: Path, tmp_path: Path
) -> None:
    page.add(Path(shutil.copy(test_data / "photos" / "boy_lowres.jpg", tmp_path / "boy.jpg")))
    dialog = open_faces(page, 1)
    face = faces_in(dialog).first
    expect(face).to_have_accessible_name(re.compile(r"^Face 1, \d+ × \d+ pixels, \d+ % sure, included$"))
    page.tab_to(face)
    page.keyboard.press("Space")
    expect(face).to_have_attribute("aria-pressed", "false")
    expect(dialog.get_by_role("status").filter(has_text="Every face is left out.")).to_be_visible()
    page.keyboard.press("Space")
    expect(face).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    page.keyboard.press("Shift+R")
    page.expect_result("boy_gfpgan.png")
    page.versions().first.click()
    page.expect_shown("boy.jpg")
    compare = open_faces(page, 1).get_by_role("button", name="After: face 1 restored; hold to see it before")
    expect(compare).to_be_visible()


def test_faces_are_restored_along_with_upscaling(page: BurnishPage, face_api: Api, test_data: Path) -> None:
    page.add(test_data / "photos" / "boy_lowres.jpg")
    dialog = open_faces(page, 1)
    dialog.get_by_role("switch", name="Also upscale").check()
    dialog.get_by_role("button", name="Restore 1 face").click()
    page.expect_result("boy_lowres_4x_gfpgan.png")

    result = face_api.get("/api/images")["items"][0]
    assert (result["width"], result["height"]) == (191 * 4, 264 * 4)
    assert [step["type"] for step in result["recipe"]["steps"]] == ["upscale", "restore_faces"]
    box = result["faces"][0]["box"]
    assert box["right"] - box["left"] > 191


def test_where_no_face_is_found_one_is_marked_by_dragging_or_by_keys(page: BurnishPage, test_data: Path) -> None:
    page.add(test_data / "photos" / "building.png")
    page.tool("Restore faces").click()
    dialog = page.page.get_by_role("dialog", name="Restore faces")
    expect(dialog.get_by_text("No face was found")).to_be_visible()

    dialog.get_by_role("button", name="Mark a face").click()
    area = dialog.get_by_label("Drag a box around a face")
    box = area.bounding_box()
    assert box is not None
    page.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6, steps=4)
    page.page.mouse.up()
    expect(faces_in(dialog)).to_have_count(1)
    expect(dialog.get_by_role("button", name="Restore 1 face")).to_be_visible()

    dialog.get_by_role("button", name="Mark a face").click()
    dialog.get_by_role("button", name="Put a box in the middle").click()
    marked = faces_in(dialog).nth(1)
    expect(marked).to_be_focused()
    before = marked.bounding_box()
    page.keyboard.press("ArrowRight")
    assert before is not None
    expect(marked).not_to_have_css("left", f"{before['x']}px")
    page.keyboard.press("Delete")
    expect(faces_in(dialog)).to_have_count(1)
    dialog.get_by_role("button", name="Restore 1 face").click()
    page.expect_result("building_gfpgan.png")


def test_codeformer_is_used_only_once_its_licence_is_accepted(page: BurnishPage, test_data: Path) -> None:
    page.add(test_data / "photos" / "boy_lowres.jpg")
    dialog = open_faces(page, 1)
    dialog.get_by_text("CodeFormer", exact=True).click()
    expect(dialog.get_by_text("Fidelity", exact=True)).to_be_visible()
    expect(dialog.get_by_role("status").filter(has_text="Accept the licence of CodeFormer first.")).to_be_visible()
    expect(dialog.get_by_role("link", name="Read the licence")).to_have_attribute("href", re.compile("^https://"))

    dialog.get_by_role("button", name="I accept this licence").click()
    dialog.get_by_role("button", name="Restore 1 face").click()
    page.expect_result("boy_lowres_codeformer.png")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialog(
    open_page: OpenPage, face_api: Api, test_data: Path, theme: str, viewport: dict[str, int]
) -> None:
    page = open_page(face_api, viewport=viewport, color_scheme=theme, bypass_csp=True)
    prepare(page.page)
    page.add(test_data / "photos" / FAMILY)
    dialog = open_faces(page, 3)
    faces_in(dialog).first.click()
    page.expect_no_wider_than_screen()
    assert findings_on(page.page) == []


def test_smiley_icon_says_why_it_is_off(open_page: OpenPage, start_server: StartServer, tmp_path: Path) -> None:
    server: Server = start_server("--no_restore")
    page = open_page(server.api)
    page.add(save_portrait(tmp_path / "aunt.png"))
    page.tool("Restore faces").hover()
    expect(page.page.get_by_role("tooltip")).to_contain_text("--no-restore")
    page.keyboard.press("Shift+R")
    assert server.api.get("/api/jobs")["items"] == []


def open_faces(page: BurnishPage, count: int) -> Locator:
    """Opens the dialog by the smiley icon and waits until that many faces are marked."""
    page.tool("Restore faces").click()
    dialog = page.page.get_by_role("dialog", name="Restore faces")
    expect(faces_in(dialog)).to_have_count(count)
    return dialog


def faces_in(dialog: Locator) -> Locator:
    """The marks over the photo."""
    return dialog.get_by_role("group", name="The photo with its faces").get_by_role("button")


def place_in_photo(dialog: Locator, face: Locator, size: tuple[int, ...]) -> tuple[slice, slice]:
    """The rows and columns of the photo that a mark covers, whose (height, width) is ``size``."""
    picture = dialog.get_by_role("group", name="The photo with its faces").bounding_box()
    box = face.bounding_box()
    assert picture is not None
    assert box is not None
    down, across = size[0] / picture["height"], size[1] / picture["width"]
    top, left = int((box["y"] - picture["y"]) * down), int((box["x"] - picture["x"]) * across)
    return slice(top, top + int(box["height"] * down)), slice(left, left + int(box["width"] * across))
