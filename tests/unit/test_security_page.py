"""The page on security, and the defences that it lists."""

import re
from pathlib import Path

import pytest

from scripts.check_defences import DEFENCES, Defence, table

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security.md"


def test_the_table_of_the_page_is_the_one_that_the_script_prints() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), (
        f"The table in {PAGE} is stale: replace it with what `python scripts/check_defences.py --markdown` prints."
    )


@pytest.mark.parametrize("defence", DEFENCES, ids=lambda defence: defence.title)
def test_each_defence_is_where_it_is_said_to_be_and_has_its_test(defence: Defence) -> None:
    assert (ROOT / defence.file).read_text(encoding="utf-8").count(defence.original) == 1
    assert is_test(defence.test)


def test_each_test_that_the_page_names_is_there() -> None:
    named = re.findall(r"`(tests/[^`]+)`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > len(DEFENCES)
    assert [name for name in named if not is_test(name)] == []


def is_test(name: str) -> bool:
    """Whether there is such a test, or a file or a folder of tests."""
    file, _, function = name.partition("::")
    path = ROOT / file
    return path.exists() and (not function or f"def {function}(" in path.read_text(encoding="utf-8"))
