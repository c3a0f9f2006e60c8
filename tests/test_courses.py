"""Courses: what they name is there, what changed is told, and without this checkout's records there are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from casebook.catalog import Catalog
from casebook.errors import Stopped
from casebook.pages.courses import find_courses, named_ids
from casebook.project import Project
from casebook.publishing.publish import publish
from casebook.saying import wording
from casebook.text.escaping import fold
from checkouts import catalog_of, make_checkout, write
from html_site import HtmlSite, cards, of_class, text
from kit import BASE, ROOT, KnowledgeBase
from published import course_text, make_project

LEAST = 8
SHIPPED = {"xiao-qu-zhi-li-ru-men", "su-qiu-xiang-ying-yu-wang-ge", "wu-cheng-xiao-qu-dang-jian"}
MACRO = re.compile(r"\{\{.*?\}\}")
ASKED_ABOUT = {"100%"}  # whose hundred per cent, a course asks


def publish_plainly(project: Project) -> HtmlSite:
    publish(catalog_of(project), project, project.root / "site", None, offline=False)
    return HtmlSite(project.root / "site")


def test_the_shipped_courses_teach_eight_practices_or_more(site: HtmlSite) -> None:
    found = find_courses(ROOT / "docs")
    assert {course.id for course in found} >= SHIPPED
    for course in found:
        page = site.page(f"courses/{course.id}/")
        named = [part.get("data-practice", "") for part in page.root.iter() if "data-practice" in part.attrib]
        assert len(named) == len(set(named)) >= LEAST
        assert of_class(page.main, "cb-quoted"), course.id


def test_the_list_of_courses_tells_each_with_its_day(site: HtmlSite) -> None:
    page = site.page("courses/")
    told = [(site.leads_to(page, card[0][0]), *map(text, card)) for card in cards(page.main)]
    assert told == [
        (course.address, course.title, f"{wording.day(course.day)}编写", course.description)
        for course in find_courses(ROOT / "docs")
    ]


def test_a_course_keeps_the_order_of_its_text(published: Path) -> None:
    page = HtmlSite(published).page("courses/yi-ke/")
    assert [part.get("data-practice") for part in page.root.iter() if "data-practice" in part.attrib] == ["yi", "jia"]


def test_a_practice_is_named_once_however_often_it_is_called() -> None:
    words = "{{ practice('b') }}{{ figure(\"a\", 'k') }}{{ sentence('b', 'k') }}{{ see('c', 'x') }}{% if true %}{{ practice('d') }}{% endif %}"
    assert named_ids(Environment(autoescape=True), words) == ("b", "a", "d")


def test_what_changed_after_the_courses_day_is_told(published: Path) -> None:
    page = HtmlSite(published).page("courses/yi-ke/")
    (told,) = of_class(page.main, "cb-banner")
    assert text(told) == "本课编写于2026年11月21日，用到 2 项做法。此后有修订的： 甲做法（2026年11月22日）：更正数值"
    (link,) = told.iter("a")
    assert link.get("href") == "../../practices/jia/#grids"


def test_a_course_of_the_same_day_has_nothing_to_tell(tmp_path: Path) -> None:
    project = make_project(tmp_path / "c")
    write(project.root / "docs/courses/yi-ke/index.md", course_text("2026-11-22"))
    page = publish_plainly(project).page("courses/yi-ke/")
    assert "本课编写于2026年11月22日，用到 2 项做法。此后没有修订。" in text(page.main)


@pytest.mark.parametrize(
    ("words", "instead", "sentence"),
    [
        ('practice("yi")', 'practice("er")', "docs/courses/yi-ke/index.md:19 没有做法 er。"),
        ('"grids"', '"grid"', "docs/courses/yi-ke/index.md:24 “甲做法”没有数据 grid。相近的有：grids"),
        (
            "date: '2026-11-21'",
            "date: 去年",
            "docs/courses/yi-ke/index.md:11 课程页开头要写 date，例如 date: '2026-11-22'。",
        ),
    ],
)
def test_a_course_that_names_what_is_not_there_stops_the_build_with_file_and_line(
    tmp_path: Path, words: str, instead: str, sentence: str
) -> None:
    project = make_project(tmp_path / "c")
    course = course_text("2026-11-21")
    assert words in course
    write(project.root / "docs/courses/yi-ke/index.md", course.replace(words, instead))
    with pytest.raises(Stopped) as stopped:
        publish_plainly(project)
    assert str(stopped.value).startswith(sentence)
    assert not (project.root / "site").exists()


def test_another_knowledge_base_has_no_courses(tmp_path: Path) -> None:
    report = KnowledgeBase(tmp_path).write(BASE).check()
    assert report.catalog is not None
    publish(report.catalog, Project.here(tmp_path / "practices"), tmp_path / "site", None, offline=False)
    assert not (tmp_path / "site/courses").exists()
    assert ">课程</a>" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_checkout_without_courses_is_published_without_them(tmp_path: Path) -> None:
    site = publish_plainly(make_checkout(tmp_path / "c"))
    assert "courses/index.html" not in site.files


def test_every_sentence_of_a_course_is_one_that_the_records_tell(site: HtmlSite, catalog: Catalog) -> None:
    numbers = {"".join(filter(None, (f.outcome.qualifier, f.outcome.value, f.outcome.unit))) for f in catalog.figures}
    anchors = {f"“{fold(f.outcome.anchor)}”" for f in catalog.figures}
    assert numbers
    for course in find_courses(ROOT / "docs"):
        for quoted in of_class(site.page(f"courses/{course.id}/").main, "cb-quoted"):
            assert "口径：" in text(quoted)
            assert any(anchor in text(quoted) for anchor in anchors)


def test_no_course_types_a_figure_of_its_practices_by_hand(catalog: Catalog) -> None:
    for course in find_courses(ROOT / "docs"):
        page = (ROOT / "docs" / course.address / "index.md").read_text(encoding="utf-8")
        records = [catalog.by_id[id_].record for id_ in named_ids(Environment(autoescape=True), page)]
        figures = {f"{figure.value}{figure.unit}" for record in records for figure in record.outcomes}
        own_words = MACRO.sub("", page)
        found = {figure for figure in figures - ASKED_ABOUT if figure[0].isdecimal() and figure in own_words}
        assert found == set(), course.id
