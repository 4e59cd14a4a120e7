"""What happens to files that a person drops on the page."""

import io
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import psutil
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from burnish.engine.provenance import Provenance
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.parameters import OutputFormat, OutputOptions
from burnish.records import ImageGeneration
from tests.api_client import Api, Json, Page, wait_until
from tests.fixtures_server import Server, serving
from tests.sample_images import image_file, sample_pixels

PHOTO = image_file(60, 40)


def animation() -> bytes:
    frames = [Image.fromarray(sample_pixels(16, 16, seed=seed)) for seed in range(3)]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 3600 megapixels."""
    header = b"IHDR" + struct.pack("!IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rows = b"IDAT" + zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(chunk) - 4) + chunk + struct.pack("!I", zlib.crc32(chunk)) for chunk in (header, rows)
    )


BAD_FILES = {
    "text": (b"Dear aunt, here is your photo.", 415, "not-an-image"),
    "nothing": (b"", 422, "empty-file"),
    "half a PNG": (PHOTO[: len(PHOTO) // 2], 422, "damaged-image"),
    "half a JPEG": (image_file(200, 200, image_format="JPEG")[:4000], 422, "damaged-image"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 415, "unsupported-format"),
    "an animation": (animation(), 422, "animated-image"),
    "a bomb": (bomb(), 413, "too-many-pixels"),
}


@pytest.fixture
def nothing_stored(server: Server) -> Iterator[None]:
    """Fails when the test leaves an image, a file or an unfinished file behind."""
    before = sorted(server.root.rglob("*"))
    images = server.api.get("/api/health")["images"]
    yield
    wait_until(lambda: {"incoming": server.incoming()}, lambda seen: not seen["incoming"])
    assert sorted(server.root.rglob("*")) == before
    assert server.api.get("/api/health")["images"] == images


@pytest.mark.parametrize(
    ("image_format", "channels"),
    [("PNG", 3), ("PNG", 1), ("PNG", 4), ("JPEG", 3), ("WEBP", 3), ("TIFF", 3), ("BMP", 3), ("AVIF", 3)],
)
def test_an_upload_keeps_every_byte_and_gets_a_thumbnail(api: Api, image_format: str, channels: int) -> None:
    content = image_file(60, 40, channels, image_format=image_format)
    record = api.upload(content, f"aunt.{image_format.lower()}")
    assert (record["kind"], record["width"], record["height"]) == ("upload", 60, 40)
    assert (record["format"], record["bits"], record["channels"]) == (image_format.lower(), 8, channels)
    assert (record["name"], record["bytes"]) == (f"aunt.{image_format.lower()}", len(content))
    assert (record["source_id"], record["origin_id"], record["job_id"]) == (None, record["id"], None)
    assert api.file(record["id"]) == content
    assert api.get(f"/api/images/{record['id']}") == record
    thumbnail = api.call("GET", f"/api/images/{record['id']}/thumbnail")
    with Image.open(io.BytesIO(thumbnail.content)) as opened:
        assert (thumbnail.headers["Content-Type"], opened.format, opened.size) == ("image/webp", "WEBP", (60, 40))


MADE = ImageGeneration(
    prompt="a red fox, 狐",
    negative_prompt="blurred",
    width=60,
    height=40,
    steps=20,
    guidance=7.5,
    sampler="euler_a",
    seed=2**33,
    generator="painter",
    model="Burnish Painter",
)


@pytest.mark.parametrize("output_format", get_args(OutputFormat))
def test_an_image_of_burnish_brings_what_made_it(api: Api, tmp_path: Path, output_format: OutputFormat) -> None:
    path = tmp_path / "result"
    picture = Picture(sample_pixels(60, 40))
    encode(picture, path, OutputOptions(format=output_format), Provenance(generation=MADE).annotations())
    record = api.upload(path.read_bytes(), "fox")
    assert record["generation"] == MADE.model_dump(mode="json")
    assert (record["kind"], record["recipe"]) == ("upload", None)
    assert api.get(f"/api/images/{record['id']}") == record


def test_images_of_other_programs_show_their_parameters(api: Api) -> None:
    line = "a red fox, 狐\nNegative prompt: blurred\nSteps: 20, Sampler: Restart, Seed: 8589934592, Size: 60x40"
    expected = {**dict.fromkeys(ImageGeneration.model_fields), "prompt": "a red fox, 狐", "negative_prompt": "blurred"}
    expected |= {"steps": 20, "sampler": "Restart", "seed": 2**33, "width": 60, "height": 40}
    notes, exif = PngInfo(), Image.Exif()
    notes.add_text("parameters", line)
    exif[0x8769] = {0x9286: b"UNICODE\0" + line.encode("utf-16-be")}
    files: Json = {"PNG": {"pnginfo": notes}, "JPEG": {"exif": exif.tobytes()}, "WEBP": {"exif": exif.tobytes()}}
    for image_format, options in files.items():
        file = io.BytesIO()
        Image.fromarray(sample_pixels(60, 40)).save(file, image_format, **options)
        assert api.upload(file.getvalue())["generation"] == expected


@pytest.mark.parametrize("document", ["{", '{"generation": {"prompt": "\\ud800"}}', "[" * 100_000, '"' * 3_000_000])
def test_nonsense_in_a_files_texts_is_passed_over(api: Api, document: str) -> None:
    notes = PngInfo()
    notes.add_text("burnish", document)
    notes.add_text("parameters", "\0\1 no settings")
    file = io.BytesIO()
    Image.fromarray(sample_pixels(60, 40)).save(file, "PNG", pnginfo=notes)
    assert api.upload(file.getvalue())["generation"] is None


def test_a_file_is_served_with_a_fixed_type_and_offered_under_its_name(api: Api) -> None:
    record = api.upload(PHOTO, "Tante Käthe.png")
    shown = api.call("GET", f"/api/images/{record['id']}/file")
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "attachment" not in shown.headers.get("Content-Disposition", "")
    offered = api.call("GET", f"/api/images/{record['id']}/file", params={"download": "1"})
    assert offered.headers["Content-Disposition"].startswith("attachment")
    assert "Tante%20K%C3%A4the.png" in offered.headers["Content-Disposition"]
    part = api.call("GET", f"/api/images/{record['id']}/file", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, PHOTO[:4])


def test_pages_are_told_of_an_upload(api: Api) -> None:
    with Page(api) as page:
        record = api.upload(PHOTO)
        page.wait_for(lambda: bool(page.events))
    (event,) = page.events
    assert (event.name, event.data) == ("image_created", record | {"sequence": page.hello["sequence"] + 1})


def test_bad_files_among_good_ones_are_named_and_the_good_ones_are_taken(api: Api) -> None:
    answer = api.send([("one.png", PHOTO), ("letter.png", b"Dear aunt"), ("two.png", PHOTO), ("nothing.jpg", b"")])
    assert answer.status_code == 201
    assert [item["name"] for item in answer.json()["items"]] == ["one.png", "two.png"]
    problems = {each["name"]: each["problem"] for each in answer.json()["problems"]}
    assert problems.keys() == {"letter.png", "nothing.jpg"}
    assert problems["nothing.jpg"]["type"] == "/problems/empty-file"
    assert all(name in problem["detail"] for name, problem in problems.items())


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("kind", BAD_FILES)
def test_what_is_no_proper_image_is_refused_by_name(api: Api, kind: str) -> None:
    content, status, slug = BAD_FILES[kind]
    problem = api.refused([("aunt.png", content)])
    assert (problem["type"], problem["status"]) == (f"/problems/{slug}", status)
    assert "aunt.png" in problem["detail"]


@pytest.mark.usefixtures("nothing_stored")
def test_when_every_file_is_bad_the_first_ones_problem_is_the_answer(api: Api) -> None:
    problem = api.refused([("nothing.png", b""), ("letter.png", b"Dear aunt")])
    assert (problem["type"], problem["status"]) == ("/problems/empty-file", 422)
    assert "nothing.png" in problem["detail"]


@pytest.mark.parametrize("sent", ["../../x.png", "C:\\photos\\x.png", "/etc/x.png", "..", "a\0b/x.png"])
def test_a_file_name_never_becomes_a_path(server: Server, sent: str) -> None:
    beside = sorted(server.root.parent.iterdir())
    name = server.api.upload(PHOTO, sent)["name"]
    assert name == "image" or name.endswith("x.png")
    assert not set(name) & {"/", "\\", "\0"}
    assert sorted(server.root.parent.iterdir()) == beside
    assert not list(server.root.rglob("*x.png"))


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(
    "request_parts",
    [
        {},
        {"json": {"files": ["x"]}},
        {"data": {"files": "text and no file"}},
        {"files": [("photos", ("a.png", PHOTO))]},
        {"data": b"--x\r\nno form", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
    ],
)
def test_a_request_without_the_field_files_is_refused(api: Api, request_parts: dict[str, object]) -> None:
    problem = api.problem("POST", "/api/images", **request_parts)
    assert problem["status"] == 422
    assert [error["parameter"] for error in problem["errors"]] == ["files"]


@pytest.mark.usefixtures("nothing_stored")
def test_an_upload_that_breaks_off_leaves_nothing(server: Server) -> None:
    address = urlsplit(server.api.url)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(
            b"POST /api/images HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n"
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n' + bytes(300_000)
        )
        wait_until(lambda: {"incoming": server.incoming()}, lambda seen: bool(seen["incoming"]))


@pytest.fixture(scope="module")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes little."""
    root = tmp_path_factory.mktemp("small") / "library"
    with serving(root, "--no-esrgan", "--max-pixels", "5000", "--max-upload-size", "100000") as running:
        yield running


