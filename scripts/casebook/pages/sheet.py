"""A practice on paper: all that its page tells, in order, with the sources in full. For booklets and Word hand-outs."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.catalog import Figure, Practice
from casebook.pages import wording
from casebook.pages.blocks import Block, Heading, Items, Line, Paragraph, Run, Table, line, text
from casebook.pages.citing import citable, document_citation, page_citation
from casebook.pages.site import Site
from casebook.records.model import Document, Locality, Outcome
from casebook.text.escaping import is_safe_url


def practice_sheet(site: Site, practice: Practice) -> Iterator[Block]:
    """Yield a practice's whole content; headings of level 1 and 2."""
    record = practice.record
    yield Heading(practice.name, 1)
    yield text(record.summary, "lead")
    yield Items(tuple(_facts(practice)))
    yield Heading("谁在做，做到哪一步", 2)
    yield _localities(site, practice)
    yield Heading("数据与成效", 2)
    yield from _figures(site, practice)
    yield Heading("怎么做", 2)
    yield from _steps(practice)
    yield Heading("照着做要知道的", 2)
    yield Items(tuple(_particulars(practice)))
    yield Heading("来源", 2)
    yield from _sources(site, practice)
    yield from _related(site, practice)
    yield from _changes(practice)
    yield from fixed_lines(site, practice)


def fixed_lines(site: Site, practice: Practice) -> Iterator[Block]:
    """Yield what stands at the end of every practice: whose words these are, how old, whether checked; how to cite it."""
    documents = [document for _, document in site.catalog.documents_of(practice)]
    verified = practice.record.verified
    checked = f"{wording.day(verified)}已与原文核对。" if verified else "尚未由第二人与原文核对。"
    yield text(f"{wording.OWN_WORD_LINE}{wording.years_line(documents)}{checked}", "note")
    yield text(f"引用本页：{page_citation(site, citable(site, practice)).text()}", "note")


def _named(name: str, told: str) -> Line:
    return (Run(f"{name}：", strong=True), Run(told))


def _facts(practice: Practice) -> Iterator[Line]:
    record = practice.record
    yield _named("读音", practice.reading)
    if record.aliases:
        yield _named("又称", "、".join(record.aliases))
    yield _named("类型", record.kind + (f"（原文称“{record.called}”）" if record.called else ""))
    yield _named("主题", "、".join(record.themes))
    yield _named("解决什么问题", "、".join(record.problems))


def _localities(site: Site, practice: Practice) -> Table:
    rows = []
    for doing in practice.doings:
        locality = doing.locality
        where = [wording.place_name(doing.place), *([locality.note] if locality.note else [])]
        far = locality.stage + (f" {locality.spread}" if locality.spread else "")
        stage = [far, *([f"{wording.day(locality.since)}起"] if locality.since else [])]
        document = site.catalog.documents[locality.document]
        proof = _proof(document, site.catalog.voice(doing), locality.anchor)
        rows.append((_lines(where), _lines(stage), _lines(_bodies(locality)), (proof,)))
    return Table(("地方", "做到哪一步", "牵头和配合", "出处"), tuple(rows), (26, 16, 26, 32))


def _lines(texts: list[str]) -> tuple[Line, ...]:
    return tuple(line(told) for told in texts)


def _bodies(locality: Locality) -> list[str]:
    parts = [("牵头", locality.lead), ("配合", locality.support)]
    return [f"{part}：{'、'.join(bodies)}" for part, bodies in parts if bodies] or [wording.UNSAID]


def _proof(document: Document, voice: str, anchor: str) -> Line:
    return line(f"{document.label}（{voice}）“{anchor}”")


def _figures(site: Site, practice: Practice) -> Iterator[Block]:
    rows = [_figure(site, figure) for figure in practice.figures]
    if not rows:
        yield text(f"{wording.UNSAID}：文件没有给出这项做法的数据。")
        return
    yield Table(("数据", "口径", "时间", "出处"), tuple(rows), (26, 26, 18, 30))


def _figure(site: Site, figure: Figure) -> tuple[tuple[Line, ...], ...]:
    outcome = figure.outcome
    document = site.catalog.documents[outcome.document]
    what: tuple[Line, ...] = (
        line(wording.figure_text(outcome), strong=True),
        line(f"{outcome.metric}（{outcome.nature}）"),
    )
    if figure.status in wording.WARNINGS:
        what += (line(f"{figure.status}：{wording.WARNINGS[figure.status]}", strong=True),)
    scope = [
        wording.place_name(figure.place),
        outcome.scope or wording.UNSAID,
        *([outcome.note] if outcome.note else []),
    ]
    return (
        what,
        _lines(scope),
        _lines(_days(site, outcome, document)),
        (_proof(document, site.catalog.voice(figure), outcome.anchor),),
    )


def _days(site: Site, outcome: Outcome, document: Document) -> list[str]:
    days = [wording.as_of(outcome, document)]
    if outcome.nature == "目标":
        late = f"{wording.OVERDUE}。" if wording.is_overdue(outcome, site.catalog.build_date) else ""
        days.append(f"这是目标，不是结果。{late}")
    return days


def _steps(practice: Practice) -> Iterator[Block]:
    record = practice.record
    if record.background:
        yield text(record.background)
    yield Items(_lines([*record.steps]), numbered=True) if record.steps else text(wording.UNSAID)
    if record.notes:
        yield text("须知", "subhead")
        yield Items(_lines([*record.notes]))


def _particulars(practice: Practice) -> Iterator[Line]:
    record = practice.record
    honours = ["，".join(filter(None, (r.title, r.grantor, r.year and f"{r.year}年"))) for r in record.recognition]
    rows = (
        ("参与方", [f"{a.name}{'：' + a.role if a.role else ''}" for a in record.actors]),
        ("政策依据", [wording.titled(b.title, b.number) for b in record.basis]),
        ("经费来源", [*record.funding]),
        ("所需条件", [*record.conditions]),
        ("表彰与报道（来源称）", honours),
        ("推广情况", [*record.adoption]),
    )
    for name, told in rows:
        yield _named(name, "；".join(told) or wording.UNSAID)


def _sources(site: Site, practice: Practice) -> Iterator[Block]:
    for number, (id_, document) in enumerate(site.catalog.documents_of(practice), start=1):
        cited = document_citation(document)
        head = cited.text().removesuffix(f" {document.url}.") if cited.address else cited.text()
        address = (Run(" "), Run(cited.address, address=cited.address)) if cited.address else ()
        yield Paragraph((Run(f"［{number}］{head}"), *address))
        told = [s for s in practice.record.sources if s.document == id_]
        places = ["：".join(filter(None, (s.section, f"“{s.anchor}”" if s.anchor else ""))) for s in told]
        yield Items(_lines([*filter(None, places), f"公开属性：{document.openness}。{_how_to_get(document)}"]))


def _how_to_get(document: Document) -> str:
    if document.url and is_safe_url(document.url):
        return ""
    return wording.how_to_get(document.openness, f"{wording.key(document)}、章节和引号里的词句")


def _related(site: Site, practice: Practice) -> Iterator[Block]:
    related = site.catalog.related(practice)
    if related:
        words = wording.RELATION_WORDS
        yield Heading("相关做法", 2)
        yield Items(tuple(_named(words[(r.type, r.inverse)], r.practice.name) for r in related))


def _changes(practice: Practice) -> Iterator[Block]:
    if practice.changes:
        yield Heading("修订记录", 2)
        yield Items(_lines([f"{wording.day(c.date)}：{c.note}" for c in practice.changes]))
