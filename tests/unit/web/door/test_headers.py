"""What every answer tells browsers."""

from pathlib import Path

import pytest

from tests.door_client import TOKEN, Visitor


@pytest.mark.parametrize("path", ["/", "/api/images"])
@pytest.mark.parametrize("host", ["127.0.0.1", "evil.example"])
@pytest.mark.parametrize("token", [None, TOKEN])
def test_every_answer_is_hardened(tmp_path: Path, path: str, host: str, token: str | None) -> None:
    headers = Visitor(tmp_path, token=token).call(path, host=host).headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= {*policy}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "POST"])
def test_no_answer_lets_another_site_read_it(tmp_path: Path, method: str) -> None:
    headers = {"Access-Control-Request-Method": "DELETE", "Access-Control-Request-Headers": "x"}
    answer = Visitor(tmp_path).call("/api/images", method, headers=headers)
    assert answer.status_code == 200
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control-")]