def test_more_pixels_than_the_limit_are_refused(small_server: Server) -> None:
    problem = small_server.api.refused([("large.png", image_file(80, 80))])
    assert problem["type"] == "/problems/too-many-pixels"
    assert "large.png" in problem["detail"]
    assert not small_server.incoming()


def test_more_bytes_than_the_limit_are_refused(small_server: Server) -> None:
    problem = small_server.api.refused([("large.png", bytes(3_000_000))])
    assert (problem["status"], problem["title"]) == (413, "The request is too large")
    assert "--max-upload-size" in problem["detail"]
    assert not small_server.incoming()
    assert small_server.api.upload(image_file(40, 40))["width"] == 40


def test_the_page_learns_the_limits(small_server: Server) -> None:
    settings = small_server.api.get("/api/settings")
    assert (settings["max_pixels"], settings["max_upload_size"]) == (5000, 100_000)
    assert (settings["upscaling_enabled"], settings["offline"]) == (False, True)


def has_ended(process: psutil.Process) -> bool:
    """Whether no thread of a killed process is left, so that its parent can learn of its end."""
    return process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1


def test_a_decoder_that_dies_between_files_is_replaced(small_server: Server) -> None:
    small_server.api.upload(image_file(20, 20))
    (decoder,) = small_server.children("burnish.inspection.inspector_process")
    decoder.kill()
    wait_until(lambda: {"ended": has_ended(decoder)}, lambda seen: bool(seen["ended"]))
    assert small_server.api.upload(image_file(20, 20))["width"] == 20


