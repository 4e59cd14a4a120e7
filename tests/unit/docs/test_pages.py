"""The pages of the documentation: what they link to and show is there, and what they name exists."""

import json
import re
from pathlib import Path

import pytest

from burnish.cli.setting_sources import variable_of
from burnish.settings import Settings
from tests.command_line import mistakes, options_of_commands
from tests.documents import GUIDE, PAGES, ROOT, Page

LANGUAGES = {"sh", "python", "toml", "json", "nginx", "text"}
"""What blocks of code are marked as: only those of the first two are run."""

OPTIONS = set().union(*options_of_commands().values()) | {"--only"}
"""Those of all commands, and the one of ``npm test``."""

VARIABLES = {variable_of(name) for name in Settings.model_fields} | {
    *("BURNISH_CONFIG", "BURNISH_PYTHON", "BURNISH_TORCH_INDEX", "BURNISH_TEST_DATA")
}
"""Those of the settings, and those that are none."""

SCRIPTS = {*json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"], "install", "cache"}
"""What npm is asked to do."""


def named(paths: list[Path]) -> pytest.MarkDecorator:
    """Runs a test once for each page, under its name."""
    return pytest.mark.parametrize("page", [Page(path) for path in paths], ids=lambda page: page.name)


def broken_links(page: Page) -> list[str]:
    """Links to pages, headings, files and figures that are not there; those to other sites are not looked at."""
    return [link for link in page.links if not re.match(r"https?://", link) and not leads_somewhere(page, link)]


def leads_somewhere(page: Page, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = (page.path.parent / file).resolve()
    if file and not target.exists():
        return False
    return not anchor or anchor in (Page(target) if file else page).anchors


def unknown_names(page: Page) -> list[str]:
    """Commands, options, variables and scripts in the text that do not exist."""
    return [mistake for code in page.inline_code for mistake in unknown_names_in(code)]


def unknown_names_in(code: str) -> list[str]:
    if re.match(r"(\.venv/bin/)?burnish [a-z]", code):
        return mistakes(code)
    if option := re.match(r"--[a-z][\w-]*", code):
        return [] if option.group().replace("_", "-") in OPTIONS else [f"no command has the option {option.group()}"]
    if script := re.match(r"npm (?:run )?([a-z:]+)", code):
        return [] if script.group(1) in SCRIPTS else [f"there is no script {script.group(1)}"]
    return [f"there is no variable {name}" for name in re.findall(r"\bBURNISH_\w+", code) if name not in VARIABLES]


@named(PAGES)
def test_every_link_leads_somewhere(page: Page) -> None:
    assert broken_links(page) == []


def test_a_link_that_leads_nowhere_is_seen() -> None:
    text = "# Here\n[a](gone.md) [b](#there) [c](../README.md#gone) ![d](../assets/gone.png) [e](#here) [f](weights.md)"
    broken = ["gone.md", "#there", "../README.md#gone", "../assets/gone.png"]
    assert broken_links(Page(ROOT / "docs" / "sample.md", text)) == broken


@named(GUIDE)
def test_names_in_the_text_exist(page: Page) -> None:
    assert unknown_names(page) == []


@pytest.mark.parametrize(
    "code",
    [
        "burnish polish",
        "burnish process scans/ --scale 4",
        "--polish",
        "BURNISH_POLISH",
        "npm run polish",
        "npm polish",
    ],
)
def test_a_name_that_does_not_exist_is_seen(code: str) -> None:
    assert len(unknown_names(Page(ROOT / "docs" / "sample.md", f"Say `{code}`."))) == 1


@named(GUIDE)
def test_code_says_in_which_language_it_is(page: Page) -> None:
    assert [block for block in page.blocks if block.language not in LANGUAGES] == []


def test_the_entrance_names_every_page_and_the_readme_the_entrance() -> None:
    entrance = ROOT / "docs" / "README.md"
    linked = {(entrance.parent / link).resolve() for link in Page(entrance).links}
    assert [path for path in PAGES if path not in linked | {entrance, ROOT / "README.md"}] == []
    assert "docs/README.md" in Page(ROOT / "README.md").links


def test_every_figure_is_shown() -> None:
    shown = {(path.parent / link).resolve() for path in GUIDE for link in Page(path).links}
    figures = sorted((ROOT / "assets" / "features").iterdir())
    assert figures
    assert [figure.name for figure in figures if figure not in shown] == []


def test_the_pages_name_every_command() -> None:
    pages = [Page(path) for path in GUIDE]
    said = [code for page in pages for code in page.inline_code]
    said += [line for page in pages for block in page.blocks for line in block.lines]
    unsaid = [name for name in options_of_commands() if not any(f"burnish {name}" in line for line in said)]
    assert unsaid == []
