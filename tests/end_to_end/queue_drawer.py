"""The queue as a person uses it: the drawer, and the images that are selected in the gallery."""

import re
from collections.abc import Sequence

from playwright.sync_api import Locator, expect

from tests.end_to_end.burnish_page import BurnishPage


class QueueDrawer:
    """The list of jobs that opens at the side of a page."""

    def __init__(self, page: BurnishPage) -> None:
        self.page = page
        self.indicator = page.page.get_by_role("button", name=re.compile("^Queue"))
        self.dialog = page.page.get_by_role("dialog", name="Queue", exact=True)

    def open(self) -> Locator:
        """Opens it by the button at the top."""
        self.indicator.click()
        expect(self.dialog).to_be_visible()
        return self.dialog

    def button(self, name: str) -> Locator:
        """A button in it."""
        return self.dialog.get_by_role("button", name=name, exact=True)

    def titles(self, action: str) -> list[str]:
        """The titles of the jobs that offer an action, from top to bottom."""
        labels = self.dialog.get_by_role("button", name=re.compile(f"^{re.escape(action)}: ")).evaluate_all(
            "all => all.map(button => button.ariaLabel)"
        )
        return [label.removeprefix(f"{action}: ") for label in labels]

    def expect_titles(self, action: str, titles: Sequence[str]) -> None:
        """Waits until exactly these jobs, in this order, offer an action."""
        names = [f"{action}: {title}" for title in titles]
        buttons = self.dialog.get_by_role("button", name=re.compile(f"^{re.escape(action)}: "))
        expect(buttons).to_have_count(len(names))
        for button, name in zip(buttons.all(), names, strict=True):
            expect(button).to_have_accessible_name(name)


class Selection:
    """The images that are selected in the gallery, and what is offered to be done with them."""

    def __init__(self, page: BurnishPage) -> None:
        self.page = page
        self.bar = page.page.get_by_role("toolbar", name="Selection")

    def expect_count(self, count: int) -> None:
        """Waits until so many are said to be selected."""
        expect(self.bar).to_contain_text(f"{count} selected")

    def click(self, name: str) -> None:
        """Presses a button of the bar."""
        self.bar.get_by_role("button", name=name, exact=True).click()
