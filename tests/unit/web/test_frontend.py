"""How the page is served."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from burnish.web.app import create_api
from burnish.web.routes import frontend

INDEX = Path(__file__).parents[3] / "frontend" / "index.html"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A client of a server whose built page is the one that is built from."""
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_bytes(INDEX.read_bytes())
    (static / "assets" / "index-abc.js").write_text("export {};")
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
