"""Generating images, from the prompt to the upscaled results, as a person sees it."""

import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from playwright.sync_api import expect

from tests.api_client import Api
from tests.end_to_end.burnish_page import PHONE, BurnishPage
from tests.end_to_end.conftest import OpenPage
from tests.end_to_end.generating_page import WATCH, GeneratingPage
from tests.end_to_end.photos import save_plain
from tests.fixtures_server import Server

FOREIGN_PARAMETERS = (
    "a castle in the clouds\nNegative prompt: fog\n"
    "Steps: 12, Sampler: Euler a, CFG scale: 6.5, Seed: 4711, Size: 256x320, Model: somebodys-model"
)


@pytest.fixture
def generating(page: BurnishPage) -> GeneratingPage:
    """The page's part for generating."""
    return GeneratingPage(page)


def test_images_form_join_the_gallery_and_give_place_to_their_results(
    generating: GeneratingPage, page: BurnishPage, api: Api
) -> None:
    generating.ask("mountains by a lake", count=2)
    generating.apply_to_generated("Upscaling")
    seen = page.page.evaluate_handle(WATCH)
    generating.start()

    expect(page.gallery.get_by_role("option", name=re.compile(", 4x$"))).to_have_count(2)

    sights = seen.json_value()
    galleries = [sight["gallery"] for sight in sights]
    first_base = next(index for index, gallery in enumerate(galleries) if gallery)
    assert any(sight["preview"] for sight in sights[:first_base]), "no preview before the first base image"
    bases = max((gallery for gallery in galleries if not any("4x" in name for name in gallery)), key=len)
    assert len(bases) == 2, "a result came before the last base image"
    assert max(map(len, galleries)) == 2, "a result did not take its base image's place"
    job = api.get("/api/jobs")["items"][0]
    made = [api.get(f"/api/images/{image_id}") for image_id in job["results"]]
    assert [image["kind"] for image in made] == ["base", "base", "result", "result"]
    assert [image["generation"]["seed"] for image in made] == [job["generation"]["seed"] + n for n in (0, 1, 0, 1)]
    assert [(image["width"], image["height"]) for image in made] == [(128, 128)] * 2 + [(512, 512)] * 2


def test_downloaded_image_tells_what_made_it(generating: GeneratingPage, page: BurnishPage) -> None:
    generating.ask("a red house", seed=7)
    generating.start()
    page.expect_shown("a red house 7.png")

    name, path = page.download()

    with Image.open(path) as image:
        image.load()
        assert (name, image.size) == ("a red house 7.png", (128, 128))
        assert image.info["parameters"].splitlines()[0] == "a red house"
        assert "Seed: 7, Size: 128x128" in image.info["parameters"]
        assert json.loads(image.info["burnish"])["generation"]["prompt"] == "a red house"


def test_same_seed_gives_the_same_picture(generating: GeneratingPage, page: BurnishPage, api: Api) -> None:
    generating.ask("a harbour in the evening", seed=123)
    for count in (1, 2):
        generating.start()
        generating.expect_images(count)

    one, other = (
        np.asarray(Image.open(io.BytesIO(api.file(image["id"])))) for image in api.get("/api/images")["items"]
    )
    np.testing.assert_array_equal(one, other)


def test_cancelling_keeps_what_was_made_and_the_rest_can_be_run_again(
    generating: GeneratingPage, page: BurnishPage, api: Api
) -> None:
    generating.ask("flowers", count=5, side=256)
    generating.start()
    expect(page.gallery.get_by_role("option").first).to_be_visible()

    page.page.get_by_role("main").click(position={"x": 5, "y": 5})
    page.keyboard.press("Shift+X")

    job = api.get("/api/jobs")["items"][0]
    cancelled = api.ended(job["id"])
    assert cancelled["state"] == "cancelled"
    assert 1 <= len(cancelled["results"]) < 5
    expect(page.messages).to_contain_text(f"{len(cancelled['results'])} of 5")
    generating.expect_images(len(cancelled["results"]))
    page.messages.get_by_role("button", name="Run the rest").click()
    generating.expect_images(5)
    seeds = {image["generation"]["seed"] for image in api.get("/api/images")["items"]}
    assert seeds == {job["generation"]["seed"] + index for index in range(5)}


