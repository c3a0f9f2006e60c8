"""What MkDocs hands over to a hook: the parts of it that we use."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Protocol


class Config(Protocol):
    """The settings of one build. nav: entries of name and file."""

    config_file_path: str
    docs_dir: str
    site_dir: str
    site_name: str
    site_description: str | None
    site_url: str | None
    extra: MutableMapping[str, object]
    nav: Sequence[object] | None


class DocFile(Protocol):
    """A file of the docs; src_uri: its path from their root."""

    src_uri: str

    @property
    def content_string(self) -> str:
        """The file's text."""

    def url_relative_to(self, other: DocFile) -> str:
        """Return the way to its page from another file's page."""


class DocFiles(Protocol):
    """All files of the docs."""

    def get_file_from_path(self, path: str) -> DocFile | None:
        """Return the file with this path from the root of the docs."""


class DocPage(Protocol):
    """A page that is being made. links_to_anchors: what MkDocs checks: for each file, anchors and the links that name them."""

    file: DocFile
    meta: Mapping[str, object]
    toc: object
    present_anchor_ids: set[str] | None
    links_to_anchors: dict[DocFile, dict[str, str]] | None
