"""Notes everything that a page shows of work under way, so that nothing short-lived is missed."""

from typing import TypedDict

from playwright.sync_api import JSHandle, Page

WATCH = """() => {
    const seen = [];
    const main = document.querySelector("main");
    const note = () => {
        const progress = main.querySelector("[role=progressbar]")?.getAttribute("aria-valuetext") ?? null;
        const preview = main.querySelector("img[src^='blob:']") !== null;
        const result = main.querySelector("[role=slider]") !== null;
        const last = seen.at(-1);
        if (last?.progress !== progress || last?.preview !== preview || last?.result !== result) {
            seen.push({ progress, preview, result });
        }
    };
    note();
    new MutationObserver(note).observe(main, { childList: true, subtree: true, attributes: true });
    return seen;
}"""


class Sight(TypedDict):
    """What was to be seen at one moment."""

    progress: str | None
    """The words of the progress bar; None while there is none."""
    preview: bool
    """Whether a picture of the unfinished work lies over the image."""
    result: bool
    """Whether before and after are shown."""


class Witness:
    """Watches a page from now on."""

    def __init__(self, page: Page) -> None:
        self._seen: JSHandle = page.evaluate_handle(WATCH)

    def sights(self) -> list[Sight]:
        """What was shown so far, in order, each different from the one before."""
        sights: list[Sight] = self._seen.json_value()
        return sights
