"""The stamps behind the addresses of styles and scripts that keep their names.

With them a browser may keep a file long, and never mixes old with new.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

from casebook.publishing.bundles import short_hash

_LOADING_TAG = re.compile(r"<(?:script|link)\s[^>]*>", re.IGNORECASE)
# A bundle's name says its content already.
_PLAIN = re.compile(r"""(\s(?:src|href)=")((?:\.\./|\./)*assets/[^"?#]+(?<!\.[0-9a-f]{8})\.(?:css|js))(?=")""")


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps of a site's files, each made once."""

    site: Path
    _known: dict[str, str] = field(default_factory=dict)

    def put_into(self, html: str, name: str) -> str:
        """Return a page with a stamp behind each of its own files that has none. name: the page's path in the site."""
        folder = posixpath.dirname(name)
        return _LOADING_TAG.sub(
            lambda tag: _PLAIN.sub(lambda found: found[0] + self._of(folder, found[2]), tag[0]), html
        )

    def _of(self, folder: str, address: str) -> str:
        path = posixpath.normpath(posixpath.join(folder, address))
        if path not in self._known:
            file = self.site / path
            self._known[path] = f"?v={short_hash(file.read_bytes())}" if file.is_file() else ""
        return self._known[path]
