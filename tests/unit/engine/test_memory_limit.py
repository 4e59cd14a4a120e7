"""How much memory there is, by the control groups of Linux."""

from pathlib import Path

import psutil
import pytest
from pydantic import ByteSize

from burnish.engine.memory_limit import memory_limit, usable_memory
from burnish.settings import Settings

MACHINE = psutil.virtual_memory().total


def groups_with(folder: Path, own: str, limits: dict[str, str]) -> tuple[Path, Path]:
    """The file that names the groups of a process, and a folder of groups with these files."""
    own_group = folder / "cgroup"
    own_group.write_text(own)
    groups = folder / "groups"
    for name, limit in limits.items():
        file = groups / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{limit}\n")
    return own_group, groups


@pytest.mark.parametrize(
    ("own", "limits", "expected"),
    [
        ("0::/a/b\n", {"a/b/memory.max": "2000000", "a/memory.max": "max"}, 2_000_000),
        ("0::/a/b\n", {"a/b/memory.max": "max", "a/memory.max": "1000000"}, 1_000_000),
        ("0::/\n", {"memory.max": "3000000"}, 3_000_000),
        ("0::/not/shown/here\n", {"memory.max": "3000000"}, 3_000_000),
        ("5:cpu,memory:/a\n0::/\n", {"memory/a/memory.limit_in_bytes": "4000000"}, 4_000_000),
        ("5:cpu,memory:/a\n", {"memory/a/memory.limit_in_bytes": "9223372036854771712"}, MACHINE),
        ("0::/a\n", {"a/memory.max": "max"}, MACHINE),
        ("", {}, MACHINE),
    ],
)
def test_the_narrowest_group_around_the_process_counts(
    tmp_path: Path, own: str, limits: dict[str, str], expected: int
) -> None:
    assert usable_memory(*groups_with(tmp_path, own, limits)) == expected


def test_where_there_are_no_groups_the_machine_counts(tmp_path: Path) -> None:
    assert usable_memory(tmp_path / "none", tmp_path / "none") == MACHINE


def test_the_setting_goes_before_the_machine() -> None:
    assert memory_limit(Settings(engine_memory_limit=ByteSize(12345))) == 12345
    assert memory_limit(Settings()) == int(0.8 * usable_memory())
