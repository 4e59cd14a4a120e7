"""The certificate of the server."""

import ssl
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from burnish.web.tls import CertificateUnusable, tls_context
from tests.own_authority import OwnAuthority


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return OwnAuthority(tmp_path).certificate_files(tmp_path)


def test_only_newer_versions_of_tls_are_spoken(files: tuple[Path, Path]) -> None:
    context = tls_context(*files)
    assert context is not None
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert tls_context(None, None) is None


def test_certificate_and_key_may_be_in_one_file(files: tuple[Path, Path], tmp_path: Path) -> None:
    both = tmp_path / "both.pem"
    both.write_bytes(files[0].read_bytes() + files[1].read_bytes())
    assert tls_context(both, None) is not None


def test_files_that_cannot_be_used_are_named(files: tuple[Path, Path], tmp_path: Path) -> None:
    certificate, key = files
    _, other_key = OwnAuthority(tmp_path).certificate_files(tmp_path, "other.example")
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("nonsense")
    for pair in ((certificate, other_key), (nonsense, key), (certificate, nonsense), (certificate, None)):
        with pytest.raises(CertificateUnusable, match=str(pair[0])):
            tls_context(*pair)
    with pytest.raises(CertificateUnusable, match="--certfile"):
        tls_context(None, key)


def test_nobody_is_asked_for_the_password_of_a_key(files: tuple[Path, Path], tmp_path: Path) -> None:
    certificate, key = files
    encrypted = tmp_path / "encrypted.key"
    encrypted.write_bytes(
        serialization.load_pem_private_key(key.read_bytes(), None).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    with pytest.raises(CertificateUnusable, match="encrypted"):
        tls_context(certificate, encrypted)
