"""What is written is read back by other programs, pixels and metadata; and it is written whole or not at all."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from burnish.images.annotations import Annotations, annotated
from burnish.images.decode import decode, read_metadata
from burnish.images.encode import encode
from burnish.images.picture import Metadata, Picture, Pixels
from burnish.images.problems import NoTransparencyInFormat, TooLargeForFormat
from burnish.images.writing.tiff import write_tiff
from burnish.parameters import OutputFormat, OutputOptions

MakePixels = Callable[..., Pixels]

FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)
WITH_ALPHA = [name for name in FORMATS if name != "jpeg"]
DOCUMENT = json.dumps({"recipe": {"steps": [{"type": "upscale"}]}, "note": '<ü> & "quotes" \ufffe\U0001f98a'})
PARAMETERS = "a <red> fox & a 狐\nSteps: 20, Seed: 1"
ANNOTATIONS = Annotations(DOCUMENT, PARAMETERS)
USER_COMMENT = 0x9286


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(picture: Picture, output_format: OutputFormat, quality: int = 95) -> Path:
        path = tmp_path / "result"
        encode(picture, path, OutputOptions(format=output_format, quality=quality), ANNOTATIONS)
        return path

    return write


Written = Callable[..., Path]


@pytest.mark.parametrize("output_format", FORMATS)
def test_exif_survives(
    written: Written, make_pixels: MakePixels, full_metadata: Metadata, output_format: OutputFormat
) -> None:
    with Image.open(written(Picture(make_pixels(), full_metadata), output_format)) as image:
        assert image.format == output_format.upper()
        exif = image.getexif()
        assert exif[0x010F] == "Brand"
        assert exif[0x0132] == "1984:07:21 18:30:00"
        assert exif.get(0x0112, 1) == 1
        photographic = exif.get_ifd(0x8769)
        assert photographic[0x9003] == "1984:07:21 18:30:00"
        assert float(photographic[0x829A]) == pytest.approx(1 / 60)
        assert (photographic[0xA002], photographic[0xA003]) == (64, 48)
        place = exif.get_ifd(0x8825)
        assert place[1] == "N"
        assert [float(part) for part in place[2]] == [47.0, 22.0, 30.5]


@pytest.mark.parametrize("output_format", FORMATS)
def test_profile_and_xmp_survive(
    written: Written, make_pixels: MakePixels, full_metadata: Metadata, output_format: OutputFormat
) -> None:
    with Image.open(written(Picture(make_pixels(), full_metadata), output_format)) as image:
        assert image.info["icc_profile"] == full_metadata.icc_profile
        packet = image.info["xmp"].rstrip(b"\0")
    sources = [
        element.get("{http://purl.org/dc/elements/1.1/}source") for element in ElementTree.fromstring(packet).iter()
    ]
    assert "The green album" in sources


@pytest.mark.parametrize("output_format", ["png", "jpeg", "tiff"])
def test_resolution_survives_where_pillow_can_see_it(
    written: Written, make_pixels: MakePixels, full_metadata: Metadata, output_format: OutputFormat
) -> None:
    with Image.open(written(Picture(make_pixels(), full_metadata), output_format)) as image:
        assert image.info["dpi"] == pytest.approx((300, 150), abs=0.02)


@pytest.mark.parametrize("output_format", FORMATS)
def test_all_metadata_come_back(
    written: Written, make_pixels: MakePixels, full_metadata: Metadata, output_format: OutputFormat
) -> None:
    metadata = decode(written(Picture(make_pixels(), full_metadata), output_format)).metadata
    assert metadata.icc_profile == full_metadata.icc_profile
    assert metadata.dpi == pytest.approx((300, 150), abs=0.02)
    assert {name: metadata.text[name] for name in full_metadata.text} == full_metadata.text


@pytest.mark.parametrize("output_format", FORMATS)
def test_annotations_come_back(
    written: Written, make_pixels: MakePixels, full_metadata: Metadata, output_format: OutputFormat
) -> None:
    text = read_metadata(written(Picture(make_pixels()), output_format)).text
    assert text == {"burnish": DOCUMENT, "parameters": PARAMETERS}
    text = read_metadata(written(Picture(make_pixels(), full_metadata), output_format)).text
    assert text == {**full_metadata.text, "burnish": DOCUMENT}  # whose parameters tell more than Burnish knows of


@pytest.mark.parametrize("first", FORMATS)
@pytest.mark.parametrize("second", FORMATS)
def test_annotations_of_an_earlier_run_are_replaced(
    tmp_path: Path, written: Written, make_pixels: MakePixels, first: OutputFormat, second: OutputFormat
) -> None:
    again = decode(written(Picture(make_pixels()), first))
    path = tmp_path / "again"
    encode(again, path, OutputOptions(format=second), Annotations("{}", "other parameters"))
    assert read_metadata(path).text == {"burnish": "{}", "parameters": PARAMETERS}
    encode(again, path, OutputOptions(format=second))
    assert read_metadata(path).text == {"parameters": PARAMETERS}


def test_png_shows_annotations_as_text_chunks(written: Written, make_pixels: MakePixels) -> None:
    with PngImageFile(written(Picture(make_pixels()), "png")) as image:
        assert image.text == {"burnish": DOCUMENT, "parameters": PARAMETERS}
        assert not image.getexif()


def test_png_writes_latin_texts_as_the_older_kind_of_chunk(tmp_path: Path, make_pixels: MakePixels) -> None:
    path = tmp_path / "result.png"
    texts = {"Title": "Zürich", "Author": "狐"}
    encode(Picture(make_pixels(), Metadata(text=texts)), path, OutputOptions())
    file = path.read_bytes()
    assert b"tEXtTitle\0Z\xfcrich" in file
    assert b"iTXtAuthor\0\0\0\0\0" + "狐".encode() in file
    with PngImageFile(path) as image:
        assert image.text == texts


@pytest.mark.parametrize("output_format", ["jpeg", "webp", "avif", "tiff"])
def test_other_formats_show_parameters_where_other_programs_look(
    written: Written, make_pixels: MakePixels, output_format: OutputFormat
) -> None:
    with Image.open(written(Picture(make_pixels(), Metadata(dpi=(300, 150))), output_format)) as image:
        comment = image.getexif().get_ifd(0x8769)[USER_COMMENT]
    assert comment == b"UNICODE\0" + PARAMETERS.encode("utf-16-be")


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_camera_s_exif_is_not_touched_for_parameters(
    written: Written, make_pixels: MakePixels, exif_block: bytes, output_format: OutputFormat
) -> None:
    with Image.open(written(Picture(make_pixels(), Metadata(exif=exif_block)), output_format)) as image:
        assert USER_COMMENT not in image.getexif().get_ifd(0x8769)


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_picture_without_metadata_gains_none(
    tmp_path: Path, make_pixels: MakePixels, output_format: OutputFormat
) -> None:
    path = tmp_path / "plain"
    encode(Picture(make_pixels()), path, OutputOptions(format=output_format))
    assert dataclasses.asdict(decode(path).metadata) == dataclasses.asdict(Metadata())


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("bits", [8, 16])
def test_pixels_come_back(
    written: Written, make_pixels: MakePixels, output_format: OutputFormat, channels: int, bits: int
) -> None:
    pixels = make_pixels(channels=channels, bits=bits)
    if output_format == "jpeg" and channels in (2, 4):
        with pytest.raises(NoTransparencyInFormat, match="Choose PNG"):
            written(Picture(pixels), output_format)
        return
    found = decode(written(Picture(pixels), output_format)).pixels
    if output_format in ("png", "tiff"):
        assert found.dtype == pixels.dtype
        assert np.array_equal(found, pixels)
        return
    expected = np.rint(pixels / (1 if bits == 8 else 257))
    grey_as_rgb = channels == 2 or (channels == 1 and output_format == "webp")
    if grey_as_rgb:
        expected = np.concatenate([np.repeat(expected[..., :1], 3, axis=2), expected[..., 1:]], axis=2)
    assert found.dtype == np.uint8
    assert found.shape == expected.shape
    assert np.abs(found - expected).mean() < 3


@pytest.mark.parametrize("output_format", ["jpeg", "webp", "avif"])
def test_16_bits_are_rounded_and_not_cut(written: Written, output_format: OutputFormat) -> None:
    """200 * 257 + 200 is nearer to 201 than to 200; cutting off the low byte would darken the picture."""
    flat = np.full((64, 64, 3), 200 * 257 + 200, np.uint16)
    assert decode(written(Picture(flat), output_format, quality=100)).pixels.mean() == pytest.approx(201, abs=0.4)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("big", [False, True])
def test_tiff_for_other_programs(
    tmp_path: Path, make_pixels: MakePixels, full_metadata: Metadata, channels: int, bits: int, big: bool
) -> None:
    """A picture of several strips, as libtiff (imagecodecs), tifffile and Pillow read it."""
    pixels = make_pixels(700, 900, channels, bits)
    path = tmp_path / "result.tif"
    with path.open("xb") as file:
        write_tiff(file, Picture(pixels, annotated(full_metadata, ANNOTATIONS)), big=big)
    assert np.array_equal(imagecodecs.tiff_decode(path.read_bytes()), pixels.squeeze())
    with tifffile.TiffFile(path) as tiff:
        assert tiff.is_bigtiff == big
        if pixels.nbytes > 1 << 20:
            assert len(tiff.pages.first.dataoffsets) > 1
        assert np.array_equal(tiff.asarray(), pixels.squeeze())
        assert tiff.pages.first.tags[34853].value["GPSLatitudeRef"] == "N"
    assert np.array_equal(decode(path).pixels, pixels)
    if bits == 8 and not big:
        with Image.open(path) as image:
            assert np.array_equal(np.asarray(image), pixels.squeeze())


@pytest.mark.parametrize("output_format", ["webp", "avif"])
def test_grey_with_a_profile_keeps_its_look_as_rgb(
    written: Written, grey_gamma_profile: bytes, output_format: OutputFormat
) -> None:
    linear_half = np.full((32, 32, 2), (128, 255), np.uint8)
    picture = decode(written(Picture(linear_half, Metadata(icc_profile=grey_gamma_profile)), output_format))
    assert picture.metadata.icc_profile is None
    assert picture.pixels[..., :3].mean() == pytest.approx(188, abs=1.5)


@pytest.mark.parametrize("output_format", ["webp", "png", "tiff"])
def test_colour_under_transparency_is_written(test_data: Path, written: Written, output_format: OutputFormat) -> None:
    picture = decode(test_data / "photos" / "children_alpha.png")
    found = decode(written(picture, output_format)).pixels
    hidden = picture.pixels[..., 3] == 0
    difference = np.abs(found[hidden].astype(int) - picture.pixels[hidden])
    assert difference.mean() < 4


def test_jpeg_carries_profiles_of_several_segments(
    written: Written, make_pixels: MakePixels, display_p3: bytes
) -> None:
    large = display_p3 + bytes(200_000)
    picture = Picture(make_pixels(), Metadata(icc_profile=large))
    assert decode(written(picture, "jpeg")).metadata.icc_profile == large


def test_jpeg_leaves_out_what_its_segments_cannot_hold(
    written: Written, make_pixels: MakePixels, full_metadata: Metadata, caplog: pytest.LogCaptureFixture
) -> None:
    assert full_metadata.exif is not None
    metadata = dataclasses.replace(
        full_metadata, exif=full_metadata.exif + bytes(70_000), text={"workflow": "x" * 70_000}
    )
    path = written(Picture(make_pixels(), metadata), "jpeg")
    metadata = decode(path).metadata
    assert (metadata.text, metadata.exif) == ({"burnish": DOCUMENT}, None)
    assert "EXIF block" in caplog.text
    assert "left out" in caplog.text


def test_nothing_remains_of_a_file_that_cannot_be_written(tmp_path: Path, make_pixels: MakePixels) -> None:
    path = tmp_path / "result.webp"
    path.write_bytes(b"what was there")
    with pytest.raises(TooLargeForFormat):
        encode(Picture(np.zeros((4, 20_000, 3), np.uint8)), path, OutputOptions(format="webp"))
    text_of_the_wrong_type: dict[str, Any] = {"Title": object()}
    with pytest.raises(TypeError):
        encode(Picture(make_pixels(), Metadata(text=text_of_the_wrong_type)), path, OutputOptions(format="webp"))
    assert path.read_bytes() == b"what was there"
    assert [entry.name for entry in tmp_path.iterdir()] == ["result.webp"]
