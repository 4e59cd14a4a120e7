"""The page in languages other than English."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.photos import save_portrait

SOURCE = Path(__file__).parents[2] / "frontend" / "src"

VISIBLE_TEXTS = """() => {
  const seen = document.body.innerText.split("\\n");
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
    if (element.checkVisibility({ visibilityProperty: true })) {
      seen.push(...["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name) ?? ""));
    }
  }
  return seen.map((text) => text.trim()).filter((text) => text !== "");
}"""
"""What the page shows, line by line, and what a screen reader says of it."""


def test_page_speaks_the_language_of_the_browser_and_then_the_chosen_one(
    open_page: OpenPage, api: Api, tmp_path: Path
) -> None:
    api.upload(save_portrait(tmp_path / "aunt.png").read_bytes(), "aunt.png")
    page = open_page(api, locale="de-AT")
    page.expect_shown("aunt.png")
    expect_language(page.page, "de")
    set_scale_to_2(page, "de")

    page.page.get_by_role("button", name=text("de", "app", "language").replace("{{language}}", "Deutsch")).click()
    page.page.get_by_role("menuitemradio", name="日本語").click()
    expect_language(page.page, "ja")
    page.expect_shown("aunt.png")

    page.page.reload()
    expect_language(page.page, "ja")
    page.expect_shown("aunt.png")
    dialog = page.page.get_by_role("dialog", name=text("ja", "upscaling", "dialogTitle"))
    page.page.get_by_role("main").get_by_role("button", name=text("ja", "upscaling", "open"), exact=True).click()
    expect(dialog.get_by_role("radio", name="2x")).to_be_checked()
    dialog.get_by_role("button", name=text("ja", "upscaling", "start"), exact=True).click()
    page.expect_shown("aunt_2x.png")


def expect_language(page: Page, language: str) -> None:
    """Waits until the page is in that language, which leaves no sentence of the English catalogue in sight."""
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("button", name=text(language, "upload", "add"))).to_be_visible()
    own = {value for path in catalogue(language) for value in texts_in(json.loads(path.read_text()))}
    english = [value for path in catalogue("en") for value in texts_in(json.loads(path.read_text()))]
    # Single words may be names, or the same in both languages.
    sentences = [pattern_of(value) for value in english if value not in own and len(words_of(value)) > 1]
    seen = page.evaluate(VISIBLE_TEXTS)
    assert len(seen) > 20
    assert [line for line in seen if any(sentence.fullmatch(line) for sentence in sentences)] == []


def set_scale_to_2(page: BurnishPage, language: str) -> None:
    """Chooses 2x in the upscale dialog, and closes it."""
    page.page.get_by_role("main").get_by_role("button", name=text(language, "upscaling", "open"), exact=True).click()
    dialog = page.page.get_by_role("dialog", name=text(language, "upscaling", "dialogTitle"))
    dialog.get_by_text("2x", exact=True).click()
    expect(dialog.get_by_role("radio", name="2x")).to_be_checked()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def catalogue(language: str) -> list[Path]:
    """The files of a language's texts."""
    return sorted((SOURCE / "locales" / language).glob("*.json"))


def text(language: str, namespace: str, key: str) -> str:
    """A text of the catalogue that stands at the top of its file."""
    content: dict[str, str] = json.loads((SOURCE / "locales" / language / f"{namespace}.json").read_text())
    return content[key]


def texts_in(content: dict[str, object]) -> Iterator[str]:
    """All texts of a file, however deep they nest."""
    for value in content.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from texts_in(value)


def words_of(value: str) -> list[str]:
    """The words of a text without what is filled in."""
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"{{.*?}}", " ", value))


def pattern_of(value: str) -> re.Pattern[str]:
    """What a text looks like with anything filled in."""
    return re.compile(".+".join(re.escape(part) for part in re.split(r"{{.*?}}", value)))
