"""Many images at once over REST: favourites, the trash, and zips that are packed while they are sent."""

import io
import zipfile

import numpy as np
import psutil
import pytest
import requests
from PIL import Image as PillowImage

from tests.api_client import PATIENCE_SECONDS, Api, Page, wait_until
from tests.fixtures_server import Server

MODELS = ("images_changed", "image_updated", "image_deleted")


def picture(seed: int) -> bytes:
    """A PNG of noise, of some hundred kilobytes."""
    content = io.BytesIO()
    pixels = np.random.default_rng(seed).integers(0, 256, (300, 400, 3), np.uint8)
    PillowImage.fromarray(pixels).save(content, "png")
    return content.getvalue()


@pytest.fixture(scope="module")
def uploads(server: Server) -> dict[str, bytes]:
    """Contents of some uploads, two of the same name, by their ids."""
    names = ("Tante Ünï.png", "zip me.png", "zip me.png")
    contents = [picture(seed) for seed in range(3)]
    return {server.api.upload(content, name)["id"]: content for name, content in zip(names, contents, strict=True)}


def test_a_zip_holds_the_files_under_the_names_of_the_pattern(api: Api, uploads: dict[str, bytes]) -> None:
    body = {"images": list(uploads), "pattern": "{number} {name}_{scale}x"}
    archive = api.post("/api/archives", body, status=201)
    path = f"/api/archives/{archive['id']}/file"
    head = requests.head(api.url + path, timeout=PATIENCE_SECONDS)
    answer = api.call("GET", path)
    assert archive["count"] == 3
    assert int(head.headers["Content-Length"]) == archive["bytes"] == len(answer.content)
    assert head.content == b""
    assert answer.headers["Content-Type"] == "application/zip"
    assert archive["file_name"] in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as read:
        assert read.testzip() is None
        assert read.namelist() == ["1 Tante Ünï.png", "2 zip me.png", "3 zip me.png"]
        assert [read.read(name) for name in read.namelist()] == list(uploads.values())


def test_files_that_went_meanwhile_are_named_in_the_zip(server: Server, api: Api) -> None:
    kept, gone = (api.upload(picture(seed), name)["id"] for seed, name in ((8, "kept.png"), (9, "gone.png")))
    archive = api.post("/api/archives", {"images": [kept, gone]}, status=201)
    next((server.root / "images").glob(f"*/{gone}.png")).unlink()
    answer = api.call("GET", f"/api/archives/{archive['id']}/file")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as read:
        assert read.namelist() == ["kept.png", "missing.txt"]
        assert "gone.png" in read.read("missing.txt").decode()


def test_a_client_that_goes_away_leaves_no_file_open(server: Server, api: Api, uploads: dict[str, bytes]) -> None:
    large = api.upload(_large_bmp(), "large.bmp")["id"]
    archive = api.post("/api/archives", {"images": [large, *uploads]}, status=201)
    with requests.get(f"{api.url}/api/archives/{archive['id']}/file", stream=True, timeout=PATIENCE_SECONDS) as answer:
        next(answer.iter_content(1000))
    process = psutil.Process(server.process.pid)
    wait_until(lambda: {"open": [file.path for file in process.open_files()]}, lambda seen: large not in str(seen))
    assert api.get("/api/images", limit=1)["items"]


def _large_bmp() -> bytes:
    content = io.BytesIO()
    PillowImage.new("RGB", (4000, 2000)).save(content, "bmp")
    return content.getvalue()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"images": []}, 422),
        ({"images": ["nobody"]}, 404),
        ({"images": ["nobody"], "pattern": "{nmae}"}, 422),
        ({"images": ["nobody"], "pattern": ""}, 422),
    ],
)
def test_an_archive_that_cannot_be_is_refused(api: Api, body: dict[str, object], status: int) -> None:
    assert api.problem("POST", "/api/archives", json=body)["status"] == status


def test_an_archive_that_nobody_asked_for_is_not_found(api: Api) -> None:
    assert api.problem("GET", "/api/archives/nothing/file")["status"] == 404


def test_many_images_are_marked_deleted_and_brought_back_and_found(api: Api, uploads: dict[str, bytes]) -> None:
    ids = list(uploads)
    with Page(api) as page:
        marked = api.call("PATCH", "/api/images", json={"ids": ids, "favourite": True}).json()
        assert set(marked["ids"]) == set(ids)
        assert api.call("PATCH", f"/api/images/{ids[0]}", json={"favourite": False}).json()["favourite"] is False
        found = api.get("/api/images", q="ZIP me", favourite="true", versions="newest")
        assert {image["id"] for image in found["items"]} == set(ids[1:])
        assert set(api.get("/api/images/ids", q="uni tante")["ids"]) == {ids[0]}
        assert set(api.post("/api/images/delete", {"ids": ids})["ids"]) == set(ids)
        assert api.get("/api/images", q="zip")["total"] == 0
        assert set(api.post("/api/images/undelete", {"ids": [*ids, "nobody"]})["ids"]) == set(ids)
        page.wait_for(lambda: len([event for event in page.events if event.name in MODELS]) == 10)
    told = [event.name for event in page.events if event.name in MODELS]
    assert told == ["image_updated"] * 4 + ["image_deleted"] * 3 + ["image_updated"] * 3
