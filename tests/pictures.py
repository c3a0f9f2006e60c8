"""What a picture of a QR code says: the browser gives the pixels, a decoder of other hands reads them."""

from __future__ import annotations

import base64

import zxingcpp
from playwright.sync_api import BrowserContext, Locator

_PIXELS = """async source => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
    const drawing = canvas.getContext('2d');
    drawing.drawImage(picture, 0, 0);
    const data = drawing.getImageData(0, 0, canvas.width, canvas.height).data;
    return [canvas.height, canvas.width, Array.from(data).filter((_, at) => at % 4 === 1)];
}"""


def read_picture(context: BrowserContext, png: bytes) -> str:
    """Return the text of the QR code in a picture; empty where none can be read."""
    page = context.new_page()
    height, width, greens = page.evaluate(_PIXELS, f"data:image/png;base64,{base64.b64encode(png).decode()}")
    page.close()
    found = zxingcpp.read_barcode(memoryview(bytes(greens)).cast("B", (height, width)))
    return found.text if found else ""


def read_shown(part: Locator) -> str:
    """Return the text of the QR code that is shown in a part of a page."""
    return read_picture(part.page.context, part.screenshot())
