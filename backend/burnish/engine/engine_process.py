"""One process of the engine, from its start to its death."""

import os
from contextlib import suppress

from burnish.compute.environment import INFERENCE_ENVIRONMENT
from burnish.engine.messages import Configure, Ready
from burnish.engine.vitals import Patience, Vitals
from burnish.logs import log_place
from burnish.processes.child import ChildProcess, reason_of_exit
from burnish.settings import Settings

MODULE = "burnish.engine.main"


class EngineProcess:
    """A process that was started with its settings, and what it has told of itself."""

    def __init__(self, settings: Settings, warms_up: bool, patience: Patience, module: str = MODULE) -> None:
        """Starts the process. Raises OSError when it cannot be started."""
        self.logs = log_place(settings, "engine" if warms_up else "fetcher")
        """Where it logs, and leaves a trace when it crashes."""
        self.child = ChildProcess(module, os.environ | INFERENCE_ENVIRONMENT, self.logs)
        self.vitals = Vitals(patience)
        self.ready: Ready | None = None
        """What it said when it was ready; None before."""
        self.resident: list[str] = []
        """Names of the weights and of the generator that it holds in memory."""
        self._hang: str | None = None
        with suppress(OSError):  # one that is gone already is buried by the thread that reads
            self.child.channel.send(Configure(settings=settings, warms_up=warms_up).model_dump_json())

    def end_hung(self, how: str) -> None:
        """Ends the process, which hangs; the clause tells a person how."""
        self._hang = how
        self.child.kill_hung()

    def reason_of_end(self, status: int) -> str:
        """A clause that tells a person why the process ended with this exit status."""
        return self._hang or reason_of_exit(status)

    @property
    def has_hung(self) -> bool:
        """Whether the process was ended because it hung."""
        return self._hang is not None
