"""Which networks are in memory, told to the process that started the engine whenever it changes."""

from burnish.engine.messages import NetworksResident
from burnish.engine.reporter import send
from burnish.processes.channel import Channel


class ResidentNetworks:
    """Names of the weights whose parameters are in memory, and of the generator."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._names: list[str] = []

    def add(self, name: str) -> None:
        """Weights or a generator were loaded."""
        if name not in self._names:
            self._tell([*self._names, name])

    def remove(self, names: list[str]) -> None:
        """Weights or a generator have left memory; what was not there is no error."""
        remaining = [name for name in self._names if name not in names]
        if remaining != self._names:
            self._tell(remaining)

    def _tell(self, names: list[str]) -> None:
        self._names = names
        send(self._channel, NetworksResident(names=names))
