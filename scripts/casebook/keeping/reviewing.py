"""The pages of a contribution, for a look: an offline copy, and a list of what differs with the lines where it stands."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casebook.checks.checking import check
from casebook.checks.contribution import differing, taken
from casebook.errors import Stopped
from casebook.file_writing import write
from casebook.keeping.references import Raw
from casebook.memory import Memory
from casebook.project import Project
from casebook.publishing.publish import publish
from casebook.records.fields import title
from casebook.records.loading import Loaded, load_bytes, load_library
from casebook.records.model import Record
from casebook.text.escaping import is_safe_url

REVIEW = "review.html"
# What an entry of a list is called, the first that it has; and the lists whose entries are anchors of the page.
_SAYING = ("metric", "name", "place", "title", "note", "target", "anchor")
_ANCHORED = frozenset({"outcomes", "includes"})
_TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Part:
    """A part of a record that differs. field: its Chinese name; line: where it begins, 1-based; said: which entry of a list; key: its anchor."""

    field: str
    line: int
    said: str = ""
    key: str = ""


@dataclass(frozen=True)
class Reviewed:
    """A record that is new or differs. path: from the contribution's root."""

    id: str
    name: str
    path: str
    is_new: bool
    parts: tuple[Part, ...]


def build_review(project: Project, folder: Path, out: Path, lines_at: str = "") -> tuple[Reviewed, ...]:
    """Build the pages of a contribution into a new folder `out`; return what differs.

    lines_at: the address below which the contribution's files can be seen; empty: lines are told, not linked.
    Raises Stopped where the folder has something in it, or where the records have errors.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Stopped(f"{out} 里已有东西。请写一个新的文件夹。")
    if lines_at and not is_safe_url(lines_at):
        raise Stopped("--lines-at 后面要写 http 或 https 的网址。")
    with taken(project, folder) as (there, _), tempfile.TemporaryDirectory(prefix="casebook-") as temporary:
        catalog = check(there).catalog
        if catalog is None:
            raise Stopped("记录里有错误，没有做网页。请先改好。")
        made = publish(catalog, there, Path(temporary).resolve() / "site", "", offline=True)
        reviewed = tuple(_reviewed(there, differing(project, there)))
        shutil.copytree(made.places[1], out, dirs_exist_ok=True)
    write(out / REVIEW, _page(reviewed, lines_at).encode())
    return reviewed


def _reviewed(there: Project, before: dict[str, bytes | None]) -> Iterator[Reviewed]:
    for loaded in load_library(there).records:
        if loaded.id in before and loaded.item is not None:
            path = f"practices/{loaded.path.relative_to(there.practices).as_posix()}"
            parts = tuple(sorted(_parts(loaded, before[loaded.id]), key=lambda part: part.line))
            yield Reviewed(loaded.id, loaded.item.name, path, before[loaded.id] is None, parts)


def _parts(loaded: Loaded[Record], before: bytes | None) -> Iterator[Part]:
    """Yield the fields and the entries of lists that the earlier file did not hold, and the fields that changed."""
    old = load_bytes(loaded.path, before, Record, Memory(None)).parsed.value if before is not None else {}
    new = loaded.parsed.value
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    for field, value in new.items():
        had = old.get(field)
        if not isinstance(value, list) or not isinstance(value[0], dict):
            if value != had:
                yield Part(title(Record, (field,)), loaded.parsed.place((field,)).line)
            continue
        for number, entry in enumerate(value):
            if isinstance(entry, dict) and entry not in (had or ()):
                yield _entry(loaded, field, number, entry)


def _entry(loaded: Loaded[Record], field: str, number: int, entry: Raw) -> Part:
    said = next((str(entry[name]) for name in _SAYING if name in entry), "")
    key = str(entry.get("key", "")) if field in _ANCHORED else ""
    return Part(title(Record, (field,)), loaded.parsed.place((field, number)).line, said, key)


def _page(reviewed: tuple[Reviewed, ...], lines_at: str) -> str:
    env = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, undefined=StrictUndefined)
    at = f"{lines_at.rstrip('/')}/" if lines_at else ""
    return env.get_template("review.html.j2").render(reviewed=reviewed, lines_at=at)
