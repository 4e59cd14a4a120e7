"""The certificate that the server shows, so that nobody on the way reads along."""

import ssl
from pathlib import Path

from burnish.problems import Problem


class CertificateUnusable(Problem):
    """The certificate and its key cannot be used."""

    slug = "certificate-unusable"
    title = "The certificate cannot be used"


def tls_context(certfile: Path | None, keyfile: Path | None) -> ssl.SSLContext | None:
    """What makes the server speak TLS 1.2 or newer; None where there is no certificate.

    Raises CertificateUnusable.
    """
    if certfile is None:
        if keyfile is not None:
            raise CertificateUnusable(f"There is a key in {keyfile}, but no certificate. Name that with --certfile.")
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certfile, keyfile, password=_refuse_password)
    except (OSError, ValueError) as error:
        where = f"{certfile} and its key in {keyfile or certfile}"
        raise CertificateUnusable(
            f"The certificate in {where} cannot be used ({error}). Both must be in PEM form, belong together, and be "
            "readable without a password."
        ) from error
    return context


def _refuse_password() -> str:
    """Instead of asking for a key's password at the terminal."""
    raise ValueError("the key is encrypted")
