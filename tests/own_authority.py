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

    def certificate_files(self, folder: Path, name: str = "127.0.0.1") -> tuple[Path, Path]:
        """A certificate of this authority for a server called ``name``, and its key, written into ``folder``."""
        issued = self._authority.issue_cert(name)
        certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
        issued.private_key_pem.write_to_path(key)
        for number, part in enumerate(issued.cert_chain_pems):
            part.write_to_path(certificate, append=number > 0)
        return certificate, key
