"""How much a request may bring."""

from pathlib import Path

import pytest

from burnish.web.door.bodies import ARCHIVE_BYTES, PARAMETER_BYTES
from tests.door_client import BEARER, TOKEN, Visitor

MEGABYTE = 1024**2


@pytest.mark.parametrize(
    "path", ["/api/jobs", "/api/images/", "/api/images/1", "/socket.io/", "/", "/api/weights/x/verify"]
)
def test_calls_with_parameters_bring_little(tmp_path: Path, path: str) -> None:
    visitor = Visitor(tmp_path)
    assert visitor.is_let_through(path, "POST", environ_overrides=length(PARAMETER_BYTES))
    answer = visitor.call(path, "POST", environ_overrides=length(PARAMETER_BYTES + 1))
    assert (answer.status_code, answer.get_json()["type"]) == (413, "/problems/too-large")


def test_an_archive_is_asked_for_with_many_ids(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    assert visitor.is_let_through("/api/archives", "POST", environ_overrides=length(ARCHIVE_BYTES))
    assert visitor.call("/api/archives", "POST", environ_overrides=length(ARCHIVE_BYTES + 1)).status_code == 413


@pytest.mark.parametrize("path", ["/api/images", "/api/upscaling/models"])
def test_uploads_bring_what_the_setting_allows(tmp_path: Path, path: str) -> None:
    visitor = Visitor(tmp_path, max_upload_size="5MiB")
    assert visitor.is_let_through(path, "POST", environ_overrides=length(6 * MEGABYTE))
    answer = visitor.call(path, "POST", environ_overrides=length(6 * MEGABYTE + 1))
    assert answer.status_code == 413
    assert "--max-upload-size" in answer.get_json()["detail"]


def test_a_request_says_how_long_it_is(tmp_path: Path) -> None:
    answer = Visitor(tmp_path).call("/api/images", "POST", environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked"})
    assert (answer.status_code, answer.get_json()["type"]) == (411, "/problems/length-required")


@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize(
    "given", [{"CONTENT_LENGTH": str(2 * PARAMETER_BYTES)}, {"HTTP_TRANSFER_ENCODING": "chunked"}], ids=str
)
def test_nothing_long_is_read_of_who_is_refused(tmp_path: Path, is_signed_in: bool, given: dict[str, str]) -> None:
    hung_up: list[bool] = []
    overrides = {"burnish.hang_up": lambda: hung_up.append(True), **given}
    headers = BEARER if is_signed_in else {}
    answer = Visitor(tmp_path, token=TOKEN).call("/api/jobs", "POST", headers=headers, environ_overrides=overrides)
    assert answer.status_code in (401, 411, 413)
    assert hung_up == ([] if answer.status_code == 413 else [True])


def length(size: int) -> dict[str, str]:
    """The head of a request that is this long."""
    return {"CONTENT_LENGTH": str(size)}
