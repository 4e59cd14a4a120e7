"""How servers are reached: through proxies, with which certificate authorities, after which redirects."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from burnish.monitoring import ignore_progress, never_cancelled
from burnish.weights.download import download
from burnish.weights.problems import SourceRefused, SourceUnreachable
from tests.integration.weights.file_server import FileServer, redirecting_to, status
from tests.integration.weights.forward_proxy import ForwardProxy
from tests.own_authority import OwnAuthority

CONTENT = random.Random(5).randbytes(50_000)
DEAD = "http://127.0.0.1:9"
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
AUTHORITY_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy and no authority is set up, but what a test sets up."""
    for variable in (*PROXY_VARIABLES, *(name.upper() for name in PROXY_VARIABLES), *AUTHORITY_VARIABLES):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "file.pth"


@pytest.fixture
def authority(tmp_path: Path) -> OwnAuthority:
    return OwnAuthority(tmp_path)


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer(CONTENT) as running:
        yield running


@pytest.fixture
def secure(authority: OwnAuthority) -> Iterator[FileServer]:
    """A server that speaks HTTPS, with a certificate of an own authority."""
    with FileServer(CONTENT, authority.server_context()) as running:
        yield running


def fetch(url: str, target: Path, ca_bundle: Path | None = None) -> bytes:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    download(url, target, len(CONTENT), sha256, ignore_progress, never_cancelled, read_timeout=2, ca_bundle=ca_bundle)
    return target.read_bytes()


def test_an_authority_of_ones_own_has_to_be_named(secure: FileServer, target: Path, authority: OwnAuthority) -> None:
    with pytest.raises(SourceUnreachable, match=r"certificate verify failed.*BURNISH_CA_BUNDLE or --ca-bundle"):
        fetch(secure.url, target)
    assert secure.ranges == []
    assert fetch(secure.url, target, authority.bundle) == CONTENT


@pytest.mark.parametrize("variable", AUTHORITY_VARIABLES)
def test_authorities_of_the_environment_count(
    secure: FileServer, target: Path, authority: OwnAuthority, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(authority.bundle))
    assert fetch(secure.url, target) == CONTENT


def test_the_authorities_of_the_settings_come_before_those_of_the_environment(
    secure: FileServer, target: Path, authority: OwnAuthority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "another").mkdir()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(OwnAuthority(tmp_path / "another").bundle))
    with pytest.raises(SourceUnreachable, match="certificate"):
        fetch(secure.url, target)
    assert fetch(secure.url, target, authority.bundle) == CONTENT


def test_a_file_of_authorities_that_is_not_there_or_none_is_named(
    secure: FileServer, target: Path, tmp_path: Path
) -> None:
    missing, other = tmp_path / "missing.pem", tmp_path / "other.pem"
    other.write_text("not a certificate")
    for bundle in (missing, other):
        with pytest.raises(SourceUnreachable, match="--ca-bundle"):
            fetch(secure.url, target, bundle)


def test_a_redirect_to_a_secure_server_is_followed_and_one_away_from_it_is_not(
    secure: FileServer, server: FileServer, target: Path, authority: OwnAuthority
) -> None:
    secure.answers = [redirecting_to(server.url)]
    with pytest.raises(SourceRefused, match="without a secure connection"):
        fetch(secure.url, target, authority.bundle)
    assert server.ranges == []
    server.answers = [redirecting_to(secure.url)]
    assert fetch(server.url, target, authority.bundle) == CONTENT


@pytest.mark.parametrize("where", ["https://[", "//:99999/", "ftp://127.0.0.1/file.pth"])
def test_a_redirect_to_what_is_no_address_is_refused(server: FileServer, target: Path, where: str) -> None:
    server.answers = [redirecting_to(where)]
    with pytest.raises(SourceRefused):
        fetch(server.url, target)


@pytest.mark.parametrize("variable", ["https_proxy", "all_proxy"])
def test_secure_servers_are_reached_through_the_proxy(
    secure: FileServer, target: Path, authority: OwnAuthority, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    with ForwardProxy() as proxy:
        monkeypatch.setenv(variable, proxy.url)
        assert fetch(secure.url, target, authority.bundle) == CONTENT
        assert proxy.tunnels == [secure.url.removeprefix("https://").removesuffix("/file.pth")]
        target.unlink()
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert fetch(secure.url, target, authority.bundle) == CONTENT
        assert len(proxy.tunnels) == 1


def test_servers_without_tls_are_asked_for_at_the_proxy(
    server: FileServer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url.removesuffix("/file.pth"))
    assert fetch("http://weights.invalid/file.pth", target) == CONTENT


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_down_is_named_as_the_reason_without_its_password(
    target: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv(f"{scheme}_proxy", DEAD.replace("://", "://me:secret@"))
    with pytest.raises(SourceUnreachable, match="HTTPS_PROXY") as caught:
        fetch(f"{scheme}://weights.invalid/file.pth", target)
    assert "secret" not in caught.value.detail


def test_no_password_and_no_token_is_ever_told_of(server: FileServer, target: Path) -> None:
    with_secrets = server.url.replace("://", "://me:secret@") + "?token=secret"
    server.answers = [status(403), *[status(500)] * 3, redirecting_to(f"{with_secrets}2")]
    details: list[str] = []
    for url in (with_secrets, with_secrets, "http://me:secret@127.0.0.1:9/file.pth?token=secret", with_secrets):
        try:
            fetch(url, target)
        except (SourceRefused, SourceUnreachable) as problem:
            details.append(problem.detail)
    assert target.read_bytes() == CONTENT
    assert len(details) == 3
    assert "secret" not in " ".join(details)
