"""Burnish's own properties inside an XMP packet (ISO 16684-1), beside whatever else the packet says."""

import html
import logging
import re
from collections.abc import Mapping
from xml.etree import ElementTree

_NAMESPACE = "urn:burnish:xmp:1.0:"
_EMPTY_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
)
_END = "</rdf:RDF>"
_OWN_START = f'<rdf:Description rdf:about="" xmlns:burnish="{_NAMESPACE}">'
_OWN_END = "</rdf:Description>"
_PADDING = re.compile(r"\s{100,}")

logger = logging.getLogger(__name__)


def with_properties(packet: bytes | None, properties: Mapping[str, str]) -> bytes:
    """The packet with exactly these properties of Burnish (name to text, names being XML names).

    Properties that an earlier run wrote are replaced and the blank padding of the packet is taken out. Where there
    is no packet, or one that is not RDF in UTF-8, a new one is begun.
    """
    text = without_properties(packet).decode() if packet else _EMPTY_PACKET
    if not properties:
        return text.encode()
    if _END not in text:
        logger.warning("The XMP packet of the picture cannot be extended and is left out")
        text = _EMPTY_PACKET
    elements = "".join(
        f"<burnish:{name}>{html.escape(value, quote=False)}</burnish:{name}>" for name, value in properties.items()
    )
    before, _, after = text.rpartition(_END)
    return f"{before}{_OWN_START}{elements}{_OWN_END}{_END}{after}".encode()


def without_properties(packet: bytes) -> bytes:
    """The packet without Burnish's properties and without blank padding."""
    text = packet.decode("utf-8", errors="replace")
    before, *parts = text.split(_OWN_START)
    others = [part.partition(_OWN_END) for part in parts]
    kept = before + "".join(after for _, _, after in others)
    return _PADDING.sub("\n", kept).encode()


def properties_of(packet: bytes | None) -> dict[str, str]:
    """Burnish's properties in the packet, name to text; empty when there are none or the packet is not XML."""
    if not packet or _NAMESPACE.encode() not in packet:
        return {}
    try:
        root = ElementTree.fromstring(packet.strip(b"\0 \r\n\t"))
    except ElementTree.ParseError:
        return {}
    prefix = f"{{{_NAMESPACE}}}"
    return {
        element.tag.removeprefix(prefix): element.text or ""
        for element in root.iter()
        if element.tag.startswith(prefix)
    }
