"""What pages show of images whose files browsers cannot show."""

import io
import signal

import pytest
from PIL import Image

from tests.api_client import Api, Json
from tests.fixtures_server import StartServer
from tests.sample_images import image_file


def screen_version(api: Api, record: Json) -> Image.Image:
    response = api.call("GET", f"/api/images/{record['id']}/screen")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
    return Image.open(io.BytesIO(response.content))


def test_a_scan_in_tiff_has_a_version_for_the_screen(api: Api) -> None:
    record = api.upload(image_file(3000, 60, image_format="TIFF"), "scan.tiff")
    assert record["screen"]
    assert screen_version(api, record).size == (2560, 51)


def test_a_result_in_tiff_has_a_version_for_the_screen(api: Api) -> None:
    source = api.upload(image_file(400, 20))
    result = api.result(api.postprocess(source["id"], output={"format": "tiff"}, scale=2))
    assert result["screen"]
    assert screen_version(api, result).size == (800, 40)


@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "WEBP", "AVIF", "BMP"])
def test_what_browsers_show_is_shown_as_it_is(api: Api, image_format: str) -> None:
    record = api.upload(image_file(600, 300, image_format=image_format))
    assert not record["screen"]
    assert screen_version(api, record).size == (512, 256), "the thumbnail stands in"


def test_a_version_for_the_screen_outlives_a_crash(start_server: StartServer) -> None:
    first = start_server()
    record = first.api.upload(image_file(700, 20, image_format="TIFF"), "scan.tiff")
    stray = next(first.root.glob("thumbnails/*/*-screen.webp")).with_name("ab" * 12 + "-screen.webp")
    stray.write_bytes(b"of no image")
    first.stop(signal.SIGKILL)
    second = start_server()
    assert screen_version(second.api, record).size == (700, 20)
    assert not stray.exists()
