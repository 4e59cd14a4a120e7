"""How the addresses that weights are fetched from are told of."""

from burnish.addresses import hide_credentials


def shown(url: str) -> str:
    """The address for messages and records: without the password and the query, which can have a token in it."""
    address, mark, _ = url.partition("?")
    return hide_credentials(address) + ("?…" if mark else "")
