"""What axe-core finds on every screen of the page, in both themes, on a wide and on a narrow page."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.api_client import Api
from tests.end_to_end.axe import COLOURS_ALONE, findings_on, prepare
from tests.end_to_end.burnish_page import DESKTOP, PHONE, BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_portrait

THEMES: dict[Literal["light", "dark"], dict[str, object]] = {"light": {}, "dark": COLOURS_ALONE}
"""The themes, and what axe-core is to look for in each."""

Screen = Callable[[BurnishPage], AbstractContextManager[object]]


@contextmanager
def _dialog(page: BurnishPage, name: str, ready: Locator) -> Iterator[None]:
    """A dialog that was just opened, and Escape closes; ``ready`` is in it when it is complete."""
    dialog = page.page.get_by_role("dialog", name=name, exact=True)
    expect(dialog).to_be_visible()
    expect(ready).to_be_attached()
    yield
    if page.page.get_by_role("tooltip").is_visible():
        page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@contextmanager
def _shown_image(page: BurnishPage) -> Iterator[None]:
    expect(page.divider).to_be_visible()
    yield


def _upscaling(page: BurnishPage) -> AbstractContextManager[object]:
    page.tool("Upscale").click()
    return _dialog(page, "Upscale", page.dialog.get_by_role("radio", name="4x"))


def _restoring(page: BurnishPage) -> AbstractContextManager[object]:
    page.expect_complaint("Failed to load resource")  # where no network can look for faces
    page.tool("Restore faces").click()
    return _dialog(page, "Restore faces", page.page.get_by_role("dialog").get_by_role("radio", name="GFPGAN"))


def _queue(page: BurnishPage) -> AbstractContextManager[object]:
    page.keyboard.press("q")
    return _dialog(page, "Queue", page.page.get_by_role("dialog").get_by_role("listitem").first)


def _models(page: BurnishPage, tab: str) -> AbstractContextManager[object]:
    page.page.get_by_role("button", name="Models", exact=True).click()
    dialog = page.page.get_by_role("dialog", name="Models", exact=True)
    dialog.get_by_role("tab", name=tab).click()
    return _dialog(page, "Models", dialog.get_by_role("listitem").first)


@contextmanager
def _refused_generator(page: BurnishPage) -> Iterator[None]:
    page.expect_complaint("Failed to load resource")
    with _models(page, "Generators"):
        source = page.page.get_by_role("textbox", name="Add a generator")
        source.fill("/no/such/folder")
        source.press("Enter")
        expect(source).to_have_attribute("aria-invalid", "true")
        yield


def _keys(page: BurnishPage) -> AbstractContextManager[object]:
    page.keyboard.press("?")
    return _dialog(page, "Keys", page.page.get_by_role("row", name="Question mark"))


@contextmanager
def _facts(page: BurnishPage) -> Iterator[None]:
    page.keyboard.press("i")
    heading = page.page.get_by_text("What was done to it")
    expect(heading).to_be_visible()
    yield
    page.keyboard.press("Escape")  # for the tooltip, if one is in sight
    page.keyboard.press("Escape")
    expect(heading).to_be_hidden()


@contextmanager
def _gallery(page: BurnishPage) -> Iterator[None]:
    """The gallery with its filters and an image that is selected: beside the viewer, or in a sheet."""
    is_sheet = page.gallery.is_hidden()
    if is_sheet:
        page.keyboard.press("g")
    page.page.get_by_role("button", name="Select", exact=True).click()
    page.gallery.get_by_role("option").first.click()
    page.page.get_by_role("button", name="Filter").click()
    expect(page.page.get_by_text("Favourites only")).to_be_visible()
    yield
    page.keyboard.press("Escape")
    expect(page.page.get_by_text("Favourites only")).to_be_hidden()
    page.page.get_by_role("button", name="Clear selection").click()
    if is_sheet:
        page.page.get_by_role("dialog", name="Gallery").get_by_role("button", name="Close").click()
        expect(page.gallery).to_be_hidden()


@contextmanager
def _settings(page: BurnishPage) -> Iterator[None]:
    """The sheet with the settings, where there is no column for them."""
    opener = page.page.get_by_role("button", name="Open the settings")
    if opener.is_visible():
        opener.click()
        with _dialog(page, "Settings", page.page.get_by_role("dialog").get_by_role("textbox", name="Prompt")):
            yield
    else:
        yield


@contextmanager
def _menu(page: BurnishPage) -> Iterator[None]:
    more = page.page.get_by_role("button", name="More", exact=True)
    (more if more.is_visible() else page.page.get_by_role("button", name="Language")).click()
    expect(page.page.get_by_role("menuitemradio", name="English")).to_be_checked()
    yield
    page.keyboard.press("Escape")
    expect(page.page.get_by_role("menuitemradio", name="English")).to_be_hidden()


@contextmanager
def _messages(page: BurnishPage) -> Iterator[None]:
    """What could not be added, and what was just deleted."""
    page.keyboard.press("Delete")
    expect(page.messages.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.upload_report).to_be_visible()
    yield
    page.messages.get_by_role("button", name="Undo").click()


@contextmanager
def _offline(page: BurnishPage) -> Iterator[None]:
    page.expect_complaint("ERR_INTERNET_DISCONNECTED")
    page.page.context.set_offline(True)
    expect(page.page.get_by_text("Reconnecting…")).to_be_attached()
    yield
    page.page.context.set_offline(False)


SCREENS: dict[str, Screen] = {
    "result": _shown_image,
    "upscaling": _upscaling,
    "restoring": _restoring,
    "queue": _queue,
    "upscaling models": lambda page: _models(page, "Upscaling"),
    "face models": lambda page: _models(page, "Faces"),
    "refused generator": _refused_generator,
    "keys": _keys,
    "facts": _facts,
    "gallery": _gallery,
    "settings": _settings,
    "menu": _menu,
    "messages": _messages,
    "offline": _offline,
}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_any_screen_in_either_theme(
    open_page: OpenPage, api: Api, tmp_path: Path, viewport: dict[str, int]
) -> None:
    page = open_page(api, viewport=viewport, bypass_csp=True)
    prepare(page.page)
    expect(page.page.get_by_text("Drop a photo here")).to_be_visible()
    found = {"empty": _findings(page)}

    original = api.upload(save_portrait(tmp_path / "aunt.png").read_bytes(), "aunt.png")
    page.expect_shown("aunt.png")
    api.postprocess(original["id"])
    page.expect_result("aunt_2x.png")
    (tmp_path / "notes.txt").write_text("Not an image.")
    page.drop(tmp_path / "notes.txt")
    for name, screen in SCREENS.items():
        with screen(page):
            found[name] = _findings(page)

    assert {name: findings for name, findings in found.items() if findings} == {}


def _findings(page: BurnishPage) -> list[str]:
    """What axe-core finds in the light theme, and in the dark one what depends on it, each with its place."""
    findings: list[str] = []
    for theme, options in THEMES.items():
        page.page.emulate_media(color_scheme=theme)
        expect(page.page.locator("html")).to_have_attribute("data-mantine-color-scheme", theme)
        findings += [f"{theme}: {finding}" for finding in findings_on(page.page, options)]
    return findings
