"""A version behind the address of every style sheet and script: a browser may keep them long, and never mixes old with new."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

_FOLDERS = ("assets/css", "assets/js", "assets/vendor")
_TAG = re.compile(r"<(?:script|link)\s[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""(\s(?:src|href)=")((?:\.\./|\./)*assets/[^"?#]+\.(?:css|js))(?=")""")
_LENGTH = 8


def stamp(site: Path) -> str:
    """Return the version of a site's own styles and scripts: one for all, which costs a page next to nothing."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in _FOLDERS for path in (site / folder).rglob("*") if path.is_file()):
        digest.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:_LENGTH]


def stamped(html: str, version: str) -> str:
    """Return a page whose style sheets and scripts carry `?v=<version>`."""
    return _TAG.sub(lambda tag: _ADDRESS.sub(rf"\1\2?v={version}", tag[0]), html)
