"""How the server says something to pages."""

from collections.abc import Callable
from typing import Protocol


class Emit(Protocol):
    """Sends an event to every page, or to one."""

    def __call__(
        self, event: str, data: object, *, to: str | None = None, callback: Callable[..., None] | None = None
    ) -> None:
        """Sends ``event`` with its data; a tuple holds several arguments.

        ``to`` is the id of one page's connection; None sends to all. ``callback`` is called when that page says that
        it has taken the event.
        """
