"""Style sheets and scripts as the site loads them: few files, each named by what it holds, so that a browser may keep it for ever.

Which sources go into which bundle, the theme's `partials/files.html` says; without bundles the pages load the sources themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from casebook.file_writing import write_changed

_LIST = "files.html"
_FOLDERS = {"css": "assets/css", "js": "assets/js"}
_NAME_LENGTH = 8
_COMMENT = re.compile(r"/\*(?!!).*?\*/\n?", re.DOTALL)  # `/*!` begins a licence
_LINES = re.compile(
    r"^[ ]*(?://.*|/\*(?!!)(?:(?!\*/)[\s\S])*\*/[ ]*)\n|^[ ]+", re.MULTILINE
)  # comments on lines of their own, indentation
# One script that fails must not keep the others from running, as it would not if each were a file of its own.
_STRICT = "'use strict';\n"
_APART = "try {{\n{}\n}} catch (error) {{ setTimeout(function () {{ throw error; }}); }}\n"


@dataclass(frozen=True, slots=True)
class Bundles:
    """All bundles of a site: they depend on the theme's files alone, not on any page.

    names: for the templates, as `files` in `partials/files.html`: each list holds the one name of its bundle.
    files: the bundles by their paths in the site. sources: what has gone into them, by path; the site does not need it.
    """

    names: Mapping[str, Mapping[str, list[str]]]
    files: Mapping[str, str]
    sources: frozenset[str]

    @classmethod
    def of(cls, overrides: Path) -> Bundles:
        """Make the bundles of the theme's own files."""
        names: dict[str, dict[str, list[str]]] = {}
        files: dict[str, str] = {}
        sources = set()
        for kind, lists in bundle_lists(overrides).items():
            names[kind] = {}
            for bundle, parts in lists.items():
                paths = [f"{_FOLDERS[kind]}/{part}.{kind}" for part in parts]
                text = _joined(kind, [(overrides / path).read_text(encoding="utf-8") for path in paths])
                name = f"{bundle}.{short_hash(text.encode('utf-8'))}"
                names[kind][bundle] = [name]
                files[f"{_FOLDERS[kind]}/{name}.{kind}"] = text
                sources.update(paths)
        return cls(names, files, frozenset(sources))

    def write(self, site: Path) -> None:
        """Write the bundles into a site."""
        for name, text in self.files.items():
            write_changed(site / name, text.encode("utf-8"))


NO_BUNDLES = Bundles({}, {}, frozenset())


def bundle_lists(overrides: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """Return what each bundle is made of: names without folder and ending, by kind of file and by bundle."""
    env = Environment(loader=FileSystemLoader(overrides / "partials"), autoescape=True)
    lists: Mapping[str, Mapping[str, list[str]]] = getattr(env.get_template(_LIST).module, "files")  # noqa: B009 (made by the template)
    return lists


def short_hash(content: bytes) -> str:
    """Return what stands in a file's name or address for its content."""
    return hashlib.sha256(content).hexdigest()[:_NAME_LENGTH]


def _joined(kind: str, texts: list[str]) -> str:
    if kind == "css":
        return "".join(_COMMENT.sub("", text) for text in texts)
    return _STRICT + "".join(_APART.format(_LINES.sub("", text).rstrip("\n")) for text in texts)
