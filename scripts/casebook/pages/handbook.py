"""What hand-written pages tell of records and rules: the fields, the words, the rules, what was corrected."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from casebook.links import Way, index
from casebook.pages.markdown import joined, link, text
from casebook.records import entries, model
from casebook.records.labels import LABELS
from casebook.records.model import Entity, FormerKey
from casebook.records.vocabularies import FACETS
from casebook.rule import Rule
from casebook.rules import all_rules
from casebook.saying.practices import ChangeView, Link, PracticeView
from casebook.saying.site import Site

PARTS: dict[str, type[Entity]] = {
    part.__name__: part
    for part in (
        model.Record, model.Locality, model.Source, model.Outcome, model.Ratio, model.Actor, model.Include, model.Recognition,
        model.Diffusion, model.Relation, model.Change, model.Publication, model.FormerKey, model.Document, model.Section,
        model.UncarriedNumber, entries.Policy, entries.Body,
    )
}  # fmt: skip
_FORMS = {
    model.Date: "日期", model.Day: "日期，写到日", model.Year: "四位年份", model.Key: "英文短名", model.Id: "编号",
    model.FigureId: "锚点，或编号#锚点",
    model.Name: "短语，60 字以内", model.Text: "文字",
}  # fmt: skip
_GROUPS = {
    "Y": "文件的写法", "F": "文件和文件夹", "M": "字段", "R2": "规定的词", "R3": "数据", "R4": "出处", "R5": "地方",
    "R6": "用词和字形", "R7": "个人信息", "R8": "撤下和更正", "S1": "相关做法", "S2": "名称和编号", "D": "文件说明",
    "E": "与原文核对", "L": "链接",
}  # fmt: skip


def field_rows(part: str, way: Way) -> Iterator[tuple[str, str, str, Markup, str]]:
    """Yield the fields of a part of a record: name, title, whether it is needed, how it is written, what is said of it."""
    kind = PARTS[part]
    hints = typing.get_type_hints(kind, include_extras=True)
    for attribute, field in kind.model_fields.items():
        name = field.alias or attribute
        needed = "必填" if field.is_required() else "选填"
        form = (
            _word_form(name, FACETS[kind, name], way) if (kind, name) in FACETS else _plain_form(way, hints[attribute])
        )
        yield (name, field.title or name, needed, form, field.description or "")


def _word_form(name: str, facet: str, way: Way) -> Markup:
    many = "一至三个，" if name in {"themes", "problems"} else ""
    place = index(facet) if facet != "natures" else "about/method/#natures"
    return Markup("{}从{}选").format(many, link(way, "词表", place))


def _plain_form(way: Way, hint: object) -> Markup:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        return _plain_form(way, inside[0])
    if origin is tuple:
        return Markup("列表，{}").format(_plain_form(way, inside[0]))
    if origin is typing.Literal:
        return Markup("选一个：{}").format(joined(map(_word, inside), "、"))
    if isinstance(hint, type) and issubclass(hint, Entity):
        return Markup("[一组字段](#{})").format(hint.__name__.lower())
    return text(next((said for known, said in _FORMS.items() if known == hint), "文字"))


def _word(word: str) -> Markup:
    return Markup("{} `{}`").format(text(LABELS[word]), word) if word in LABELS else text(word)


def rule_groups() -> Iterator[tuple[str, list[Rule]]]:
    """Yield every rule by groups: the group's name, its rules."""
    names = list(_GROUPS.values())
    for group, found in groupby(sorted(all_rules(), key=lambda rule: names.index(_group(rule))), _group):
        yield group, [*found]


def _group(rule: Rule) -> str:
    return _GROUPS.get(rule.code[:2]) or _GROUPS[rule.code[:1]]


def example_lines(example: str) -> Iterator[tuple[Markup, str]]:
    """Yield the lines of an example, with indents and tabs to be seen: the indent, the text."""
    for line in example.replace("\t", "⇥").rstrip("\n").split("\n"):
        yield Markup("&nbsp;" * (len(line) - len(line.lstrip(" ")))), line  # noqa: S704 (spaces)


def all_changes(site: Site) -> list[tuple[PracticeView, ChangeView]]:
    """Return every change of every record, the newest first."""
    told = [(view, change) for view in site.by_id.values() for change in reversed(view.changes)]
    return sorted(told, key=lambda pair: pair[1].date, reverse=True)


def retired(site: Site) -> Iterator[tuple[Link, str, Link | None, str]]:
    """Yield the records and figures that were taken down or merged: which, what became of it, what to see instead, why."""
    for practice in site.catalog.all:
        view, publication = site.by_id[practice.id], practice.record.publication
        if view.banner:
            yield (
                Link(view.name, view.address),
                LABELS[publication.status],
                view.banner.instead,
                publication.reason or "",
            )
            continue
        for former in publication.former_keys:
            there = Link(f"{view.name}：原有的一个数据", f"{view.address}#{former.key}")
            yield there, *_gone(site, former), former.reason or ""


def _gone(site: Site, former: FormerKey) -> tuple[str, Link | None]:
    """Return what became of a figure, and what to see instead, if it stands with another practice."""
    other, _, key = (former.replaced_by or "").rpartition("#")
    return (
        ("已移走", Link(site.by_id[other].name, site.by_id[other].address + f"#{key}")) if other else ("已撤下", None)
    )
