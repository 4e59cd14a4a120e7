"""What the processes have in common that measure how long networks take and how much memory they need."""

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

_STATUS_OF_THIS = Path("/proc/self/status")

Request = TypeVar("Request", bound=BaseModel)


class Timing(BaseModel):
    """What every measurement tells."""

    seconds: float
    """Time of all that is measured."""
    peak_bytes: int
    """Largest resident memory of the process until now, libraries and networks included."""


def answer_requests(request: type[Request], measure: Callable[[Request], BaseModel]) -> None:
    """For each line of JSON on the standard input, a request, writes one with the measurement."""
    for line in sys.stdin:
        answer = measure(request.model_validate_json(line)).model_dump_json()
        os.write(sys.stdout.fileno(), f"{answer}\n".encode())


def peak_bytes() -> int:
    """The largest resident memory that this process had until now.

    Linux counts into ``ru_maxrss`` what the parent process held; VmHWM is of this program alone.
    """
    if _STATUS_OF_THIS.exists():
        return _high_water_mark(_STATUS_OF_THIS)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def peak_bytes_of(process_id: int) -> int:
    """The largest resident memory that another process had until now, on Linux. Raises OSError elsewhere."""
    return _high_water_mark(Path(f"/proc/{process_id}/status"))


def _high_water_mark(status: Path) -> int:
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024
