"""The one canonical form of a record: order of fields, quoting, one item a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel

from casebook.project import Project
from casebook.records.fields import owner_model
from casebook.records.file_rules import find_files
from casebook.records.loading import load_vocabularies
from casebook.records.model import Document, Record
from casebook.records.reader import SCHEMA_COMMENT, Value, read
from casebook.records.schema import schema_text
from casebook.rule import Loc
from casebook.rules.wording import COMPATIBILITY

_FLOW_INDICATORS = re.compile(r"^:|[,\[\]{}?]")
_STARTS = re.compile(r"[-?:](\s|$)|[&*!|>'\"%@`#,\[\]{}]")
_INLINE = frozenset(
    {"aliases", "themes", "problems", "funding", "lead", "support", "former_ids", "also", "confused_with"}
)
_NAMES = frozenset({"name", "aliases"})
_LINE_BREAK_IN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")


def format_all(project: Project, *, check: bool) -> tuple[Path, ...]:
    """Bring records, documents and the editors' schema into canonical form; return those that are (to be) rewritten.

    check: only look. Files that can't be read are left alone: `check` tells what is wrong with them.
    """
    found = find_files(project.practices)
    models: list[tuple[Path, type[BaseModel]]] = [(path, Record) for path in found.records]
    models += [(path, Document) for path in found.documents]
    forms = [(path, canonical(path.read_bytes(), model)) for path, model in models]
    if project.practices == project.own:
        vocabularies, _ = load_vocabularies(project)
        forms.append((project.own / "_schema.json", schema_text(vocabularies).encode("utf-8")))
    return tuple(path for path, form in forms if form is not None and _rewrite(path, form, check=check))


def _rewrite(path: Path, form: bytes, *, check: bool) -> bool:
    if path.is_file() and path.read_bytes() == form:
        return False
    if not check:
        path.write_bytes(form)
    return True


def canonical(data: bytes, model: type[BaseModel]) -> bytes | None:
    """Return the canonical form of a file, or None where it can't be read without loss."""
    reading = read(data)
    if not isinstance(reading.value, dict) or reading.flaws:
        return None
    value = _repaired(reading.value, ())
    text = _schema_line(data) + "".join(f"{line}\n" for line in _mapping_lines(value, model, ()))
    written = text.encode("utf-8")
    return written if read(written).value == value else None


def _schema_line(data: bytes) -> str:
    first = data.decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    return f"{first}\n" if SCHEMA_COMMENT.fullmatch(first) else ""


def _repaired(value: Value, loc: Loc) -> Value:
    if isinstance(value, dict):
        return {name: _repaired(item, (*loc, name)) for name, item in value.items()}
    if isinstance(value, list):
        return [_repaired(item, (*loc, index)) for index, item in enumerate(value)]
    text = _LINE_BREAK_IN_HAN.sub("", unicodedata.normalize("NFC", value))
    if loc and loc[0] in _NAMES:
        text = COMPATIBILITY.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return " ".join(text.split())


def _ordered(value: dict[str, Value], model: type[BaseModel], loc: Loc) -> Iterator[tuple[str, Value]]:
    owner = owner_model(model, loc)
    known = list(owner.model_fields) if owner else []
    names = [name for name in known if name in value] + [name for name in value if name not in known]
    yield from ((name, value[name]) for name in names)


def _mapping_lines(value: Value, model: type[BaseModel], loc: Loc) -> Iterator[str]:
    assert isinstance(value, dict)
    indent = "  " * len(loc)
    for name, item in _ordered(value, model, loc):
        here = (*loc, name)
        if isinstance(item, dict):
            yield f"{indent}{name}:"
            yield from _mapping_lines(item, model, here)
        elif isinstance(item, list) and name not in _INLINE and item:
            yield f"{indent}{name}:"
            yield from (f"{indent}  - {_inline(part, model, (*here, i), flow=False)}" for i, part in enumerate(item))
        else:
            yield f"{indent}{name}: {_inline(item, model, here, flow=False)}"


def _inline(value: Value, model: type[BaseModel], loc: Loc, *, flow: bool) -> str:
    if isinstance(value, str):
        return scalar(value, flow=flow)
    if isinstance(value, list):
        return "[" + ", ".join(_inline(part, model, (*loc, i), flow=True) for i, part in enumerate(value)) + "]"
    parts = (f"{name}: {_inline(item, model, (*loc, name), flow=True)}" for name, item in _ordered(value, model, loc))
    return "{" + ", ".join(parts) + "}"


def scalar(text: str, *, flow: bool) -> str:
    """Return a text as YAML writes it: plain where it stays text, else in single quotes."""
    return text if _is_plain(text, flow=flow) else "'" + text.replace("'", "''") + "'"


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or _STARTS.match(text) or ": " in text or " #" in text or text.endswith(":"):
        return False
    if flow and _FLOW_INDICATORS.search(text):
        return False
    return _resolves_to_text(text)


@cache
def _resolver() -> yaml.resolver.Resolver:
    return yaml.resolver.Resolver()


def _resolves_to_text(text: str) -> bool:
    tag: str = _resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag == "tag:yaml.org,2002:str"