@pytest.fixture
def three_images(api: Api) -> list[str]:
    return [api.upload(PHOTO, f"{number}.png")["id"] for number in range(3)]


def test_a_page_of_newest_versions_has_each_original_once(api: Api, three_images: list[str]) -> None:
    result = api.result(api.postprocess(three_images[1]))
    page = api.get("/api/images", limit=3, versions="newest")
    assert [item["id"] for item in page["items"]] == [three_images[2], result["id"], three_images[0]]
    assert page["total"] < api.get("/api/images", limit=1)["total"]
    api.call("DELETE", f"/api/images/{result['id']}")
    page = api.get("/api/images", limit=3, versions="newest")
    assert [item["id"] for item in page["items"]] == three_images[::-1]


def test_pages_of_images_are_newest_first_and_complete(api: Api, three_images: list[str]) -> None:
    first = api.get("/api/images", limit=2)
    assert [item["id"] for item in first["items"]] == three_images[:0:-1]
    second = api.get("/api/images", limit=1, cursor=first["next"])
    assert [item["id"] for item in second["items"]] == three_images[:1]
    assert first["total"] == api.get("/api/health")["images"]
    assert api.get("/api/images", origin_id=three_images[0])["total"] == 1
    assert all(item["kind"] == "upload" for item in api.get("/api/images", kind="upload")["items"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=0", 422),
        ("limit=201", 422),
        ("cursor=nonsense", 400),
        ("kind=photo", 422),
        ("versions=old", 422),
        ("order=asc", 422),
    ],
)
def test_a_page_that_cannot_be_is_refused(api: Api, query: str, status: int) -> None:
    assert api.problem("GET", f"/api/images?{query}")["status"] == status


def test_the_trash_can_be_undone(api: Api, three_images: list[str]) -> None:
    image = three_images[0]
    total = api.get("/api/images")["total"]
    with Page(api) as page:
        deleted = api.call("DELETE", f"/api/images/{image}").json()
        assert deleted["deleted_at"] is not None
        assert api.get("/api/images")["total"] == total - 1
        assert api.file(image) == PHOTO
        restored = api.post(f"/api/images/{image}/undelete")
        page.wait_for(lambda: len(page.events) == 2)
    assert restored["deleted_at"] is None
    assert api.get("/api/images")["total"] == total
    assert [(event.name, event.data["id"]) for event in page.events] == [
        ("image_deleted", image),
        ("image_updated", image),
    ]


CALLS_FOR_ONE_IMAGE: list[Callable[[Api, str], dict[str, object]]] = [
    lambda api, image: api.problem("GET", f"/api/images/{image}"),
    lambda api, image: api.problem("GET", f"/api/images/{image}/file"),
    lambda api, image: api.problem("GET", f"/api/images/{image}/thumbnail"),
    lambda api, image: api.problem("DELETE", f"/api/images/{image}"),
    lambda api, image: api.problem("POST", f"/api/images/{image}/undelete"),
]


@pytest.mark.parametrize("call", CALLS_FOR_ONE_IMAGE)
@pytest.mark.parametrize("image", ["nope", "%2e%2e", "x" * 500, "%00"])
def test_an_unknown_image_is_a_problem(api: Api, call: Callable[[Api, str], dict[str, object]], image: str) -> None:
    problem = call(api, image)
    assert (problem["type"], problem["status"]) == ("/problems/image-not-found", 404)
