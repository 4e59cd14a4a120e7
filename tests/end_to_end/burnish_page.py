"""The page as a person uses it: by what can be seen, with files of the disk."""

import re
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, TimeoutError, expect

from tests.api_client import PATIENCE_SECONDS
from tests.end_to_end.witness import Witness

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}

MOST_TABS = 80
"""More controls than any page has."""

COUNT_DROPS = "window.drops = 0; addEventListener('drop', () => { window.drops += 1; }, true);"

DELIVERY_MS = 10_000
"""In milliseconds, the longest that the browser takes to tell the page of a drop."""


class BurnishPage:
    """One open page and what a person does with it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keyboard = page.keyboard
        self.gallery = page.get_by_role("listbox", name="Gallery")
        self.tools = page.get_by_role("toolbar", name="Tools for the shown image")
        self.dialog = page.get_by_role("dialog", name="Upscale")
        self.divider = page.get_by_role("slider", name="Divider between before and after")
        self.progress = page.get_by_role("main").get_by_role("progressbar", name=re.compile("Progress of"))
        self.upload_report = page.get_by_role("region", name="Adding photos")
        self.messages = page.get_by_role("region", name="Messages")
        self._cdp = page.context.new_cdp_session(page)
        page.add_init_script(COUNT_DROPS)
        self._complaints: list[str] = []
        self._expected: list[str] = []
        self._answers = deque[str](maxlen=40)
        page.on("response", self._note_answer)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self._complaints.append(f"dialog: {dialog.message}"))

    def complaints(self) -> list[str]:
        """Errors that the page or the browser told of, but for those that a test expects."""
        return [complaint for complaint in self._complaints if not any(part in complaint for part in self._expected)]

    def expect_complaint(self, part: str) -> None:
        """Makes complaints that contain ``part`` part of the test: the browser reports every refused request."""
        self._expected.append(part)

    def account(self) -> str:
        """What the page shows, of what it complained and what the server answered it last."""
        return "\n".join([self.page.locator("body").aria_snapshot(), *self._complaints, *self._answers])

    # Adding photos

    def drag_over(self, *paths: Path) -> None:
        """Drags files or folders from outside onto the middle of the page, until it invites to let go of them."""
        end = time.monotonic() + PATIENCE_SECONDS
        self._drag("dragEnter", paths)
        while self.page.get_by_text("Drop them anywhere on this page").is_hidden():
            assert time.monotonic() < end, "the page does not invite to let go"
            self._drag("dragOver", paths)  # browsers too tell of it again and again

    def drop(self, *paths: Path) -> None:
        """Drags files or folders from outside onto the page and lets go of them.

        Done again when the browser has not told the page of it, which happens on a busy machine: without a real
        pointer it may still take the page for one that refuses them.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        drops = self.page.evaluate("window.drops")
        told = False
        while not told:
            assert time.monotonic() < end, "the page is not told of the drop"
            self.drag_over(*paths)
            self._drag("dragOver", paths)  # by now the browser knows that the page takes them
            self._drag("drop", paths)
            with suppress(TimeoutError):
                self.page.wait_for_function("drops => window.drops > drops", arg=drops, timeout=DELIVERY_MS)
                told = True

    def add(self, path: Path) -> None:
        """Drops a photo and waits until it is shown."""
        self.drop(path)
        self.expect_shown(path.name)

    def choose(self, *paths: Path) -> None:
        """Picks files by the button at the top."""
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("button", name="Add photos").click()
        chooser.value.set_files(list(paths))

    # What is shown

    def gallery_item(self, name: str) -> Locator:
        """The image's place in the gallery."""
        return self.gallery.get_by_role("option", name=name, exact=True)

    def expect_shown(self, name: str) -> None:
        """Waits until the viewer shows the image's file, and not only its thumbnail."""
        picture = self.shown(name).get_by_role("img", name=name, exact=True)
        expect(picture.first).to_be_visible()
        expect(picture.first).to_have_js_property("complete", True)

    def shown(self, name: str) -> Locator:
        """The viewer while it shows that image."""
        return self.page.get_by_role("main").get_by_role("region", name=name, exact=True)

    def versions(self) -> Locator:
        """The versions of the shown image, the original first."""
        return self.page.get_by_role("list", name="Versions of this image").get_by_role("button")

    def places_in_gallery(self) -> dict[int, str]:
        """The accessible names of the gallery's images that are in the page, by their place from 1, newest first."""
        options = self.gallery.get_by_role("option")
        return dict(options.evaluate_all("all => all.map(option => [Number(option.ariaPosInSet), option.ariaLabel])"))

    def expect_gallery(self, *names: str) -> None:
        """Waits until the gallery has as many images, which must have these accessible names, newest first."""
        expect(self.gallery.get_by_role("option")).to_have_count(len(names))
        assert [name for _, name in sorted(self.places_in_gallery().items())] == list(names)

    def gallery_place(self, place: int) -> Locator:
        """The gallery's image at a place from 1."""
        return self.gallery.locator(f"[role=option][aria-posinset='{place}']")

    def photograph_face(self) -> bytes:
        """A screenshot of the part of the portrait that lies in the middle of the viewer's upper half, as PNG."""
        box = self.page.get_by_role("main").bounding_box()
        assert box is not None
        left, top = box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.3
        return self.page.screenshot(clip={"x": left, "y": top, "width": 100, "height": 100})

    # Upscaling

    def tool(self, name: str) -> Locator:
        """A button above the shown image."""
        return self.tools.get_by_label(name, exact=True)

    def open_dialog(self) -> Locator:
        """Opens the upscale dialog by the expand icon."""
        self.tool("Upscale").click()
        expect(self.dialog).to_be_visible()
        return self.dialog

    def number(self, name: str, within: Locator | None = None) -> Locator:
        """The exact input of a strength."""
        return (within or self.dialog).get_by_role("textbox", name=name, exact=True)

    def set_strength(self, name: str, value: str) -> None:
        """Types a strength into the dialog."""
        self.number(name).fill(value)
        self.number(name).press("Tab")

    def set_scale(self, scale: int) -> None:
        """Chooses 2x or 4x in the dialog."""
        self.dialog.get_by_text(f"{scale}x", exact=True).click()
        expect(self.dialog.get_by_role("radio", name=f"{scale}x")).to_be_checked()

    def start_upscaling(self) -> None:
        """Presses Upscale in the dialog, which closes."""
        self.dialog.get_by_role("button", name="Upscale", exact=True).click()
        expect(self.dialog).to_be_hidden()

    def expect_result(self, name: str) -> None:
        """Waits until the viewer shows a result, divided into before and after."""
        self.expect_shown(name)
        expect(self.divider).to_be_visible()

    def download(self) -> tuple[str, Path]:
        """Saves the shown image; the name that is offered, and the file."""
        with self.page.expect_download() as download:
            self.tool("Download").click()
        return download.value.suggested_filename, download.value.path()

    def cancel(self) -> None:
        """Presses Cancel beside the progress bar."""
        self.page.get_by_role("main").get_by_role("button", name="Cancel", exact=True).click()

    # Keys, touch, the whole page

    def tab_to(self, target: Locator) -> None:
        """Presses Tab until the control has the focus."""
        for _ in range(MOST_TABS):
            if target.count() == 1 and target.evaluate("element => element === document.activeElement"):
                return
            self.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached by Tab")

    def touch_drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Moves a finger across the screen."""
        self._touch("touchStart", start)
        self._touch("touchMove", ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
        self._touch("touchMove", end)
        self._touch("touchEnd")

    def expect_no_wider_than_screen(self) -> None:
        """Nothing reaches over the right edge, which would let the page be pushed sideways."""
        size = self.page.viewport_size
        assert size is not None
        assert self.page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    def watch(self) -> Witness:
        """Starts to note what the page shows of the work on the image in the viewer."""
        return Witness(self.page)

    def _drag(self, kind: str, paths: Sequence[Path]) -> None:
        size = self.page.viewport_size
        assert size is not None
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        place = {"x": size["width"] // 2, "y": size["height"] // 2}
        self._cdp.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})

    def _touch(self, kind: str, *points: tuple[float, float]) -> None:
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    def _note_answer(self, response: Response) -> None:
        self._answers.append(f"{response.request.method} {response.url} {response.status}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(f"{message.type}: {message.text}")


@contextmanager
def opened_page(browser: Browser, url: str, **profile: Any) -> Iterator[BurnishPage]:
    """A page in a browser profile of its own; ``profile`` are options of ``Browser.new_context``."""
    options: dict[str, Any] = {"viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce"} | profile
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    try:
        page = BurnishPage(context.new_page())
        page.page.goto(url)
        expect(page.page.get_by_role("main")).to_be_visible()
        yield page
    finally:
        context.close()


def centre(element: Locator) -> tuple[float, float]:
    """The middle of an element on the screen, in CSS pixels."""
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
