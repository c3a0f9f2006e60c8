"""Tables and lists for the hand-written pages: what may stand in a record, what is checked, what was corrected."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from itertools import groupby

from casebook.catalog import Catalog, Figure, Practice
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.site import Site
from casebook.problems import Severity
from casebook.records import model
from casebook.records.labels import LABELS
from casebook.records.model import Change, Entity
from casebook.records.vocabularies import FACETS, WordList
from casebook.rule import Rule
from casebook.rules import all_rules
from casebook.text.escaping import escape

PARTS: dict[str, type[Entity]] = {
    part.__name__: part
    for part in (
        model.Record, model.Locality, model.Source, model.Outcome, model.Actor, model.Basis, model.Recognition,
        model.Relation, model.Change, model.Publication, model.FormerKey, model.Document, model.Section,
        model.UncarriedNumber,
    )
}  # fmt: skip
_FORMS = {
    model.Date: "日期", model.Day: "日期，写到日", model.Year: "四位年份", model.Key: "英文短名", model.Id: "编号",
    model.Name: "短语，60 字以内", model.Text: "文字",
}  # fmt: skip
_GROUPS = {
    "Y": "文件的写法", "F": "文件和文件夹", "M": "字段", "R2": "规定的词", "R3": "数据", "R4": "出处", "R5": "地方",
    "R6": "用词和字形", "R7": "个人信息", "R8": "撤下和更正", "S1": "相关做法", "S2": "名称和编号", "D": "文件说明",
    "E": "与原文核对", "L": "链接",
}  # fmt: skip


def fields(part: str, way: Way) -> str:
    """Return the fields of a part of a record."""
    kind = PARTS[part]
    hints = typing.get_type_hints(kind, include_extras=True)
    rows = []
    for name, field in kind.model_fields.items():
        said = f"。{escape(field.description)}" if field.description else ""
        needed = "必填" if field.is_required() else "选填"
        form = _word_form(name, FACETS[kind, name], way) if (kind, name) in FACETS else _plain_form(hints[name])
        rows.append(("", (escape(name), escape(field.title or name), needed, f"<span>{form}{said}</span>")))
    return c.table(("字段", "名称", "必填或选填", "怎么写"), rows, "cb-fields")


def _word_form(name: str, facet: str, way: Way) -> str:
    many = "一至三个，" if name in {"themes", "problems"} else ""
    place = way.index(facet) if facet != "natures" else f"{way.to('about/method/')}#natures"
    return f"{many}从{c.link(place, '词表')}选"


def _plain_form(hint: object) -> str:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType or origin is typing.Union:
        return _plain_form(inside[0])
    if origin is tuple:
        return f"列表，{_plain_form(inside[0])}"
    if origin is typing.Literal:
        return "选一个：" + "、".join(f"{LABELS[w]} <code>{w}</code>" if w in LABELS else escape(w) for w in inside)
    if isinstance(hint, type) and issubclass(hint, Entity):
        return f"{c.link(f'#{hint.__name__.lower()}', '一组字段')}"
    return next((said for known, said in _FORMS.items() if known == hint), "文字")


def words(vocabulary: WordList, way: Way) -> str:
    """Return a vocabulary as a list of words with definitions; words that have a page are linked."""
    rows = []
    for word in vocabulary.words:
        name = (
            escape(word.name)
            if vocabulary.facet == "natures"
            else c.link(way.shelf(vocabulary.facet, word.id), word.name)
        )
        rows.append(f"<div><dt>{name}</dt><dd>{escape(word.definition)}</dd></div>")
    return f'<dl class="cb-facts cb-words">{"".join(rows)}</dl>'


def rules() -> str:
    """Return every rule by groups: code, demand, wrong and right."""
    parts = []
    names = list(_GROUPS.values())
    for group, found in groupby(sorted(all_rules(), key=lambda rule: names.index(_group(rule))), _group):
        rows = (_rule_row(rule) for rule in found)
        table = c.table(("编号", "要求", "不对", "对"), rows, "cb-rules")
        parts.append(f"## {group}\n\n{table}")
    return "\n\n".join(parts)


def _group(rule: Rule) -> str:
    return _GROUPS.get(rule.code[:2]) or _GROUPS[rule.code[:1]]


def _rule_row(rule: Rule) -> tuple[str, tuple[str, ...]]:
    only = ' <span class="cb-note">（提醒，不影响发布）</span>' if rule.severity is Severity.WARNING else ""
    title = f"<span>{escape(rule.title)}{only}</span>"
    return f' id="{rule.code.lower()}"', (rule.code, title, _example(rule.wrong), _example(rule.right))


def _example(text: str) -> str:
    """Return an example with its line breaks, indents and tabs to be seen."""
    lines = text.replace("\t", "⇥").rstrip("\n").split("\n")
    shown = ("&nbsp;" * (len(line) - len(line.lstrip(" "))) + escape(line) for line in lines)
    return f'<code class="cb-example">{"<br>".join(shown)}</code>'


def quoted_figure(site: Site, way: Way, figure: Figure) -> str:
    """Return one figure outside its page: it links to its place there."""
    outcome, practice = figure.outcome, figure.practice
    document = site.catalog.documents[outcome.document]
    voice = site.catalog.voice(figure)
    note = f'<p class="cb-warning">{wording.WARNINGS[figure.status]}</p>' if figure.status in wording.WARNINGS else ""
    place, day = escape(wording.place_name(figure.place)), wording.as_of(outcome, document)
    scope = escape(outcome.scope) if outcome.scope else c.unsaid()
    return (
        f'<div class="cb-quoted"><p class="cb-value">{c.figure_value(figure)}</p>{note}'
        f"<p>{c.link(way.practice(practice.id, outcome.key), f'{practice.name}：{outcome.metric}')} "
        f'<span class="cb-nature">{escape(outcome.nature)}</span></p>'
        f'<p class="cb-scope">{place} · 口径：{scope} · {day}</p>'
        f'<p class="cb-proof">{c.proof(way, outcome.document, document, outcome.anchor, voice)}</p></div>'
    )


def _changes(catalog: Catalog) -> list[tuple[Practice, Change]]:
    told = [(practice, change) for practice in catalog.all for change in practice.record.changes]
    return sorted(told, key=lambda pair: pair[1].date, reverse=True)


def _change_line(way: Way, practice: Practice, change: Change) -> str:
    there = c.link(way.practice(practice.id, change.key or ""), practice.name)
    return f"{wording.day(change.date)}，{there}：{escape(change.note)}"


def newest(site: Site, way: Way, limit: int) -> str:
    """Return the newest changes with their heading, or nothing."""
    lines = [_change_line(way, *pair) for pair in _changes(site.catalog)[:limit]]
    return f"## 最近更新 {{ #newest }}\n\n{c.items(lines)}" if lines else ""


def changes(site: Site, way: Way) -> str:
    """Return every change, newest first."""
    lines = [_change_line(way, *pair) for pair in _changes(site.catalog)]
    return c.items(lines) if lines else '<p class="cb-empty">还没有更正。</p>'


def doubtful(site: Site, way: Way) -> str:
    """Return the figures that should not be quoted unawares, each with the reason."""
    lines = list(_doubtful_lines(site, way))
    return c.items(lines) if lines else '<p class="cb-empty">目前没有。</p>'


def _doubtful_lines(site: Site, way: Way) -> Iterator[str]:
    for figure in site.catalog.figures:
        outcome, practice = figure.outcome, figure.practice
        if figure.status != "有效":
            there = c.link(way.practice(practice.id, outcome.key), f"{practice.name}：{outcome.metric}")
            note = f"。{escape(outcome.note)}" if outcome.note else ""
            yield f"{there} {c.figure_value(figure)}{note}"


def retired(site: Site, way: Way) -> str:
    """Return the records and figures that were taken down or merged, each with the reason."""
    lines = [line for practice in site.catalog.all for line in _retired_lines(site.catalog, way, practice)]
    return c.items(lines) if lines else '<p class="cb-empty">目前没有。</p>'


def _retired_lines(catalog: Catalog, way: Way, practice: Practice) -> Iterator[str]:
    publication = practice.record.publication
    if not practice.is_published:
        said = LABELS[publication.status]
        if publication.replaced_by:
            said += (
                f"，请看{c.link(way.practice(publication.replaced_by), catalog.by_id[publication.replaced_by].name)}"
            )
        yield f"{c.link(way.practice(practice.id), practice.name)} {said}{_because(publication.reason)}"
        return
    for former in publication.former_keys:
        there = c.link(way.practice(practice.id, former.key), f"{practice.name}：原有的一个数据")
        yield f"{there} 已撤下{_because(former.reason)}"


def _because(reason: str | None) -> str:
    return f"。原因：{escape(reason)}" if reason else ""
