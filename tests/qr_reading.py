"""What a phone's camera reads from our QR codes: those drawn in pages (SVG) and the pictures (PNG)."""

from __future__ import annotations

import re
import struct
import zlib

import zxingcpp

_SCALE = 4
_AS_IT_IS, _FROM_ABOVE = 0, 2  # how a line of a PNG is told
_WHITE, _BLACK = 255, 0
_EIGHT = [bytes(_WHITE if byte >> (7 - at) & 1 else _BLACK for at in range(8)) for byte in range(256)]
_STEP = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")


def read_svg(svg: str) -> str:
    """Return what a drawn code says. svg: as segno writes it: one path of horizontal strokes."""
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    strokes = re.search(r'stroke="#000" d="([^"]+)"', svg)
    assert size is not None
    assert strokes is not None, "no strokes"
    rows = [bytearray([_WHITE] * int(size[1])) for _ in range(int(size[2]))]
    x, y = 0.0, 0.0
    for step, first, second in _STEP.findall(strokes[1]):
        if step == "h":
            rows[int(y)][int(x) : int(x) + int(first)] = bytes([_BLACK] * int(first))
            x += int(first)
        else:
            x, y = (float(first), float(second)) if step == "M" else (x + float(first), y + float(second))
    return _read([bytes(row) for row in rows], _SCALE)


def read_png(png: bytes) -> str:
    """Return what a picture of a code says. png: black and white, one bit a pixel."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    packed = zlib.decompress(b"".join(_chunks(png, b"IDAT")))
    line = 1 + (width + 7) // 8
    rows = []
    above = bytes(line - 1)
    for number in range(height):
        kind, row = packed[number * line], packed[number * line + 1 : (number + 1) * line]
        assert kind in {_AS_IT_IS, _FROM_ABOVE}
        if kind == _AS_IT_IS:
            above = row
        elif any(row):
            above = bytes((new + old) & 255 for new, old in zip(row, above, strict=True))
        rows.append(b"".join(map(_EIGHT.__getitem__, above))[:width])
    return _read(rows, 1)


def _chunks(png: bytes, kind: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(png):
        length = int(struct.unpack(">I", png[at : at + 4])[0])
        if png[at + 4 : at + 8] == kind:
            found.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return found


def _read(rows: list[bytes], scale: int) -> str:
    wide = [
        b"".join(bytes([pixel]) * scale for pixel in row) if scale > 1 else row for row in rows for _ in range(scale)
    ]
    picture = memoryview(b"".join(wide)).cast("B", (len(wide), len(wide[0])))
    (code,) = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )  # in its dots a bar code may show
    return str(code.text)
