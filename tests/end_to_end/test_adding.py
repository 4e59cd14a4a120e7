"""Photos come in by every way, and what cannot come in is named."""

import base64
import random
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.photos import portrait, save_plain, save_portrait

PUT_ON_CLIPBOARD = """async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const image = new Blob([bytes], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
}"""


def test_folder_is_dropped_with_all_that_is_in_it(page: BurnishPage, tmp_path: Path) -> None:
    folder = tmp_path / "holiday"
    for name in ("a.png", "b.jpg", "deeper/c.webp", ".hidden.png"):
        save_portrait(folder / name)

    page.drop(folder)

    for name in ("a.png", "b.jpg", "c.webp"):
        expect(page.gallery_item(name)).to_be_visible()
    expect(page.gallery.get_by_role("option")).to_have_count(3)
    expect(page.upload_report).to_contain_text("3 photos added")
    page.upload_report.get_by_role("button", name="Not now").click()
    expect(page.upload_report).to_be_hidden()


def test_page_invites_to_let_go_while_files_are_dragged_over_it(page: BurnishPage, tmp_path: Path) -> None:
    photo = save_portrait(tmp_path / "aunt.png")
    page.drag_over(photo)
    expect(page.page.get_by_text("Photos and folders of photos are added to the library")).to_be_visible()
    page.drop(photo)
    page.expect_shown("aunt.png")
    expect(page.page.get_by_text("Drop them anywhere on this page")).to_be_hidden()


def test_several_files_are_picked_by_the_button(page: BurnishPage, tmp_path: Path) -> None:
    page.choose(save_portrait(tmp_path / "one.png"), save_portrait(tmp_path / "two.tif"))
    expect(page.gallery_item("one.png")).to_be_visible()
    expect(page.gallery_item("two.tif")).to_be_visible()


def test_newcomer_is_told_what_to_do(page: BurnishPage, tmp_path: Path) -> None:
    expect(page.page.get_by_text("Drop a photo here")).to_be_visible()
    with page.page.expect_file_chooser() as chooser:
        page.page.get_by_role("button", name="Choose photos").click()
    chooser.value.set_files(save_portrait(tmp_path / "first.png"))
    page.expect_shown("first.png")


def test_image_is_pasted_from_the_clipboard(page: BurnishPage, tmp_path: Path) -> None:
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = save_plain(tmp_path / "copied.png")
    page.page.evaluate(PUT_ON_CLIPBOARD, base64.b64encode(copied.read_bytes()).decode())
    page.keyboard.press("Control+V")
    page.expect_shown("image.png")


def test_bad_files_are_named_with_a_reason_and_the_good_one_is_added(page: BurnishPage, tmp_path: Path) -> None:
    good = save_portrait(tmp_path / "good.png")
    bad = bad_files(tmp_path)

    page.drop(*bad, good)

    page.expect_shown("good.png")
    expect(page.upload_report).to_contain_text("1 photo added")
    report = page.upload_report.get_by_role("alert")
    expect(report).to_contain_text(f"{len(bad)} files were not added")
    for path in bad:
        expect(report.get_by_role("listitem").filter(has_text=path.name)).to_have_text(sentence_on(path))
    page.expect_gallery("good.png")
    page.upload_report.get_by_role("button", name="Close").click()
    expect(page.upload_report).to_be_hidden()


@pytest.mark.parametrize("name", ["disguised.png", "truncated.png", "moving.webp"])
def test_bad_file_alone_is_refused_by_the_server_in_a_sentence(page: BurnishPage, tmp_path: Path, name: str) -> None:
    bad_files(tmp_path)
    page.expect_complaint("Failed to load resource")

    page.drop(tmp_path / name)

    expect(page.upload_report.get_by_role("listitem")).to_have_text(sentence_on(tmp_path / name))
    expect(page.upload_report).to_contain_text("No photo was added")
    expect(page.page.get_by_text("Drop a photo here")).to_be_visible()


def sentence_on(path: Path) -> re.Pattern[str]:
    """What a file's name, among others with the same fault, with a sentence of several words looks like."""
    return re.compile(rf"^([^:]+, )?{re.escape(path.name)}(, [^:]+)?: \S+( \S+){{2,}}\.$")


def bad_files(folder: Path) -> list[Path]:
    """Files that are no still image, or not a whole one."""
    text, disguised, truncated, empty, gif, svg, moving = (
        folder / name
        for name in (
            "notes.txt",
            "disguised.png",
            "truncated.png",
            "empty.png",
            "animated.gif",
            "drawing.svg",
            "moving.webp",
        )
    )
    text.write_text("Not an image at all.")
    disguised.write_bytes(random.Random(0).randbytes(4000))
    whole = save_portrait(folder / "whole.png").read_bytes()
    truncated.write_bytes(whole[: len(whole) // 2])
    empty.write_bytes(b"")
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
    for animation in (gif, moving):
        portrait(32, 24).save(animation, save_all=True, append_images=[Image.new("RGB", (32, 24))])
    return [text, disguised, truncated, empty, gif, svg, moving]
