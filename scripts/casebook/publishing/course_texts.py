"""The courses as paper needs them: their Markdown with all that the macros drew from the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment

from casebook import links
from casebook.handouts.files import CourseText
from casebook.pages.courses import find_courses, named_ids
from casebook.saying.citing import Citable
from casebook.saying.site import Site


def course_texts(site: Site, docs: Path, filled: Mapping[str, str]) -> Iterator[CourseText]:
    """Yield the courses, the newest first.

    docs: the Markdown as people wrote it; it names the practices whose full text follows.
    filled: the Markdown of hand-written pages after the macros, by their paths from the root of the docs.
    """
    for course in find_courses(docs):
        name = links.markdown_file(course.address)
        named = named_ids(Environment(autoescape=True), (docs / name).read_text(encoding="utf-8-sig"))
        published = {practice.id for practice in site.practices}
        page = Citable(course.title, course.address, course.day)
        yield CourseText(page, filled[name], tuple(id_ for id_ in named if id_ in published))
