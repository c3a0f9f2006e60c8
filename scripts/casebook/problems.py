"""What is wrong with a record: one problem, its place and its cure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

# Control characters, and bytes of a name that are no text (kept as lone surrogates).
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\udc80-\udcff]")


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"


class Graded(Protocol):
    """What is wrong, wherever it is."""

    @property
    def severity(self) -> Severity:
        """Whether it is an error or a warning."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong at one place.

    path: file, relative to the current folder where possible, with `/`; empty while only a text is known, not its file.
    line, column: 1-based; 0 where a file as a whole is meant.
    field: dotted path of the field (`outcomes[2].anchor`), empty for a whole file.
    code: the rule's code (`R101`), never reused.
    message: what is wrong, one Chinese sentence.
    fix: the line or text to put there, where it can be known; else empty.
    label: the field's Chinese title, for text output.
    """

    path: str
    line: int
    column: int
    field: str
    code: str
    severity: Severity
    message: str
    fix: str = ""
    label: str = ""

    def within(self, path: Path) -> Problem:
        """Return it with its file."""
        return replace(self, path=relative(path))


def relative(path: Path) -> str:
    """Return the path as shown to people: from the current folder where possible, with `/`."""
    try:
        # A link is told by its own name, not by that of what it leads to.
        return (path.parent.resolve() / path.name).relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def has_errors(problems: Iterable[Graded]) -> bool:
    """Tell whether any problem stops the build, or the import."""
    return any(p.severity is Severity.ERROR for p in problems)


def as_text(problems: Sequence[Problem]) -> str:
    """Return one line per problem (`path:line:column 标题(field)：message改为：fix [code]`) and a closing count."""
    lines = [_text_line(p) for p in problems]
    errors = sum(p.severity is Severity.ERROR for p in problems)
    lines.append(_closing_line(errors, len(problems) - errors))
    return "\n".join(lines) + "\n"


def _text_line(p: Problem) -> str:
    place = f"{p.path}:{p.line}:{p.column}" if p.line else p.path
    warning = "提醒 " if p.severity is Severity.WARNING else ""
    name = f"{p.label}({p.field})" if p.label and p.field else p.field or p.label
    subject = f"{name}：" if name else ""
    fix = f"改为：{p.fix}" if p.fix else ""
    return _visible(f"{place} {warning}{subject}{p.message}{fix} [{p.code}]")


def _visible(text: str) -> str:
    """Return a line in which a file's odd name can neither end it nor command the terminal."""
    return _UNSEEN.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", text)


def _closing_line(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "检查通过，没有问题。"
    if not errors:
        return f"检查通过；有 {warnings} 条提醒，不影响发布。"
    return f"共 {errors} 处错误、{warnings} 条提醒。请按上面的行号逐条改正后再检查。"


def as_json(problems: Sequence[Problem]) -> str:
    """Return `{"problems": […]}` in the contract's form."""
    rows = [
        {
            "path": _visible(p.path),
            "line": p.line,
            "column": p.column,
            "field": p.field,
            "code": p.code,
            "severity": p.severity.value,
            "message": _visible(p.message),
            "fix": p.fix,
        }
        for p in problems
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Return workflow commands that annotate a pull request (one line per problem)."""
    return "".join(_github_line(p) for p in problems)


def _github_line(p: Problem) -> str:
    message = f"{p.message} 改为：{p.fix}" if p.fix else p.message
    place = f"file={_property(p.path)}"
    if p.line:
        place += f",line={p.line},col={p.column}"
    title = _property(f"{p.code} {p.field}".strip())
    return f"::{p.severity.value} {place},title={title}::{_data(message)}\n"


def _data(text: str) -> str:
    return _visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
