"""Profiles, metadata and pixels that the tests of images share."""

import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, TiffImagePlugin

from burnish.images.picture import Metadata, Pixels

MakePixels = Callable[..., Pixels]


@pytest.fixture
def make_pixels() -> MakePixels:
    """Makes random pixels that a lossy encoder can still follow: smooth gradients with a little noise."""

    def make(height: int = 48, width: int = 64, channels: int = 3, bits: int = 8, seed: int = 1) -> Pixels:
        random = np.random.default_rng(seed)
        most = 2**bits - 1
        y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
        planes = [(y * (1 + plane) + x * (3 - plane)) / 6 for plane in range(channels)]
        noisy = np.stack(planes, axis=-1) + random.normal(0, 0.01, (height, width, channels))
        values: NDArray[np.float64] = (noisy.clip(0, 1) * most).round()
        return values.astype(np.uint8) if bits == 8 else values.astype(np.uint16)

    return make


@pytest.fixture(scope="session")
def display_p3() -> bytes:
    """A matrix profile with Display P3's primaries, put together here from the ICC specification."""
    return _profile(
        b"mntr",
        b"RGB ",
        b"XYZ ",
        {
            b"wtpt": _xyz(0.96420, 1.0, 0.82491),
            b"rXYZ": _xyz(0.51512, 0.24120, -0.00105),
            b"gXYZ": _xyz(0.29198, 0.69225, 0.04189),
            b"bXYZ": _xyz(0.15710, 0.06657, 0.78407),
            **{name: b"curv" + struct.pack(">IIH", 0, 1, round(2.2 * 256)) + b"\0\0" for name in _CURVES},
        },
    )


@pytest.fixture(scope="session")
def grey_gamma_profile() -> bytes:
    """A grey profile whose gamma of 1.0 makes mid-grey visibly lighter than sRGB's."""
    curve = b"curv" + struct.pack(">IIH", 0, 1, 256) + b"\0\0"
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"wtpt": _xyz(0.96420, 1.0, 0.82491), b"kTRC": curve})


@pytest.fixture(scope="session")
def cmyk_profile() -> bytes:
    """A printer profile with a coarse table of 16 overprints, whose cyan is far from any default's."""
    corners = []
    for inks in np.ndindex(2, 2, 2, 2):
        cyan, magenta, yellow, black = inks
        lightness = 255 * (1 - 0.4 * cyan) * (1 - 0.5 * magenta) * (1 - 0.1 * yellow) * (1 - 0.9 * black)
        corners += [round(lightness), 128 + 50 * magenta - 60 * cyan, 128 + 60 * yellow - 20 * cyan]
    table = (
        b"mft1\0\0\0\0\4\3\2\0"
        + struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
        + bytes(range(256)) * 4
        + bytes(corners)
        + bytes(range(256)) * 3
    )
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": _xyz(0.96420, 1.0, 0.82491), b"A2B0": table})


@pytest.fixture
def exif_block() -> bytes:
    """An EXIF block as a phone writes it, with a place, a date and the size of the picture in it."""
    return make_exif(orientation=1)


def make_exif(orientation: int) -> bytes:
    """The block of :func:`exif_block` with another orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Brand"
    exif[0x0132] = "1984:07:21 18:30:00"
    exif[0x8769] = {0x9003: "1984:07:21 18:30:00", 0xA002: 10, 0xA003: 20, 0x829A: TiffImagePlugin.IFDRational(1, 60)}
    exif[0x8825] = {1: "N", 2: (47.0, 22.0, 30.5), 3: "E", 4: (8.0, 32.0, 15.25)}
    return exif.tobytes().removeprefix(b"Exif\0\0")


@pytest.fixture
def full_metadata(display_p3: bytes, exif_block: bytes) -> Metadata:
    """Everything that a file can say about a colour picture."""
    packet = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="The green album"/></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    )
    return Metadata(
        display_p3, exif_block, packet.encode(), (300.0, 150.0), {"Title": "Zürich, 1984", "parameters": "x"}
    )


@pytest.fixture
def make_file() -> Callable[..., bytes]:
    """Encodes pixels with Pillow, independently of the code under test."""

    def make(image: Image.Image | NDArray[np.uint8] | NDArray[np.uint16], file_format: str, **options: object) -> bytes:
        picture = image if isinstance(image, Image.Image) else Image.fromarray(image)
        file = io.BytesIO()
        picture.save(file, file_format, **options)
        return file.getvalue()

    return make


_CURVES = (b"rTRC", b"gTRC", b"bTRC")


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """An ICC profile of version 2 (ICC.1:2001-04)."""
    text = b"A profile for tests"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" * (1 + 4 + 4 + 2 + 1 + 67)
    everything = {b"desc": description, b"cprt": b"text\0\0\0\0No rights reserved\0", **tags}
    offset = 128 + 4 + 12 * len(everything)
    table, data = b"", b""
    for name, content in everything.items():
        table += name + struct.pack(">II", offset + len(data), len(content))
        data += content + b"\0" * (-len(content) % 4)
    header = struct.pack(
        ">I4sI4s4s4s12s4s40s", offset + len(data), b"", 0x02400000, kind, space, connection, b"", b"acsp", b""
    )
    header = header[:68] + struct.pack(">3i", 63190, 65536, 54061) + header[80:]
    profile = header.ljust(128, b"\0") + struct.pack(">I", len(everything)) + table + data
    ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return profile
