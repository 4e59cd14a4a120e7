"""Files that are nearly images: valid ones changed as damage, carelessness or malice would. Seeded."""

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from tests.hostile.fields import PNG_START, fields_of, png_chunks
from tests.hostile.valid_files import HEIGHT, WIDTH, valid_files

Mutate = Callable[[bytes, Random], bytes]

MEGABYTE = 1 << 20

LARGEST = 4 * MEGABYTE
"""What a change has made longer is cut there, so that thousands of files take neither long nor much memory."""


def mutations(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """That many hostile files, each with a name that says what it is made of; the same for the same seed."""
    random = Random(seed)
    valid = valid_files()
    bombs = _bombs()
    for number in range(count):
        if number < len(bombs):
            name, content = bombs[number]
        else:
            name, content = random.choice(list(valid.items()))
            for change in random.choices(list(_CHANGES), k=random.choice((1, 1, 1, 2, 3))):
                name, content = f"{name}, {change}", _CHANGES[change](content, random)[:LARGEST]
            if content.startswith(PNG_START) and random.random() < 0.7:
                name, content = f"{name}, checksums mended", _with_checksums(content)
        yield f"{number} {name}", content


def _flipped(file: bytes, random: Random) -> bytes:
    changed = bytearray(file)
    for _ in range(random.choice((1, 2, 8, 32)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _overwritten(file: bytes, random: Random) -> bytes:
    start, end = _run(file, random)
    filling = random.choice((b"\0", b"\xff", b"\x7f", random.randbytes(1)))
    return file[:start] + filling * (end - start) + file[end:]


def _scrambled(file: bytes, random: Random) -> bytes:
    start, end = _run(file, random)
    return file[:start] + random.randbytes(end - start) + file[end:]


def _shortened(file: bytes, random: Random) -> bytes:
    start, end = _run(file, random)
    return file[:start] + file[end:]


def _repeated(file: bytes, random: Random) -> bytes:
    start, end = _run(file, random)
    return file[:end] + file[start:end] * random.choice((1, 2, 50)) + file[end:]


def _truncated(file: bytes, random: Random) -> bytes:
    return file[: random.randrange(len(file) + 1)]


def _followed(file: bytes, random: Random) -> bytes:
    return file + random.choice((random.randbytes(1000), bytes(5000), file, b"<script>alert(1)</script>"))


def _spliced(file: bytes, random: Random) -> bytes:
    other = random.choice(list(_valid().values()))
    cut = random.randrange(len(file) + 1)
    return file[:cut] + other[random.choice((cut, random.randrange(len(other)))) :]


def _boasting(file: bytes, random: Random) -> bytes:
    return _with_number(file, random, "bytes")


def _resized(file: bytes, random: Random) -> bytes:
    return _with_number(file, random, "pixels")


def _with_chunks_changed(file: bytes, random: Random) -> bytes:
    """A PNG whose chunks are repeated, left out or put elsewhere; another file is overwritten."""
    chunks = png_chunks(file) if file.startswith(PNG_START) else []
    if len(chunks) < 3:
        return _overwritten(file, random)
    chosen = random.randrange(len(chunks))
    change = random.choice(("repeat", "leave out", "move", "rename"))
    if change == "repeat":
        chunks[chosen:chosen] = [chunks[chosen]] * random.choice((1, 3, 1000))
    elif change == "rename":
        name = random.choice((b"IDAT", b"PLTE", b"tRNS", b"iCCP", b"eXIf", b"zTXt", b"iTXt", b"acTL", b"pHYs", b"fdAT"))
        chunks[chosen] = chunks[chosen][:4] + name + chunks[chosen][8:]
    else:
        moved = chunks.pop(chosen)
        if change == "move":
            chunks.insert(random.randrange(len(chunks)), moved)
    return PNG_START + b"".join(chunks)


_CHANGES: dict[str, Mutate] = {
    "bits flipped": _flipped,
    "a run overwritten": _overwritten,
    "a run scrambled": _scrambled,
    "a run left out": _shortened,
    "a run repeated": _repeated,
    "truncated": _truncated,
    "followed by more": _followed,
    "spliced": _spliced,
    "lengths changed": _boasting,
    "sizes changed": _resized,
    "chunks changed": _with_chunks_changed,
}


@cache
def _valid() -> dict[str, bytes]:
    return valid_files()


def _run(file: bytes, random: Random) -> tuple[int, int]:
    """Beginning and end of a part of the file, most often a short one."""
    start = random.randrange(len(file) + 1)
    return start, min(len(file), start + random.choice((1, 2, 4, 16, 100, 1000)))


def _with_number(file: bytes, random: Random, counts: str) -> bytes:
    try:
        found = [field for field in fields_of(file) if field.counts == counts]
    except (IndexError, struct.error, RecursionError):  # an earlier change has broken the file
        found = []
    changed = bytearray(file)
    for field in random.sample(found, min(len(found), random.choice((1, 1, 2, 3)))):
        old = int.from_bytes(file[field.offset : field.offset + field.size], field.order)
        most = 256**field.size - 1
        new = random.choice(
            (0, 1, 2, most, most // 2, most // 2 + 1, old - 1, old + 1, 2 * old, len(file), 4000, 60_000, 100_000)
        )
        changed[field.offset : field.offset + field.size] = (new & most).to_bytes(field.size, field.order)
    return bytes(changed)


def _with_checksums(file: bytes) -> bytes:
    """A PNG whose chunks' checksums fit, as far as its chunks can be told apart."""
    chunks = [
        chunk[:-4] + struct.pack(">I", zlib.crc32(chunk[4:-4])) if len(chunk) >= 12 else chunk
        for chunk in png_chunks(file)
    ]
    whole = PNG_START + b"".join(chunks)
    return whole + file[len(whole) :]


@cache
def _bombs() -> list[tuple[str, bytes]]:
    """Small files that say they hold much, or do once they are decompressed."""
    png, jpeg, webp = _valid()["png"], _valid()["jpeg"], _valid()["webp annotated"]
    zeros = _deflated_zeros(300 * MEGABYTE)
    spaces = _deflated(b" " * 60 * MEGABYTE)
    packet = b"XML:com.adobe.xmp\0\1\0\0\0"
    descriptions = b'<rdf:Description rdf:about="" xmlns:burnish="urn:burnish:xmp:1.0:">' * 300_000
    entities = b"".join(b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10) for level in range(1, 12))
    laughs = b'<!DOCTYPE x [<!ENTITY e0 "ha">%s]><x xmlns:burnish="urn:burnish:xmp:1.0:">&e11;</x>' % entities
    return [
        ("png with 300 MB of text", _with_png_chunk(png, b"zTXt", b"parameters\0\0" + zeros)),
        ("png with 50 texts of 60 MB", _with_png_chunk(png, b"zTXt", b"parameters\0\0" + spaces, 50)),
        ("png with 300 MB of profile", _with_png_chunk(png, b"iCCP", b"x\0\0" + zeros)),
        ("png with 300 MB of XMP", _with_png_chunk(png, b"iTXt", packet + zeros)),
        ("png with endless XMP", _with_png_chunk(png, b"iTXt", packet + _deflated(descriptions))),
        ("png with laughing XMP", _with_png_chunk(png, b"iTXt", packet + _deflated(laughs))),
        ("png with 10,000 texts", _with_png_chunk(png, b"tEXt", b"parameters\0Steps: 1", 10_000)),
        ("png with nested JSON", _with_png_chunk(png, b"tEXt", b"burnish\0" + b"[" * 900_000)),
        ("png with a long line", _with_png_chunk(png, b"tEXt", b"parameters\0Steps: 1, " + b'a:"\\",' * 150_000)),
        ("png with more pixels than it says", _png(8, 8, zeros)),
        ("png with 19 megapixels of nothing", _png(4800, 4000, _deflated_zeros(4000 * (4800 * 3 + 1)))),
        ("png with the largest sides", _png(2**31 - 1, 2**31 - 1, _deflated(b""))),
        ("png with a long side", _png(10_000_000, 1, _deflated_zeros(30_000_001))),
        ("jpeg with many profiles", jpeg[:2] + _jpeg_profiles() + jpeg[2:]),
        ("jpeg with many comments", jpeg[:2] + b"\xff\xfe\xff\xff" * 1 + b"x" * 65_533 + jpeg[2:]),
        ("webp with many chunks", webp + b"EXIF\0\0\0\0" * 200_000),
        ("tiff whose strip is a bomb", _tiff({256: 8, 257: 8, 278: 8}, zeros)),
        ("tiff whose rows are a bomb", _tiff({256: 60_000, 257: 300, 278: 300}, zeros)),
        ("tiff without its pixels", _tiff({256: 4000, 257: 4000, 278: 1}, b"")),
        ("tiff with tiny tiles", _tiff({256: 4000, 257: 4000, 322: 16, 323: 16}, b"")),
        ("tiff with huge tiles", _tiff({256: 16, 257: 16, 322: 60_000, 323: 60_000}, zeros)),
        ("tiff with many samples", _tiff({256: 4000, 257: 4000, 277: 65_535, 278: 4000}, zeros)),
        ("tiff whose pages go round", _tiff({256: 8, 257: 8, 278: 8}, b"", following=8)),
        ("bmp with 19 megapixels", struct.pack("<2sIIIIiiHHIIIIII", b"BM", 60, 0, 54, 40, 4800, 4000, 1, 24, *[0] * 6)),
        ("bmp upside down", struct.pack("<2sIIIIiiHHIIIIII", b"BM", 60, 0, 54, 40, 48, -(2**31), 1, 24, *[0] * 6)),
        ("png with EXIF that points to itself", _with_png_chunk(png, b"eXIf", _circular_exif())),
        ("nothing but the beginning of boxes", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0\0\0\x08meta" * 100_000),
        ("WxH", bytes([WIDTH, HEIGHT])),
    ]


def _deflated(content: bytes) -> bytes:
    return zlib.compress(content, 9)


@cache
def _deflated_zeros(length: int) -> bytes:
    deflater = zlib.compressobj(9)
    block = bytes(MEGABYTE)
    parts = [deflater.compress(block[: min(MEGABYTE, length - start)]) for start in range(0, length, MEGABYTE)]
    return b"".join(parts) + deflater.flush()


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _with_png_chunk(png: bytes, name: bytes, content: bytes, times: int = 1) -> bytes:
    return png[:33] + _chunk(name, content) * times + png[33:]


def _png(width: int, height: int, data: bytes) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG_START + header + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _jpeg_profiles() -> bytes:
    """255 parts of a profile of 16 MB, each of which says that it is the first."""
    part = b"ICC_PROFILE\0\1\xff" + b"x" * 65_000
    return (b"\xff\xe2" + struct.pack(">H", len(part) + 2) + part) * 255


def _tiff(tags: dict[int, int], data: bytes, following: int = 0) -> bytes:
    """A deflated TIFF of 8-bit RGB; ``following`` is where it says that its next page is."""
    tiled = 322 in tags
    offset, length = (324, 325) if tiled else (273, 279)
    every = {258: 8, 259: 8, 262: 2, 277: 3, **tags, offset: 0, length: len(data)}
    every[offset] = 8 + 2 + 12 * len(every) + 4
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(every.items()))
    return b"II*\0" + struct.pack("<IH", 8, len(every)) + entries + struct.pack("<I", following) + data


def _circular_exif() -> bytes:
    """A directory whose nested directories are itself."""
    entries = b"".join(struct.pack(">HHII", tag, 4, 1, 8) for tag in (0x8769, 0x8825))
    return b"MM\0*" + struct.pack(">IH", 8, 2) + entries + struct.pack(">I", 8)
