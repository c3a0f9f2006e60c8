"""Courses: what a trainer's page gets from the records beside single cards and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from jinja2 import Environment, nodes

from casebook import links
from casebook.catalog import Practice
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.blocks import blocks_html
from casebook.pages.hand_pages import HandPage, MacroError
from casebook.pages.sheet import practice_sheet
from casebook.pages.site import Site
from casebook.records.model import DAY_PATTERN, Change
from casebook.text.escaping import escape

NAMING = ("practice", "figure", "sentence")  # the macros whose first word is a practice
_HEADING = re.compile(r"^## +(.+?) *\{ *#([\w-]+) *\} *$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Course:
    """A course as its front matter tells it. day: the day of its text, `2026-11-22`."""

    id: str
    title: str
    description: str
    day: str


def find_courses(docs: Path) -> tuple[Course, ...]:
    """Return the courses below the docs, the newest first."""
    found = [_course(path) for path in sorted((docs / links.COURSES).glob("*/index.md"))]
    return tuple(sorted(filter(None, found), key=lambda course: (course.day, course.id), reverse=True))


def _course(path: Path) -> Course | None:
    front = _FRONT_MATTER.match(path.read_text(encoding="utf-8-sig"))
    meta = yaml.safe_load(front[1]) if front else None
    if not isinstance(meta, dict) or meta.get("kind") != "course":
        return None
    return Course(
        path.parent.name, str(meta.get("title", "")), str(meta.get("description", "")), str(meta.get("date", ""))
    )


def course_day(page: HandPage) -> str:
    """Return the day of a course's text. Raises MacroError where its front matter does not tell it."""
    day = str(page.meta["date"]) if "date" in page.meta else ""
    if not re.fullmatch(DAY_PATTERN, day):
        raise MacroError("课程页开头要写 date，例如 date: '2026-11-22'。")
    return day


def course_list(way: Way, courses: Iterable[Course]) -> str:
    """Return the courses with their days."""
    entries = [
        f'<li class="cb-card">{c.link(way.to(links.course(course.id)), course.title, "cb-card-name")}'
        f'<p class="cb-card-where">{wording.day(course.day)}编写</p><p>{escape(course.description)}</p></li>'
        for course in courses
    ]
    return f'<ul class="cb-cards">{"".join(entries)}</ul>' if entries else '<p class="cb-empty">还没有课程。</p>'


def named_ids(env: Environment, markdown: str) -> tuple[str, ...]:
    """Return the ids of the practices that a page names in its macros, in order, each once."""
    calls = env.parse(markdown).find_all(nodes.Call)
    return tuple(dict.fromkeys(filter(None, map(_first_word, calls))))


def _first_word(call: nodes.Call) -> str:
    first = call.args[0] if call.args else None
    named = isinstance(call.node, nodes.Name) and call.node.name in NAMING
    return str(first.value) if named and isinstance(first, nodes.Const) else ""


def contents(markdown: str) -> str:
    """Return the headings of a page as a list; those with an anchor of their own."""
    entries = "".join(
        f'<li><a href="#{anchor}">{escape(title)}</a></li>' for title, anchor in _HEADING.findall(markdown)
    )
    return f'<nav class="cb-contents" aria-label="目录"><ul>{entries}</ul></nav>'


def cases(site: Site, way: Way, practices: Sequence[Practice]) -> str:
    """Return the practices of a course in its order: where, how far, from which documents."""
    rows = [("", (c.link(way.practice(p.id), p.name), _where(p), _documents(site, way, p))) for p in practices]
    return c.table(("做法", "地方和阶段", "出自"), rows, "cb-cases")


def _where(practice: Practice) -> str:
    return "<br>".join(dict.fromkeys(map(c.place_and_stage, practice.doings)))


def _documents(site: Site, way: Way, practice: Practice) -> str:
    return "<br>".join(c.document_link(way, id_, document) for id_, document in site.catalog.documents_of(practice))


def changed(way: Way, practices: Sequence[Practice], day: str) -> str:
    """Return which of a course's practices were revised after its day."""
    lines = [_change(way, practice, change) for practice in practices for change in _newer(practice, day)]
    said = f"本课编写于{wording.day(day)}，用到 {len(practices)} 项做法。此后"
    if not lines:
        return f'<p class="cb-note">{said}没有修订。</p>'
    return f'<div class="cb-banner" role="note"><p>{said}有修订的：</p>{c.items(lines)}</div>'


def _newer(practice: Practice, day: str) -> Iterator[Change]:
    newer = (change for change in practice.record.changes if change.date > day)
    yield from sorted(newer, key=lambda change: change.date)


def _change(way: Way, practice: Practice, change: Change) -> str:
    there = c.link(way.practice(practice.id, change.key or ""), practice.name)
    return f"{there}（{wording.day(change.date)}）：{escape(change.note)}"


def booklet(site: Site, practices: Sequence[Practice]) -> str:
    """Return the whole content of a course's practices, for paper only: they follow the course when it is printed."""
    parts = "\n".join(
        f'<section data-practice="{practice.id}">{blocks_html(practice_sheet(site, practice), below=1)}</section>'
        for practice in practices
    )
    return f'<section class="cb-booklet">\n{parts}\n</section>'
