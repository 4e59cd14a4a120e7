"""axe-core, which looks for what keeps people from using a page."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Page

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

_FIND = """async (options) => {
    const { violations } = await axe.run(document, {
        resultTypes: ["violations"],
        // What lies over the page in a dialog or a menu belongs to none of its landmarks.
        rules: Object.fromEntries(["region", "landmark-unique", "landmark-no-duplicate-banner"].map((id) =>
            [id, { enabled: false }])),
        ...options,
    });
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
}"""

COLOURS_ALONE: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules whose findings depend on the theme."""


def prepare(page: Page) -> None:
    """Loads axe-core into the page, whose own policy must not forbid it (``bypass_csp``)."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))


def findings_on(page: Page, options: Mapping[str, object] = MappingProxyType({})) -> list[str]:
    """What it finds, each with its place; ``options`` are those of ``axe.run``."""
    findings: list[str] = page.evaluate(_FIND, dict(options))
    return findings
