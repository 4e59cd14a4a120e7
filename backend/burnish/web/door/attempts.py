"""Wrong tokens: how many there may be, so that nobody finds the right one by trying."""

import math
import time
from collections import deque
from collections.abc import Callable
from ipaddress import ip_network

from burnish.problems import Problem

WINDOW_SECONDS = 60
"""How long a wrong token counts."""

OF_ONE_CLIENT = 10
"""How many wrong tokens there may be from one client in that time."""

OF_ALL_CLIENTS = 100
"""How many there may be from all together."""

_NETWORK_BITS_IPV6 = 64
"""What one connection to the internet is commonly given of IPv6, to choose its addresses from."""


class TooManyAttempts(Problem):
    """No token is looked at for a while."""

    slug = "too-many-attempts"
    title = "Too many wrong tokens"
    status = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"There were too many wrong tokens. Try again in {retry_after} seconds.")
        self.retry_after = retry_after
        """Seconds until a token is looked at again."""


class Attempts:
    """The wrong tokens of the last minute, of which no more are kept than there may be."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: deque[tuple[float, str]] = deque()

    def check(self, client: str) -> None:
        """Raises TooManyAttempts while a token from this client, right or wrong, is not to be looked at."""
        now, network = self._clock(), _network_of(client)
        while self._wrong and self._wrong[0][0] <= now - WINDOW_SECONDS:
            self._wrong.popleft()
        own = [at for at, one in self._wrong if one == network]
        all_together = [at for at, _ in self._wrong]
        for times, most in ((own, OF_ONE_CLIENT), (all_together, OF_ALL_CLIENTS)):
            if len(times) >= most:
                raise TooManyAttempts(math.ceil(times[-most] + WINDOW_SECONDS - now))

    def note(self, client: str) -> None:
        """Counts a wrong token from this client, which :meth:`check` has let through."""
        self._wrong.append((self._clock(), _network_of(client)))


def _network_of(client: str) -> str:
    address = client.partition("%")[0]
    return str(ip_network(f"{address}/{_NETWORK_BITS_IPV6}", strict=False)) if ":" in address else address
