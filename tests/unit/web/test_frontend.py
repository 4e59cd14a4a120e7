"""How the page is served."""

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from burnish.web.app import create_api
from burnish.web.routes import frontend

SCRIPT = "export {};"
INDEX = Path(__file__).parents[3] / "frontend" / "index.html"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A client of a server whose built page is the one that is built from."""
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_bytes(INDEX.read_bytes())
    (static / "assets" / "index-abc.js").write_text(SCRIPT)
    (static / "assets" / "index-abc.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (static / "assets" / "old-abc.js").write_text(SCRIPT)
    (tmp_path / "secret.txt").write_text("beside the folder")
    monkeypatch.setattr(frontend, "STATIC_FOLDER", static)
    return create_api().test_client()


def test_the_page_has_another_nonce_each_time(client: FlaskClient) -> None:
    answers = [client.get(path) for path in ("/", "/", "/index.html")]
    nonces = set()
    for answer in answers:
        (shown,) = re.findall('nonce="([^"]+)"', answer.text)
        assert f"style-src 'self' 'nonce-{shown}'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers, "an old page would not fit a new nonce"
        nonces.add(shown)
    assert len(nonces) == len(answers)


def test_the_page_runs_nothing_but_the_servers_own_scripts(client: FlaskClient) -> None:
    policy = dict(rule.split(" ", 1) for rule in client.get("/").headers["Content-Security-Policy"].split("; "))
    nonce = policy["style-src"].split("'nonce-")[1].rstrip("'")
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' 'nonce-{nonce}'",
        "img-src": "'self' blob: data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
    ],
)
def test_files_beside_the_pages_folder_are_not_served(client: FlaskClient, path: str) -> None:
    assert client.get("/assets/index-abc.js").status_code == 200
    answer = client.get(path)
    assert answer.status_code == 404
    assert "beside the folder" not in answer.text


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "gzip"), ("br", None), ("gzip;q=0", None), ("identity", None), (None, None)],
)
def test_a_script_is_sent_in_a_coding_that_the_browser_understands_and_that_is_there(
    client: FlaskClient, accepted: str | None, coding: str | None
) -> None:
    answer = client.get("/assets/index-abc.js", headers={} if accepted is None else {"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert (gzip.decompress(answer.data) if coding else answer.data).decode() == SCRIPT
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_script_without_a_compressed_version_is_sent_as_it_is(client: FlaskClient) -> None:
    answer = client.get("/assets/old-abc.js", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in answer.headers
    assert answer.text == SCRIPT


def test_a_name_longer_than_any_files_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"/{'x' * 5000}").status_code == 404
