"""The page of one practice."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from casebook import links
from casebook.catalog import Practice
from casebook.links import Way
from casebook.pages import wording
from casebook.pages.banners import banner, former_anchors
from casebook.pages.citing import practice_citing
from casebook.pages.components import breadcrumb, items, link, proof, quotation, stage_badge, table, unsaid
from casebook.pages.figure_list import figure_list
from casebook.pages.glance import glance
from casebook.pages.page_tools import page_tools, since_notice
from casebook.pages.reporting import report_link
from casebook.pages.site import Page, Site
from casebook.records.model import Change, Document, Locality, Source
from casebook.text.escaping import escape, href, is_safe_url


def practice_page(site: Site, practice: Practice) -> Page:
    """Return the page of a practice with its fixed anchors: summary, steps, outcomes, sources, related."""
    way = Way(links.practice(practice.id))
    parts = [
        banner(way, site.catalog, practice),
        since_notice(site.catalog, practice),
        _summary(site, way, practice),
        _localities(site, way, practice),
        _outcomes(site, way, practice),
        _steps(practice),
        _particulars(practice),
        _sources(site, way, practice),
        _related(site, way, practice),
        _changes(practice),
        practice_citing(site, way, practice),
        _closing(site, way, practice),
    ]
    crumbs = breadcrumb(way, [("", "首页"), (links.PRACTICES, "全部做法")], practice.name)
    body = "\n\n".join(filter(None, parts))
    return Page(way.here, practice.name, _description(practice), body, "practice", wide=False, crumbs=crumbs)


def _description(practice: Practice) -> str:
    where = "、".join(dict.fromkeys(wording.place_name(place) for place in practice.places))
    return f"{practice.record.summary}（{where}）"[:160]


def _summary(site: Site, way: Way, practice: Practice) -> str:
    record, words = practice.record, site.catalog.vocabularies
    kind = words.kinds.by_name[record.kind]
    themes = [link(way.shelf("themes", words.themes.by_name[t].id), t) for t in record.themes]
    problems = [link(way.shelf("problems", words.problems.by_name[p].id), p) for p in record.problems]
    facts = [
        (
            "类型",
            link(way.shelf("kinds", kind.id), record.kind)
            + (f"（原文称“{escape(record.called)}”）" if record.called else ""),
        ),
        ("主题", "、".join(themes)),
        ("解决什么问题", "、".join(problems)),
    ]
    if record.aliases:
        facts.insert(0, ("又称", "、".join(escape(alias) for alias in record.aliases)))
    facts.insert(0, ("读音", escape(practice.reading)))
    rows = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in facts)
    return (
        f'<div class="cb-summary" id="summary"><p class="cb-lead">{escape(record.summary)}</p>\n{glance(site, way, practice)}\n'
        f"{page_tools(practice)}\n"
        f'<dl class="cb-facts">{rows}</dl></div>'
    )


def _localities(site: Site, way: Way, practice: Practice) -> str:
    rows = []
    for doing in practice.doings:
        locality = doing.locality
        where = link(way.shelf("places", doing.place.code), wording.place_name(doing.place))
        how_far = stage_badge(locality.stage) + (f" {escape(locality.spread)}" if locality.spread else "")
        since = f"<br>{escape(wording.day(locality.since))}起" if locality.since else ""
        note = f'<p class="cb-note">{escape(locality.note)}</p>' if locality.note else ""
        document = site.catalog.documents[locality.document]
        source = proof(way, locality.document, document, locality.anchor, site.catalog.voice(doing))
        rows.append(("", (where + note, how_far + since, _bodies(site, way, locality), source)))
    head = ("地方", "做到哪一步", "牵头和配合", "出处")
    return "## 谁在做，做到哪一步 { #localities }\n\n" + table(head, rows, "cb-localities")


def _bodies(site: Site, way: Way, locality: Locality) -> str:
    parts = []
    for part, bodies in (("牵头", locality.lead), ("配合", locality.support)):
        if bodies:
            names = "、".join(link(way.shelf("bodies", site.shelves.body_id(b)), b) for b in bodies)
            parts.append(f"{part}：{names}")
    return "<br>".join(parts) or unsaid()


def _outcomes(site: Site, way: Way, practice: Practice) -> str:
    figures = practice.figures
    anchors = former_anchors(site.catalog, practice)
    body = (
        figure_list(site, way, figures)
        if figures
        else f'<p class="cb-unsaid">{wording.UNSAID}：文件没有给出这项做法的数据。</p>'
    )
    return f"## 数据与成效 {{ #outcomes }}\n\n{anchors}{body}"


def _steps(practice: Practice) -> str:
    record = practice.record
    lines = [f"{number}. {escape(step)}" for number, step in enumerate(record.steps, start=1)]
    parts = ["## 怎么做 { #steps }"]
    if record.background:
        parts.append(f"{escape(record.background)}")
    parts.append("\n".join(lines) if lines else f"<p>{unsaid()}</p>")
    if record.notes:
        parts += ['<p class="cb-subhead">须知</p>', items(escape(note) for note in record.notes)]
    return "\n\n".join(parts)


def _particulars(practice: Practice) -> str:
    record = practice.record
    actors = [f"{escape(a.name)}{'：' + escape(a.role) if a.role else ''}" for a in record.actors]
    basis = [escape(wording.titled(b.title, b.number)) for b in record.basis]
    honours = [
        "，".join(escape(part) for part in (r.title, r.grantor, f"{r.year}年" if r.year else None) if part)
        for r in record.recognition
    ]
    rows = (
        ("参与方", actors),
        ("政策依据", basis),
        ("经费来源", [escape(f) for f in record.funding]),
        ("所需条件", [escape(c) for c in record.conditions]),
        ("表彰与报道（来源称）", honours),
        ("推广情况", [escape(a) for a in record.adoption]),
    )
    cells = "".join(f"<div><dt>{name}</dt><dd>{items(texts) if texts else unsaid()}</dd></div>" for name, texts in rows)
    return f'## 照着做要知道的 {{ #particulars }}\n\n<dl class="cb-facts cb-particulars">{cells}</dl>'


def _sources(site: Site, way: Way, practice: Practice) -> str:
    by_document: dict[str, list[Source]] = {}
    for source in practice.record.sources:
        by_document.setdefault(source.document, []).append(source)
    parts = [_source(site, way, id_, told) for id_, told in by_document.items()]
    return '## 来源 { #sources }\n\n<ol class="cb-sources">' + "\n".join(parts) + "</ol>"


def _source(site: Site, way: Way, id_: str, told: list[Source]) -> str:
    document = site.catalog.documents[id_]
    facts = [
        escape(part)
        for part in (document.issuer, document.number, document.date and wording.day(document.date))
        if part
    ]
    where = [
        "：".join([*([escape(s.section)] if s.section else []), *([quotation(document, s.anchor)] if s.anchor else [])])
        for s in told
    ]
    title = link(way.shelf("documents", id_), wording.titled(document.title, None))
    return f"<li>{title}<br>{'，'.join(facts)}{items(filter(None, where))}{_openness(document)}</li>"


def _openness(document: Document) -> str:
    openness, url = document.openness, document.url
    if url and is_safe_url(url):
        return f'<p>{openness} · <a href="{href(url)}" rel="noopener external">打开原文网页</a></p>'
    keys = f"{escape(wording.key(document))}、章节和引号里的词句"
    return f"<p>{openness} · {wording.how_to_get(openness, keys)}</p>"


def _related(site: Site, way: Way, practice: Practice) -> str:
    groups: dict[str, list[str]] = {}
    for related in site.catalog.related(practice):
        words = wording.RELATION_WORDS[(related.type, related.inverse)]
        other = link(way.practice(related.practice.id), related.practice.name)
        groups.setdefault(words, []).append(f"{other} <span>{escape(related.practice.record.summary)}</span>")
    body = "".join(f'<p class="cb-subhead">{words}</p>{items(others)}' for words, others in groups.items())
    return "## 相关做法 { #related }\n\n" + (body or f"<p>还没有相关做法。可看{_same_theme(site, way, practice)}。</p>")


def _same_theme(site: Site, way: Way, practice: Practice) -> str:
    theme = practice.record.themes[0]
    return link(way.shelf("themes", site.catalog.vocabularies.themes.by_name[theme].id), f"同主题“{theme}”的做法")


def _changes(practice: Practice) -> str:
    if not practice.changes:
        return ""
    lines = "".join(map(_change, practice.changes))
    return f'## 修订记录 {{ #changes }}\n\n<ul class="cb-list cb-changes">{lines}</ul>'


def _change(change: Change) -> str:
    key = f' data-key="{change.key}"' if change.key else ""
    there = f' <a href="#{change.key}">看这个数据</a>' if change.key else ""
    return (
        f'<li data-date="{change.date}"{key}>{wording.day(change.date)}：<span>{escape(change.note)}</span>{there}</li>'
    )


def _closing(site: Site, way: Way, practice: Practice) -> str:
    documents = [document for _, document in site.catalog.documents_of(practice)]
    lines = [f"{wording.OWN_WORD_LINE}{wording.years_line(documents)}"]
    verified = practice.record.verified
    lines.append(f"{wording.day(verified)}已与原文核对。" if verified else "尚未由第二人与原文核对。")
    actions = "".join(f"<li>{action}</li>" for action in _actions(site, way, practice))
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'<footer class="cb-closing">{body}<ul class="cb-actions">{actions}</ul></footer>'


def _actions(site: Site, way: Way, practice: Practice) -> Iterator[str]:
    settings = site.settings
    if settings.repo_url and is_safe_url(settings.repo_url):
        edit = f"{settings.repo_url}/edit/{quote(settings.repo_branch)}/{quote(practice.path)}"
        yield f'<a href="{href(edit)}" rel="external">修改本页的记录</a>'
    else:
        yield f"本页的记录：<code>{escape(practice.path)}</code>"
    yield report_link(site, way, practice)
    yield f'<a href="{way.to(links.record_json(practice.id))}">数据（JSON）</a>'