def test_what_made_an_image_can_be_used_again(generating: GeneratingPage, page: BurnishPage) -> None:
    generating.ask("a meadow", seed=99)
    generating.start()
    page.expect_shown("a meadow 99.png")
    generating.ask("something else", side=320)
    generating.field("Seed").fill("5")

    page.gallery_item("a meadow 99.png").click()
    page.keyboard.press("p")
    expect(generating.prompt).to_have_value("a meadow")
    page.keyboard.press("s")
    expect(generating.field("Seed")).to_have_value("99")
    expect(generating.field("Width")).to_have_value("320")
    page.keyboard.press("a")
    expect(generating.field("Width")).to_have_value("128")


def test_image_of_another_program_shows_its_parameters(
    generating: GeneratingPage, page: BurnishPage, tmp_path: Path
) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("parameters", FOREIGN_PARAMETERS)
    Image.new("RGB", (256, 320), "slateblue").save(tmp_path / "castle.png", pnginfo=texts)
    page.add(tmp_path / "castle.png")

    page.keyboard.press("i")
    facts = page.page.get_by_role("region", name="Facts about the image")
    for text in ("a castle in the clouds", "fog", "Euler a", "4711", "somebodys-model"):
        expect(facts.get_by_text(text, exact=True).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(generating.prompt).to_have_value("a castle in the clouds")


def test_everything_that_was_set_is_remembered(generating: GeneratingPage, page: BurnishPage) -> None:
    generating.ask("a quiet sea", count=3, side=320, seed=11)
    generating.apply_to_generated("Upscaling")

    page.page.reload()

    expect(generating.prompt).to_have_value("a quiet sea")
    for name, value in (("Number of images", "3"), ("Width", "320"), ("Height", "320"), ("Seed", "11")):
        expect(generating.field(name)).to_have_value(value)
    expect(generating.column.get_by_role("switch", name="Upscaling: apply to every generated image")).to_be_checked()


def test_added_photos_are_upscaled_where_that_is_set(
    generating: GeneratingPage, page: BurnishPage, tmp_path: Path
) -> None:
    generating.turn_on(generating.column.get_by_role("switch", name="Apply to every photo that is added").first)
    page.drop(save_plain(tmp_path / "plain.png"))
    page.expect_result("plain_4x.png")


def test_batch_that_another_page_began_is_seen_but_takes_no_page_over(
    generating: GeneratingPage, page: BurnishPage, open_page: OpenPage, api: Api, tmp_path: Path
) -> None:
    other = open_page(api)
    other.add(save_plain(tmp_path / "mine.png"))
    generating.ask("a forest", count=2)
    generating.start()

    expect(other.gallery.get_by_role("option")).to_have_count(3)
    other.expect_shown("mine.png")


def test_pipeline_is_added_and_generates(
    generating: GeneratingPage, page: BurnishPage, api: Api, server: Server, tiny_pipeline: Path
) -> None:
    page.expect_complaint("422")
    generating.column.get_by_role("button", name="Manage the generators").click()
    dialog = page.page.get_by_role("dialog", name="Models")
    source = dialog.get_by_role("textbox", name="Add a generator")
    source.fill(str(server.root))
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(source).to_have_accessible_description(re.compile(re.escape(str(server.root))))
    source.fill(str(tiny_pipeline))
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_text("tiny-diffusion").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    generating.column.get_by_role("combobox", name="Generator").select_option("tiny-diffusion")
    generating.ask("noise", side=64, seed=3)
    generating.start()

    page.expect_shown("noise 3.png")
    (image,) = api.get("/api/images")["items"]
    assert (image["generation"]["generator"], image["generation"]["model"]) == ("tiny-diffusion", "tiny-diffusion")


def test_generating_on_a_phone(open_page: OpenPage, api: Api) -> None:
    page = open_page(api, viewport=PHONE, has_touch=True)
    page.page.get_by_role("button", name="Settings").click()
    drawer = page.page.get_by_role("dialog", name="Settings")
    drawer.get_by_role("textbox", name="Prompt").fill("a small boat")
    drawer.get_by_role("button", name="Generate", exact=True).click()

    expect(drawer).to_be_hidden()
    expect(page.page.get_by_role("main").get_by_role("img", name=re.compile("a small boat")).first).to_be_visible()
    page.expect_no_wider_than_screen()
    expect(page.tools).to_be_visible()
