"""What was done to a picture, written into its own file: a mapping of names to texts, the recipe among them.

PNG keeps the mapping as JSON in the text chunk ``burnish``, where every tool that lists text chunks shows it. JPEG,
WebP, AVIF and TIFF have no such chunks and keep it as JSON in the XMP property ``burnish:annotations``: XMP is the one
block that all four share and that can be extended without touching a camera's EXIF. There the named texts of a PNG
source are carried in ``burnish:text``.
"""

import json
from collections.abc import Mapping

from burnish.images import xmp

TEXT_KEY = "burnish"
"""The PNG text chunk with the annotations."""

_ANNOTATIONS = "annotations"
_TEXT = "text"


def to_json(mapping: Mapping[str, str]) -> str:
    """The mapping as ASCII JSON, which every container of text can hold."""
    return json.dumps(dict(mapping))


def from_json(text: str) -> dict[str, str]:
    """The mapping that :func:`to_json` wrote; empty for anything else, since files come from anywhere."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def packet_with(packet: bytes | None, text: Mapping[str, str], annotations: Mapping[str, str]) -> bytes | None:
    """The XMP packet of a file without text chunks: the source's, with its named texts and the annotations.

    Annotations of an earlier run, in either of their places, are left out.
    """
    properties = {}
    carried = {keyword: value for keyword, value in text.items() if keyword != TEXT_KEY}
    if carried:
        properties[_TEXT] = to_json(carried)
    if annotations:
        properties[_ANNOTATIONS] = to_json(annotations)
    if not properties and not packet:
        return None
    return xmp.with_properties(packet, properties)


def text_in_packet(packet: bytes | None) -> dict[str, str]:
    """The named texts that :func:`packet_with` put into the packet."""
    return from_json(xmp.properties_of(packet).get(_TEXT, "{}"))


def annotations_in_packet(packet: bytes | None) -> dict[str, str]:
    """The annotations that :func:`packet_with` put into the packet."""
    return from_json(xmp.properties_of(packet).get(_ANNOTATIONS, "{}"))
