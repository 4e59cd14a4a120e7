"""What an image file tells in named texts: what its source told, and how Burnish made its picture.

PNG has text chunks for them, which every tool shows that lists such chunks. JPEG, WebP, AVIF and TIFF have none and
keep them in the XMP properties ``burnish:document`` and ``burnish:text``: XMP is the one block that all four share and
that can be extended without touching a camera's EXIF.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass

from burnish.images import exif, xmp
from burnish.images.picture import Metadata

DOCUMENT = "burnish"
"""Name of the text that holds the document."""

PARAMETERS = "parameters"
"""Name of the text that programs which make images from prompts write for people and for each other."""

USER_COMMENT = "UserComment"
"""What :func:`texts_of` calls the comment in EXIF, where files without text chunks hold the parameters."""

_MOST_CHARACTERS = 1_000_000
_DOCUMENT_PROPERTY = "document"
_TEXT_PROPERTY = "text"


@dataclass(frozen=True, slots=True)
class Annotations:
    """What is written into a file on how its picture was made."""

    document: str | None = None
    """All that Burnish knows of it, as JSON in ASCII. It replaces that of the source."""
    parameters: str | None = None
    """The same for people, as other programs write it. A source that has such a text keeps its own."""


def annotated(metadata: Metadata, annotations: Annotations) -> Metadata:
    """The metadata with these annotations, which are no longer those of the source."""
    text = {name: content for name, content in metadata.text.items() if name != DOCUMENT}
    if annotations.parameters is not None:
        text.setdefault(PARAMETERS, annotations.parameters)
    if annotations.document is not None:
        text[DOCUMENT] = annotations.document
    return dataclasses.replace(metadata, text=text)


def texts_of(metadata: Metadata) -> dict[str, str]:
    """The named texts and EXIF's comment; without those of more than a million characters, which nobody reads."""
    comment = exif.comment_of(metadata.exif)
    texts = metadata.text if comment is None else {**metadata.text, USER_COMMENT: comment}
    return {name: text for name, text in texts.items() if len(name) + len(text) <= _MOST_CHARACTERS}


def packet_with(packet: bytes | None, text: Mapping[str, str]) -> bytes | None:
    """The XMP packet of a file without text chunks: the source's, with the named texts in place of those in it."""
    properties = {}
    others = {name: content for name, content in text.items() if name != DOCUMENT}
    if others:
        properties[_TEXT_PROPERTY] = json.dumps(others)
    if DOCUMENT in text:
        properties[_DOCUMENT_PROPERTY] = text[DOCUMENT]
    if not properties and not packet:
        return None
    return xmp.with_properties(packet, properties)


def text_in_packet(packet: bytes | None) -> dict[str, str]:
    """The named texts that :func:`packet_with` put into the packet."""
    properties = xmp.properties_of(packet)
    text = _texts(properties.get(_TEXT_PROPERTY, "{}"))
    if _DOCUMENT_PROPERTY in properties:
        text[DOCUMENT] = properties[_DOCUMENT_PROPERTY]
    return text


def _texts(mapping: str) -> dict[str, str]:
    """The texts in a JSON object; none in anything else, since files come from anywhere, nor in what is no Unicode."""
    try:
        found = json.loads(mapping)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: content for name, content in found.items() if isinstance(content, str)}
