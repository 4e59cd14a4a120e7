"""What a person does on the page of models."""

from playwright.sync_api import Locator, expect

from tests.end_to_end.burnish_page import BurnishPage


class ModelsPage:
    """The models, as the button at the top of a page opens them."""

    def __init__(self, page: BurnishPage) -> None:
        self.page = page
        self.dialog = page.page.get_by_role("dialog", name="Models", exact=True)

    def open(self, tab: str = "Upscaling") -> None:
        """Presses the button at the top, and chooses a tab."""
        self.page.page.get_by_role("button", name="Models", exact=True).click()
        self.choose(tab)

    def choose(self, tab: str) -> None:
        """Presses a tab."""
        self.dialog.get_by_role("tab", name=tab).click()
        expect(self.dialog.get_by_role("listitem").first).to_be_visible()

    def close(self) -> None:
        """Presses Escape."""
        self.page.keyboard.press("Escape")
        expect(self.dialog).to_be_hidden()

    def item(self, name: str) -> Locator:
        """A weights file, or a model that a person added."""
        return self.dialog.get_by_role("listitem", name=name, exact=True)

    def press(self, name: str) -> None:
        """Presses a button."""
        self.dialog.get_by_role("button", name=name, exact=True).click()

    def expect_state(self, name: str, state: str) -> None:
        """Waits until a weights file is in that state."""
        expect(self.item(name).get_by_role("status").filter(has_text=state)).to_be_visible()
