"""A certificate authority of a test's own, as companies have them."""

import ssl
from pathlib import Path

import trustme


class OwnAuthority:
    """Signs certificates for servers on this machine."""

    def __init__(self, folder: Path) -> None:
        """An authority whose certificate is written into ``folder``."""
        self.bundle = folder / "authority.pem"
        """What has to be trusted to trust the servers."""
        self._authority = trustme.CA()
        self._authority.cert_pem.write_to_path(self.bundle)

    def server_context(self) -> ssl.SSLContext:
        """What makes a server on 127.0.0.1 speak TLS with a certificate of this authority."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert("127.0.0.1").configure_cert(context)
        return context
