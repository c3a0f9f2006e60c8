"""Reading XML as a stream: elements by their local names, text where it is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Handler(ContentHandler):
    """Hands on elements by their local names, and collects text where it is wanted.

    has_begun: whether there was anything at all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.has_begun = False
        self._pieces: list[str] = []
        self._wanted = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 (the library's name)
        """Hand on a start."""
        self.has_begun = True
        self.begin(name.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attrs.items()})

    def endElement(self, name: str) -> None:  # noqa: N802 (the library's name)
        """Hand on an end."""
        self.end(name.rpartition(":")[2])

    def characters(self, content: str) -> None:
        """Keep text where it is wanted."""
        if self._wanted:
            self._pieces.append(content)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def listen(self) -> None:
        """Want the text from here on."""
        self._wanted = True

    def heard(self) -> str:
        """Return the text since `listen`, and want no more."""
        text = "".join(self._pieces)
        self._pieces, self._wanted = [], False
        return text


def unescaped(text: str) -> str:
    """Return a stored text with its `_x000D_` as the character it stands for."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
