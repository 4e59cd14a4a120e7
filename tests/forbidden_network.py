"""Programs to which the network is forbidden, and what they tried to do with it."""

import os
from dataclasses import dataclass
from pathlib import Path

import burnish

INTERPRETER_START = Path(__file__).with_name("interpreter_start")


@dataclass(frozen=True, slots=True)
class ForbiddenNetwork:
    """Forbids the network to Python programs that are started with :attr:`variables`, and to their children."""

    record: Path
    """The file that they write their attempts to."""

    @property
    def variables(self) -> dict[str, str]:
        """What is added to a program's environment. Without proxies, so that one on this machine hides nothing."""
        path = os.pathsep.join([str(INTERPRETER_START), str(Path(burnish.__file__).parents[1])])
        return {"PYTHONPATH": path, "NETWORK_RECORD": str(self.record), "NO_PROXY": "*", "no_proxy": "*"}

    @property
    def attempts(self) -> list[str]:
        """What was tried so far: the audit event and the host or program."""
        return self.record.read_text().splitlines() if self.record.exists() else []
