"""Courses: what a trainer's page gets from the records beside single cards and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from jinja2 import Environment, nodes

from casebook import links
from casebook.pages.hand_pages import Engine, MacroError
from casebook.records.model import DAY_PATTERN
from casebook.saying.practices import ChangeView, PracticeView

NAMING = ("practice", "figure", "sentence")  # the macros whose first word is a practice
HEADING = re.compile(r"^## +(.+?) *\{ *#([\w-]+) *\} *$", re.MULTILINE)  # text and anchor, where it has one of its own
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Course:
    """A course as its front matter tells it. day: the day of its text, `2026-11-22`."""

    id: str
    title: str
    description: str
    day: str

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        return links.course(self.id)


def find_courses(docs: Path) -> tuple[Course, ...]:
    """Return the courses below the docs, the newest first."""
    found = [_course(path) for path in sorted((docs / links.COURSES).glob("*/index.md"))]
    return tuple(sorted(filter(None, found), key=lambda course: (course.day, course.id), reverse=True))


def _course(path: Path) -> Course | None:
    front = _FRONT_MATTER.match(path.read_text(encoding="utf-8-sig"))
    meta = yaml.safe_load(front[1]) if front else None
    if not isinstance(meta, dict) or meta.get("kind") != "course":
        return None
    return Course(path.parent.name, *(str(meta.get(key, "")) for key in ("title", "description", "date")))


def course_day(engine: Engine) -> str:
    """Return the day of a course's text. Raises MacroError where its front matter does not tell it."""
    day = str(engine.page.meta.get("date", ""))
    if not re.fullmatch(DAY_PATTERN, day):
        raise MacroError("课程页开头要写 date，例如 date: '2026-11-22'。")
    return day


def named_ids(env: Environment, markdown: str) -> tuple[str, ...]:
    """Return the ids of the practices that a page names in its macros, in order, each once."""
    calls = env.parse(markdown).find_all(nodes.Call)
    firsts = (c.args[0] for c in calls if isinstance(c.node, nodes.Name) and c.node.name in NAMING and c.args)
    return tuple(dict.fromkeys(str(first.value) for first in firsts if isinstance(first, nodes.Const)))


def newer_changes(practices: Sequence[PracticeView], day: str) -> Iterator[tuple[PracticeView, ChangeView]]:
    """Yield which of a course's practices were revised after its day, and how; for each practice the oldest first."""
    for practice in practices:
        newer = (change for change in practice.changes if change.date > day)
        yield from ((practice, change) for change in sorted(newer, key=lambda change: change.date))
