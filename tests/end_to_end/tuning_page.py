"""Comparing settings, as a person does it: over the upscale dialog or over that for faces."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.end_to_end.burnish_page import BurnishPage


class TuningPage:
    """The comparison of settings of an open page."""

    def __init__(self, page: BurnishPage) -> None:
        self.page = page
        self.dialog = page.page.get_by_role("dialog", name="Compare settings")
        self.part = self.dialog.get_by_role("button", name=re.compile("^Part to compare"))
        self.grid = self.dialog.get_by_role("grid")
        self.cells = self.grid.get_by_role("gridcell").get_by_role("button")
        self.montage = self.dialog.get_by_role("link", name="Download all as one picture")

    def open_over(self, dialog: Locator) -> None:
        """Opens it from a dialog for one image."""
        dialog.get_by_role("button", name="Compare settings…").click()
        expect(self.part).to_be_visible()

    def open_again_over(self, dialog: Locator) -> None:
        """Opens it where a grid has been asked for before, and comes to that, whether or not it is done by now."""
        dialog.get_by_role("button", name="Compare settings…").click()
        last = self.dialog.get_by_role("button", name="Show the last comparison")
        expect(last.or_(self.grid)).to_be_visible()
        if last.is_visible():
            last.click()

    def start(self, count: int) -> None:
        """Asks for the grid, which must have that many cells."""
        self.dialog.get_by_role("button", name=f"Compare {count} pictures").click()
        expect(self.grid).to_be_visible()

    def cell(self, name: str) -> Locator:
        """The cell made with these values, or the original."""
        return self.grid.get_by_role("button", name=name, exact=True)

    def expect_whole(self, count: int) -> None:
        """Waits until the original and as many cells as that are there, each of them a picture that has loaded."""
        expect(self.cells).to_have_count(count + 1)
        pictures = self.cells.locator("img")
        expect(pictures).to_have_count(count + 1)
        expect(self.montage).to_be_visible()
        for picture in pictures.all():
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("picture => picture.naturalWidth") > 0

    def pictures(self) -> list[bytes]:
        """Screenshots of the original and all cells, in their order."""
        return [cell.screenshot() for cell in self.cells.all()]

    def save_montage(self) -> Path:
        """Saves all pictures as one."""
        with self.page.page.expect_download() as download:
            self.montage.click()
        return download.value.path()
