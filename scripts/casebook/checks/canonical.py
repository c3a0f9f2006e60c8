"""The one canonical form of a record: order of fields, quoting, one item a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath

import yaml
from pydantic import BaseModel

from casebook.checks.repairs import Repairs
from casebook.file_writing import write_changed
from casebook.problems import Problem
from casebook.project import Project
from casebook.records.fields import owner_model, written_fields
from casebook.records.file_rules import find_files
from casebook.records.loading import load_vocabularies
from casebook.records.model import Document, Record
from casebook.records.reader import SCHEMA_COMMENT, Value, read
from casebook.records.reader_rules import COLON, TAB
from casebook.records.schema import schema_text
from casebook.rule import Loc

SCHEMA = "_schema.json"
FLOW_INDICATORS = re.compile(r"^:|[,\[\]{}?]")
STARTS = re.compile(r"[-?:](\s|$)|[&*!|>'\"%@`#,\[\]{}]")
INLINE = frozenset(
    {
        "aliases",
        "search_words",
        "themes",
        "problems",
        "basis",
        "funding",
        "lead",
        "support",
        "former_ids",
        "also",
        "confused_with",
    }
)


def format_all(project: Project, *, check: bool) -> tuple[Path, ...]:
    """Bring records, documents and the editors' schema into canonical form; return those that are (to be) rewritten.

    check: only look. Files that can't be read are left alone: `check` tells what is wrong with them.
    """
    found, (vocabularies, _) = find_files(project.practices), load_vocabularies(project)
    repairs = Repairs(vocabularies)
    has_schema = (project.practices / SCHEMA).is_file()
    forms: list[tuple[Path, bytes | None]] = []
    for path in found.records:
        inside = path.relative_to(project.practices) if has_schema else None
        forms.append((path, canonical(path.read_bytes(), Record, inside, repairs)))
    forms += [(path, canonical(path.read_bytes(), Document, None, repairs)) for path in found.documents]
    if project.practices == project.own:
        forms.append((project.own / SCHEMA, schema_text(vocabularies).encode("utf-8")))
    return tuple(path for path, form in forms if form is not None and _rewrite(path, form, check=check))


def _rewrite(path: Path, form: bytes, *, check: bool) -> bool:
    if check:
        return not path.is_file() or path.read_bytes() != form
    return write_changed(path, form)


def canonical(
    data: bytes, model: type[BaseModel], inside: PurePath | None = None, repairs: Repairs | None = None
) -> bytes | None:
    """Return the canonical form of a file, or None where it can't be read without loss.

    inside: the path of a record below `practices/`, for the schema line at its top; without it, the line that is there
    stays. repairs: with the vocabularies whose words and readings count.
    """
    parsed = read(data)
    if not isinstance(parsed.value, dict) or not all(_is_cured(problem) for problem in parsed.problems):
        return None
    first_line = schema_line(data) if inside is None else schema_line_of(inside)
    return written(parsed.value, model, first_line, repairs)


def _is_cured(problem: Problem) -> bool:
    """Tell whether the reader's cure is the one right answer: a colon or a dash, a tab within a line."""
    is_within_a_line = bool(problem.fix[: problem.column - 1].strip())
    return bool(problem.fix) and (problem.code == COLON.code or (problem.code == TAB.code and is_within_a_line))


def written(
    value: dict[str, Value], model: type[BaseModel], first_line: str = "", repairs: Repairs | None = None
) -> bytes | None:
    """Return the canonical file of a value, or None where it would not be read back as the same.

    first_line: the schema line to put at its top, or empty.
    """
    repaired = (repairs or Repairs()).repaired(value, model)
    text = first_line + "".join(f"{line}\n" for line in _mapping_lines(repaired, model, ()))
    data = text.encode("utf-8")
    return data if read(data).value == repaired else None


def schema_line(data: bytes) -> str:
    """Return the line at the top of a file that leads editors to the schema; empty where there is none."""
    first = data.decode("utf-8-sig", "replace").split("\n", 1)[0].rstrip("\r")
    return f"{first}\n" if SCHEMA_COMMENT.fullmatch(first) else ""


def schema_line_of(inside: PurePath) -> str:
    """Return the line that leads editors from a record to the schema. inside: the record's path below `practices/`."""
    return f"# yaml-language-server: $schema={'../' * (len(inside.parts) - 1)}{SCHEMA}\n"


def _ordered(value: dict[str, Value], model: type[BaseModel], loc: Loc) -> Iterator[tuple[str, Value]]:
    owner = owner_model(model, loc)
    known = list(written_fields(owner)) if owner else []
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
        elif isinstance(item, list) and name not in INLINE and item:
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
    if not text or text != text.strip() or STARTS.match(text) or ": " in text or " #" in text or text.endswith(":"):
        return False
    if flow and FLOW_INDICATORS.search(text):
        return False
    return _resolves_to_text(text)


@cache
def _resolver() -> yaml.resolver.Resolver:
    return yaml.resolver.Resolver()


def _resolves_to_text(text: str) -> bool:
    tag: str = _resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag == "tag:yaml.org,2002:str"
