"""The pages of the documentation, read as GitHub reads them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[1]

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
"""All pages."""

GUIDE = [path for path in PAGES if path.name != "CHANGELOG.md"]
"""Those that say how things are now, and not how they were."""

_MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code."""

    language: str
    """As the page names it; empty where it does not."""
    lines: list[str]
    line: int
    """Number of the first line in the page, from 1."""


class Page:
    """One page."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        """``text`` takes the place of what is in the file."""
        self.path = path
        self.text = path.read_text(encoding="utf-8") if text is None else text
        self._tokens = _MARKDOWN.parse(self.text)

    @property
    def name(self) -> str:
        """The path from the root of the repository."""
        return str(self.path.relative_to(ROOT))

    @cached_property
    def blocks(self) -> list[Block]:
        """Its blocks of code."""
        return [
            Block(token.info.strip(), token.content.splitlines(), token.map[0] + (2 if token.type == "fence" else 1))
            for token in self._tokens
            if token.type in ("fence", "code_block") and token.map is not None
        ]

    @cached_property
    def links(self) -> list[str]:
        """Where its links lead, and where its pictures are."""
        targets = (token.attrs.get("href", token.attrs.get("src")) for token in self._inline("link_open", "image"))
        return [target for target in targets if isinstance(target, str)]

    @cached_property
    def inline_code(self) -> list[str]:
        """What stands between backticks in its text."""
        return [token.content for token in self._inline("code_inline")]

    @cached_property
    def anchors(self) -> list[str]:
        """The names of its headings in links."""
        headings = zip(self._tokens, self._tokens[1:], strict=False)
        return [_anchor(text.content) for token, text in headings if token.type == "heading_open"]

    def _inline(self, *kinds: str) -> Iterator[Token]:
        for token in self._tokens:
            yield from (child for child in token.children or () if child.type in kinds)


def _anchor(heading: str) -> str:
    """What GitHub makes of a heading's text."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
