"""What a person does on the page to have images generated."""

from playwright.sync_api import Locator, expect

from tests.end_to_end.burnish_page import BurnishPage

WATCH = """() => {
    const seen = [];
    const note = () => {
        const gallery = [...document.querySelectorAll("[role=option]")].map((option) => option.ariaLabel);
        const preview = document.querySelector("main img[src^='blob:']") !== null;
        const last = seen.at(-1);
        if (last?.preview !== preview || last?.gallery.join() !== gallery.join()) {
            seen.push({ preview, gallery });
        }
    };
    note();
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true, attributes: true });
    return seen;
}"""


class GeneratingPage:
    """The part of a page where images are generated."""

    def __init__(self, page: BurnishPage) -> None:
        self.page = page
        self.column = page.page.get_by_role("complementary", name="Settings")
        self.prompt = self.field("Prompt")
        self.forming = page.page.get_by_role("main").get_by_role("progressbar")

    def field(self, name: str) -> Locator:
        """A field of the parameter column."""
        return self.column.get_by_role("textbox", name=name, exact=True)

    def ask(self, prompt: str, *, count: int = 1, side: int = 128, seed: int | None = None) -> None:
        """Fills in what is to be generated: square images, so many pixels a side."""
        self.prompt.fill(prompt)
        self._type("Number of images", count)
        self._type("Width", side)
        self._type("Height", side)
        if seed is not None:
            random = self.column.get_by_role("switch", name="Random seed")
            random.press("Space")
            expect(random).not_to_be_checked()
            self._type("Seed", seed)

    def apply_to_generated(self, title: str) -> None:
        """Turns the switch in the header of a panel on."""
        self.turn_on(self.column.get_by_role("switch", name=f"{title}: apply to every generated image"))

    def turn_on(self, switch: Locator) -> None:
        """Presses Space on a switch, whose picture lies over the control itself."""
        switch.press("Space")
        expect(switch).to_be_checked()

    def start(self) -> None:
        """Presses Ctrl+Enter in the prompt."""
        self.prompt.press("Control+Enter")

    def expect_images(self, count: int) -> None:
        """Waits until the gallery has as many images."""
        expect(self.page.gallery.get_by_role("option")).to_have_count(count)

    def _type(self, name: str, value: int) -> None:
        self.field(name).fill(str(value))
        self.field(name).press("Tab")
