"""How web servers are asked: through which proxies, trusting which authorities, following which redirects.

Proxies are those of the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY). The certificate authorities are
those of the settings, or else those of the environment (REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, SSL_CERT_FILE), or else
those that come with the package certifi.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from burnish.weights.addresses import shown
from burnish.weights.problems import SourceRefused, SourceUnreachable

CONNECT_TIMEOUT_SECONDS = 5.0
READ_TIMEOUT_SECONDS = 20.0
"""How long a server may send nothing before the connection counts as broken."""

_MOST_REDIRECTS = 10


class Session(requests.Session):
    """A session of requests that keeps to these rules."""

    def __init__(self, ca_bundle: Path | None = None) -> None:
        """A session that trusts the authorities in ``ca_bundle`` alone, where that is given.

        Raises:
            SourceUnreachable: the file with the authorities is not there.
        """
        super().__init__()
        self.max_redirects = _MOST_REDIRECTS
        self.headers["User-Agent"] = "burnish"
        self._authorities = _authorities(ca_bundle)

    def send(self, request: requests.PreparedRequest, **settings: Any) -> requests.Response:
        """Sends a request with these authorities, over which requests itself prefers those of the environment."""
        return super().send(request, **{**settings, "verify": self._authorities})

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Where an answer redirects to.

        Raises:
            SourceRefused: to what is no address, or from a secure connection to one that is not.
        """
        target: str | None = super().get_redirect_target(resp)
        if target is None:
            return None
        try:
            scheme = urlsplit(urljoin(resp.url, target)).scheme
        except ValueError as error:
            raise SourceRefused(f"{shown(resp.url)} redirects to what is no address.") from error
        if scheme == "http" and urlsplit(resp.url).scheme == "https":
            raise SourceRefused(f"{shown(resp.url)} redirects to an address without a secure connection.")
        return target


def reason_of(error: requests.RequestException | urllib3.exceptions.HTTPError) -> str:
    """A clause that says why a request failed, without the layers of exceptions and the addresses inside them."""
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy cannot be reached or refuses; check HTTPS_PROXY and NO_PROXY"
    if isinstance(error, requests.exceptions.SSLError):
        return (
            f"the secure connection failed ({_innermost(error)}); if your network inspects traffic, or the server's "
            "certificate is of an authority of your own, name the file with that authority with BURNISH_CA_BUNDLE or "
            "--ca-bundle"
        )
    if isinstance(error, requests.ConnectTimeout):
        return "no answer to the attempt to connect"
    if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return "the server stopped sending"
    return f"no connection, or it broke ({_innermost(error)})"


def _innermost(error: Exception) -> str:
    """What the exception at the bottom says; the ones above it repeat the address with its query."""
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else None
    cause = getattr(error, "reason", None) or inner
    if isinstance(cause, Exception):
        return _innermost(cause)
    text = str(error)
    return text.rpartition("): ")[2] or text


def _authorities(ca_bundle: Path | None) -> str | bool:
    """What to trust, as requests wants to be told."""
    chosen = ca_bundle or os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
    chosen = chosen or os.environ.get("SSL_CERT_FILE")
    if not chosen:
        return True
    if not Path(chosen).exists():
        raise SourceUnreachable(
            f"The file with certificate authorities {chosen} is not there. Correct BURNISH_CA_BUNDLE, --ca-bundle, "
            "REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE or SSL_CERT_FILE, whichever names it."
        )
    return str(chosen)
