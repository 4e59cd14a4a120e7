"""What files tell of how they were made, read back by Burnish and by Pillow."""

import json
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

from burnish.engine.provenance import DescribedFace, Provenance, read_provenance
from burnish.generation.description import parameters_line
from burnish.generation.reading import generation_in
from burnish.images.annotations import texts_of
from burnish.images.decode import decode, read_metadata
from burnish.images.encode import encode
from burnish.images.picture import Picture
from burnish.parameters import Box, OutputFormat, OutputOptions, Recipe, UpscaleStep
from burnish.records import ImageGeneration

FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)
MADE = ImageGeneration(
    prompt="a fox, 狐\nin snow",
    negative_prompt="<blur> & noise",
    width=64,
    height=48,
    steps=4,
    guidance=1.5,
    sampler="lcm",
    seed=7,
    generator="painter",
    model="Burnish Painter",
)
PICTURE = Picture(np.random.default_rng(3).integers(0, 256, (48, 64, 3), np.uint8))
EYES = ((3.0, 3.0), (6.0, 3.0), (4.5, 5.0), (3.0, 7.0), (6.0, 7.0))


def result_of(source: Path, name: str) -> Provenance:
    """The provenance of a result of that file, about which Burnish knows what its texts tell."""
    return Provenance(
        generation=generation_in(texts_of(read_metadata(source))),
        source_name=name,
        source_sha256="0" * 64,
        requested=Recipe(steps=(UpscaleStep(),)),
        recipe=Recipe(steps=(UpscaleStep(denoising_strength=1),)),
        notes=["No denoising."],
        faces=[DescribedFace(box=Box(left=1, top=1, right=9, bottom=9), strength=1, landmarks=EYES, confidence=1)],
    )


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.png"
    encode(PICTURE, path, OutputOptions(), Provenance(generation=MADE).annotations())
    return path


def test_a_base_image_tells_its_generation_and_nothing_else(base: Path) -> None:
    assert read_provenance(base) == Provenance(generation=MADE)
    with PngImageFile(base) as image:
        texts = image.text
    assert texts.keys() == {"burnish", "parameters"}
    assert texts["parameters"] == parameters_line(MADE)
    document = json.loads(texts["burnish"])
    assert document.keys() == {"version", "generation", "notes", "faces"}
    assert ImageGeneration.model_validate(document["generation"]) == MADE


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_result_tells_its_generation_and_its_recipe_once(
    base: Path, tmp_path: Path, output_format: OutputFormat
) -> None:
    provenance = result_of(base, "base.png")
    path = tmp_path / "result"
    encode(decode(base), path, OutputOptions(format=output_format), provenance.annotations())
    assert provenance.generation == MADE
    assert read_provenance(path) == provenance
    texts = texts_of(read_metadata(path))
    assert texts.keys() == {"burnish", "parameters"} | (set() if output_format == "png" else {"UserComment"})
    assert {text for name, text in texts.items() if name != "burnish"} == {parameters_line(MADE)}
    assert path.read_bytes().count(b"base.png") == 1
    if output_format == "png":
        assert path.read_bytes().count(b"parameters\0") == 1


@pytest.mark.parametrize("image_format", ["JPEG", "WEBP", "AVIF", "TIFF"])
def test_other_programs_parameters_in_exif_are_understood_and_told_of_the_result(
    tmp_path: Path, image_format: str
) -> None:
    told = parameters_line(MADE) + ", Lora hashes: x"
    exif = Image.Exif()
    exif[0x8769] = {0x9286: b"UNICODE\0" + told.encode("utf-16-le")}
    source, path = tmp_path / "source", tmp_path / "result.png"
    Image.fromarray(np.asarray(PICTURE.pixels, np.uint8)).save(source, image_format, exif=exif.tobytes())
    provenance = result_of(source, "source")
    encode(decode(source), path, OutputOptions(), provenance.annotations())
    expected = MADE.model_copy(update={"generator": None})
    assert provenance.generation == expected
    with PngImageFile(path) as image:
        assert image.text["parameters"] == parameters_line(expected)


def test_a_foreign_line_of_parameters_stays_as_it_is(tmp_path: Path) -> None:
    source, path = tmp_path / "source.png", tmp_path / "result.png"
    told = "a fox\nSteps: 9, Clip skip: 2"
    notes = PngInfo()
    notes.add_text("parameters", told)
    Image.fromarray(np.asarray(PICTURE.pixels, np.uint8)).save(source, pnginfo=notes)
    provenance = result_of(source, "source.png")
    encode(decode(source), path, OutputOptions(), provenance.annotations())
    assert provenance.generation == ImageGeneration(prompt="a fox", steps=9)
    with PngImageFile(path) as image:
        assert image.text["parameters"] == told


def test_files_of_other_programs_have_no_provenance(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    notes = PngInfo()
    notes.add_text("burnish", '{"faces": 3}')
    Image.fromarray(np.asarray(PICTURE.pixels, np.uint8)).save(path, pnginfo=notes)
    assert read_provenance(path) is None
    path.write_bytes(b"no image")
    assert read_provenance(path) is None
    assert read_provenance(tmp_path / "missing.png") is None
