"""Burnish's properties live beside whatever else an XMP packet says."""

from hypothesis import given
from hypothesis import strategies as st

from burnish.images import annotations, xmp

FOREIGN = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights>mine</dc:rights>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>" + b" " * 2000
)


@given(text=st.dictionaries(st.text(), st.text()), notes=st.dictionaries(st.text(), st.text()))
def test_any_texts_come_back(text: dict[str, str], notes: dict[str, str]) -> None:
    text.pop(annotations.TEXT_KEY, None)
    for packet in (None, FOREIGN):
        extended = annotations.packet_with(packet, text, notes)
        assert annotations.text_in_packet(extended) == text
        assert annotations.annotations_in_packet(extended) == notes


def test_foreign_properties_stay_and_own_ones_are_replaced() -> None:
    once = xmp.with_properties(FOREIGN, {"text": "one"})
    twice = xmp.with_properties(once, {"annotations": "two"})
    assert b"<dc:rights>mine</dc:rights>" in twice
    assert xmp.properties_of(twice) == {"annotations": "two"}
    assert len(twice) < 1000
    assert xmp.without_properties(twice) == xmp.without_properties(FOREIGN)


def test_packets_that_are_not_xmp() -> None:
    for nonsense in (b"", b"<", b"<a/>", b"\xff\xfe\0", b"urn:burnish:xmp:1.0:"):
        assert xmp.properties_of(nonsense) == {}
        assert xmp.properties_of(xmp.with_properties(nonsense, {"text": "kept"})) == {"text": "kept"}


def test_annotations_that_are_not_json() -> None:
    for nonsense in ("", "[]", "{", "3", "[" * 100_000):
        assert annotations.from_json(nonsense) == {}
    assert annotations.from_json('{"a": 1, "b": "kept"}') == {"b": "kept"}
