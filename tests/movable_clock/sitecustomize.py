"""Gives a Python process, and all that it starts, a clock that can be set while they run.

Python imports a module of this name at its start where the module's folder is on its path. What the code reads as the
time of day is wrong by as many seconds as stand in the file that ``CLOCK_OFFSET`` names; time that only elapses
(``time.monotonic``) is left alone, as it is when a person sets a real clock.
"""

import datetime
import os
import time
from pathlib import Path
from typing import Self

OFFSET = Path(os.environ["CLOCK_OFFSET"])

_real_time = time.time
_RealDatetime = datetime.datetime


def set_time() -> float:
    """What the clock shows, in seconds since 1970."""
    return _real_time() + float(OFFSET.read_text())


class SetDatetime(_RealDatetime):
    """Reads that clock where the real class reads the machine's."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Self:
        """The moment that the clock shows."""
        return cls.fromtimestamp(set_time(), tz)


time.time = set_time
datetime.datetime = SetDatetime  # type: ignore[misc]  # a clock is set behind the back of whoever reads it
