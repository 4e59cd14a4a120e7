"""Mutated image files against the upload endpoint of a real server."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.api_client import Api, Json
from tests.fixtures_server import Server, serving
from tests.hostile.mutations import mutations

SHARE = 5
"""One of that many of the mutated files goes through the server; the others are decoded alone."""

TOGETHER = 10
"""Files in a request."""


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose decoders may take little."""
    flags = ("--no-esrgan", "--no-restore", "--max-pixels", "20000000", "--decoder-memory-limit", "1GB")
    with serving(tmp_path_factory.mktemp("limited") / "library", *flags) as running:
        yield running


def test_mutated_uploads_are_refused_by_name_or_kept_whole(
    limited: Server, mutation_count: int, first_seed: int
) -> None:
    files = list(mutations(first_seed + 1_000_000, mutation_count // SHARE))
    accepted = refused = 0
    for start in range(0, len(files), TOGETHER):
        contents = dict(files[start : start + TOGETHER])
        answer = limited.api.send(list(contents.items()))
        told = answer.json()
        if answer.status_code == 201:
            for item in told["items"]:
                check_accepted(limited.api, item, contents.pop(item["name"]))
            for one in told["problems"]:
                assert 400 <= one["problem"]["status"] < 500, one
                assert one["name"] in one["problem"]["detail"]
            assert {one["name"] for one in told["problems"]} == contents.keys()
            accepted += len(told["items"])
            refused += len(told["problems"])
        else:
            assert 400 <= answer.status_code < 500, told
            assert next(iter(contents)) in told["detail"]
            refused += len(contents)
    assert accepted + refused == len(files)
    assert accepted > 0
    health = limited.api.get("/api/health")
    assert (health["status"], health["images"]) == ("ok", accepted)
    assert not limited.incoming()


def check_accepted(api: Api, record: Json, content: bytes) -> None:
    """The file comes back byte by byte with a fixed type, and its thumbnail shows a picture of its shape."""
    served = api.call("GET", f"/api/images/{record['id']}/file")
    assert served.content == content
    assert served.headers["Content-Type"] == f"image/{record['format']}"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    thumbnail = api.call("GET", f"/api/images/{record['id']}/thumbnail")
    assert thumbnail.headers["Content-Type"] == "image/webp"
    with Image.open(io.BytesIO(thumbnail.content)) as opened:
        opened.load()
        longest = max(record["width"], record["height"])
        assert max(opened.size) == min(512, longest)
