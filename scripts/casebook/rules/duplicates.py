"""One thing told twice, by what it rests on: documents with one number or address, records with one piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from casebook.problems import Severity, relative
from casebook.records.loading import Library, Loaded
from casebook.records.model import Document, Record
from casebook.rule import Finding, Loc
from casebook.rules.base import set_rule
from casebook.text.normal import folded, squeezed

# What tells a document or a piece of evidence from another; what it is called, and what of it is compared.
Mark: TypeAlias = tuple[str, tuple[str, ...]]
# The rules of the set whose findings are of documents, not of records.
OF_DOCUMENTS = frozenset({"S209"})
_TRIED = 20
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_END = re.compile(r"(?:/index\.s?html?)?/?(?:#.*)?$")


def document_marks(told: Mapping[str, str | None]) -> tuple[Mark, ...]:
    """Return what tells a document from others: its number and address; brackets, quotes and such folded. told: its fields."""
    number, url = folded(told.get("number") or ""), told.get("url") or ""
    address = _END.sub("", _SCHEME.sub("", url.strip()))
    title = (folded(told.get("title") or ""), folded(told.get("issuer") or ""))
    return tuple(mark for mark in (("文号", (number,)), ("网址", (address,)), ("标题和发文单位", title)) if mark[1][0])


def same_document(told: Mapping[str, str | None], library: Library, but: str = "") -> tuple[str, str] | None:
    """Return the document that the fields of another describe, as id and path, and what both share; None where there is none.

    but: the id of the document itself. An issuer that one of them leaves out may be the other's.
    """
    marks = dict(document_marks(told))
    for loaded in library.documents:
        if loaded.draft is not None and loaded.id != but:
            for what, value in document_marks(_fields(loaded.draft)):
                mine = marks.get(what, ("",))
                if mine == value or (len(value) > 1 and mine[0] == value[0] and "" in {mine[-1], value[-1]}):
                    return f"{loaded.id}（{relative(loaded.path)}）", what
    return None


def _fields(document: Document) -> dict[str, str | None]:
    return {name: getattr(document, name, None) for name in ("number", "url", "title", "issuer")}


@set_rule(
    "S209",
    "一份文件只登记一次。",
    "（另有一份）number: 穗民案〔2021〕63号\nnumber: 穗民案[2021]63号",
    "来源写已登记的那一份",
)
def _documents_told_twice(library: Library) -> Iterator[tuple[str, Finding]]:
    by_mark: dict[tuple[str, str], list[Loaded[Document]]] = {}
    for loaded in library.documents:
        for what, value in document_marks(_fields(loaded.draft)) if loaded.draft else ():
            by_mark.setdefault((what, value[0]), []).append(loaded)
    met = {loaded.id: loaded for group in by_mark.values() if len(group) > 1 for loaded in group}
    for id_, loaded in sorted(met.items()):
        if loaded.draft and (found := same_document(_fields(loaded.draft), library, id_)):
            field = {"文号": "number", "网址": "url"}.get(found[1], "title")
            message = f"与 {found[0]}是同一份文件：{found[1]}相同。请只留一份，来源都写它的编号。"
            yield id_, Finding((field,), message)


@set_rule(
    "S208",
    "同一句原文只写一条做法，或写明两条的关系。",
    "两条都有 sources: [{document: d, anchor: 二是探索推行楼栋长}]",
    "relations: [{type: related, target: lou-dong-zhang}]",
    Severity.WARNING,
)
def _sentences_told_twice(library: Library) -> Iterator[tuple[str, Finding]]:
    by_sentence: dict[tuple[str, str], dict[str, Loc]] = {}
    published = {r.id: r for r in library.records if r.draft and r.draft.publication.status == "published"}
    related = {id_: {r.target for r in one.draft.relations} for id_, one in published.items() if one.draft}
    for id_, loaded in published.items():
        for loc, sentence in _sentences(loaded.draft) if loaded.draft else ():
            by_sentence.setdefault(sentence, {}).setdefault(id_, loc)
    told: set[str] = set()
    for places in by_sentence.values():
        for id_, loc in places.items() if len(places) > 1 else ():
            # Of many records on one sentence, each is told of one: there is no need to try all.
            near = [o for o in islice(places, _TRIED) if o != id_ and o not in related[id_] and id_ not in related[o]]
            if near and id_ not in told:
                told.add(id_)
                name, path = published[near[0]].draft, relative(published[near[0]].path)
                message = f"“{name.name if name else near[0]}”（{path}）也据这句原文。"
                yield id_, Finding(loc, f"{message}是同一做法的，并成一条；不是的，在 relations 里写明两者的关系。")


def _sentences(record: Record) -> Iterator[tuple[Loc, tuple[str, str]]]:
    for field in ("sources", "localities"):
        for index, item in enumerate(getattr(record, field)):
            if item.document and item.anchor:
                yield (field, index, "anchor"), (item.document, squeezed(item.anchor))
