"""Burnish's properties live beside whatever else an XMP packet says."""

import json

from hypothesis import given
from hypothesis import strategies as st

from burnish.images import xmp
from burnish.images.annotations import DOCUMENT, packet_with, text_in_packet, texts_of
from burnish.images.exif import with_comment
from burnish.images.picture import Metadata

FOREIGN = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights>mine</dc:rights>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>" + b" " * 2000
)


@given(text=st.dictionaries(st.text(), st.text()), document=st.none() | st.dictionaries(st.text(), st.text()))
def test_any_texts_come_back(text: dict[str, str], document: dict[str, str] | None) -> None:
    text.pop(DOCUMENT, None)
    if document is not None:
        text[DOCUMENT] = json.dumps(document)
    for packet in (None, FOREIGN):
        assert text_in_packet(packet_with(packet, text)) == text


def test_foreign_properties_stay_and_own_ones_are_replaced() -> None:
    once = xmp.with_properties(FOREIGN, {"text": "one"})
    twice = xmp.with_properties(once, {"document": "two"})
    assert b"<dc:rights>mine</dc:rights>" in twice
    assert xmp.properties_of(twice) == {"document": "two"}
    assert len(twice) < 1000
    assert xmp.without_properties(twice) == xmp.without_properties(FOREIGN)


def test_packets_that_are_not_xmp() -> None:
    for nonsense in (b"", b"<", b"<a/>", b"\xff\xfe\0", b"urn:burnish:xmp:1.0:"):
        assert xmp.properties_of(nonsense) == {}
        assert xmp.properties_of(xmp.with_properties(nonsense, {"text": "kept"})) == {"text": "kept"}


def test_what_is_too_long_to_be_read_is_not_told_of() -> None:
    texts = {"Title": "x" * 1000, "workflow": "x" * 1_000_001, "n" * 2_000_000: ""}
    assert texts_of(Metadata(text=texts, exif=with_comment("short"))) == {"Title": "x" * 1000, "UserComment": "short"}


def test_texts_that_are_not_what_burnish_writes() -> None:
    for nonsense in ("", "[]", "{", "3", "[" * 100_000, '{"lone": "\\ud800"}'):
        assert text_in_packet(xmp.with_properties(None, {"text": nonsense})) == {}
    assert text_in_packet(xmp.with_properties(None, {"text": '{"a": 1, "b": "kept"}'})) == {"b": "kept"}
