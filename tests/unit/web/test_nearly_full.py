"""When a disk counts as nearly full, whatever its size."""

import pytest

from burnish.records import DiskHealth
from burnish.web.health import is_nearly_full

GB = 1_000_000_000


@pytest.mark.parametrize(
    ("free", "total", "expected"),
    [
        (0.9, 32, True),
        (1.1, 32, False),
        (1.9, 100, True),
        (2.1, 100, False),
        (9.9, 4000, True),
        (10.1, 4000, False),
    ],
)
def test_a_disk_is_nearly_full(free: float, total: float, expected: bool) -> None:
    assert is_nearly_full(DiskHealth(free_bytes=int(free * GB), total_bytes=int(total * GB))) is expected
