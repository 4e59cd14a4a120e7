"""A gallery of many images."""

from pathlib import Path

from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.photos import save_plain, save_portrait

IMAGES = 300
"""Three pages of what the server gives at once."""

MOST_IN_PAGE = 80
"""More thumbnails than are in sight, and far fewer than there are."""


def test_long_gallery_is_scrolled_to_its_end_newest_first(page: BurnishPage, api: Api, tmp_path: Path) -> None:
    content = save_plain(tmp_path / "plain.png").read_bytes()
    names = [f"{number:03}.png" for number in range(IMAGES)]
    for start in range(0, IMAGES, 100):
        assert api.send([(name, content) for name in names[start : start + 100]]).status_code == 201
    page.page.reload()
    expect(page.gallery_item(names[-1])).to_be_visible()
    expect(page.page.get_by_text("300 images")).to_be_visible()

    page.gallery.hover()
    seen = page.places_in_gallery()
    while len(seen) < IMAGES:
        page.page.mouse.wheel(0, 500)
        expect(page.gallery_place(max(seen) + 1)).to_be_attached()
        in_page = page.places_in_gallery()
        assert len(in_page) <= MOST_IN_PAGE
        seen |= in_page

    assert [seen[place] for place in sorted(seen)] == names[::-1]


def test_each_image_is_there_once_by_its_newest_version(page: BurnishPage, tmp_path: Path) -> None:
    page.add(save_portrait(tmp_path / "aunt.png"))
    page.add(save_plain(tmp_path / "newer.png"))
    page.gallery_item("aunt.png").click()
    page.expect_shown("aunt.png")
    page.keyboard.press("Shift+U")
    page.expect_result("aunt_4x.png")
    page.expect_gallery("newer.png", "aunt_4x.png, 4x")
    expect(page.page.get_by_text("2 images")).to_be_visible()

    page.versions().first.click()
    page.expect_shown("aunt.png")
    expect(page.gallery_item("aunt_4x.png, 4x")).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowLeft")
    page.expect_shown("newer.png")
    page.keyboard.press("ArrowRight")
    page.expect_shown("aunt_4x.png")

    page.keyboard.press("Delete")
    page.expect_shown("aunt.png")
    page.expect_gallery("newer.png", "aunt.png")
    page.messages.get_by_role("button", name="Undo").click()
    page.expect_shown("aunt_4x.png")
    page.expect_gallery("newer.png", "aunt_4x.png, 4x")


def test_gallery_is_searched_and_narrowed_down_to_favourites_and_gives_back_what_was_deleted(
    page: BurnishPage, tmp_path: Path
) -> None:
    page.add(save_plain(tmp_path / "Aunt Emma.png", 1))
    page.add(save_plain(tmp_path / "Uncle Émile.png", 2))
    page.add(save_plain(tmp_path / "harbour.png", 3))

    page.keyboard.press("/")
    page.keyboard.type("emi")
    page.expect_gallery("Uncle Émile.png")
    page.gallery_item("Uncle Émile.png").click()
    page.expect_shown("Uncle Émile.png")
    page.keyboard.press("f")
    expect(page.gallery_item("Uncle Émile.png, favourite")).to_be_visible()
    page.page.get_by_role("button", name="Clear the search").click()
    page.expect_gallery("harbour.png", "Uncle Émile.png, favourite", "Aunt Emma.png")

    page.page.get_by_role("button", name="Filter", exact=True).click()
    page.page.get_by_role("switch", name="Favourites only").check()
    page.keyboard.press("Escape")
    page.expect_gallery("Uncle Émile.png, favourite")
    page.add(save_plain(tmp_path / "newer.png", 4))
    page.page.get_by_role("button", name="Filter", exact=True).click()
    page.page.get_by_role("combobox", name="Kind").select_option("Results")
    page.keyboard.press("Escape")
    expect(page.page.get_by_text("Nothing matches")).to_be_visible()
    page.page.get_by_role("button", name="2 filters").click()
    names = ("newer.png", "harbour.png", "Uncle Émile.png, favourite", "Aunt Emma.png")
    page.expect_gallery(*names)

    page.keyboard.press("Control+a")
    page.page.get_by_role("button", name="More for the selection").click()
    page.page.get_by_role("menuitem", name="Move to the trash").click()
    expect(page.page.get_by_text("4 images moved to the trash")).to_be_visible()
    expect(page.gallery).to_be_hidden()
    page.keyboard.press("Control+z")
    page.expect_gallery(*names)
