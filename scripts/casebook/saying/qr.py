"""QR codes of public addresses: drawn in the page (SVG), or as a picture for slides and hand-outs (PNG)."""

from __future__ import annotations

import io

import segno

_QUIET_ZONE = 4  # modules of white around it, as the standard asks
_PIXELS = 12  # to a module: 4 cm on paper at 300 dpi


def qr_svg(address: str) -> str:
    """Return a QR code as an inline SVG, black on white in every colour scheme; it scales with its box."""
    return _code(address).svg_inline(border=_QUIET_ZONE, omitsize=True, svgclass=None, lineclass=None, light="#fff")


def qr_png(address: str) -> bytes:
    """Return a QR code as a picture; equal addresses give equal bytes."""
    picture = io.BytesIO()
    _code(address).save(picture, kind="png", scale=_PIXELS, border=_QUIET_ZONE)
    return picture.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m", boost_error=False)
