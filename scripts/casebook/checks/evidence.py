"""Records held against the documents' texts: anchors, digits, copied runs, forgotten figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from pathlib import Path
from typing import TypeAlias

from casebook.checks.document_text import NEAR, SEPARATOR, DocumentText, Number, copied_run, is_printed
from casebook.errors import Stopped
from casebook.problems import Problem
from casebook.records.loading import Library, Loaded
from casebook.records.model import Document, Outcome, Record
from casebook.rule import Finding, Loc, Rule
from casebook.rules.base import own_words
from casebook.rules.plain_rules import ANCHOR, COPIED, DIGITS, FORGOTTEN, SECTION_START, UNPRINTED, UNUSED
from casebook.rules.privacy import masked
from casebook.text.normal import squeezed

AROUND = 4
_LONG = 7


@dataclass(frozen=True)
class Evidence:
    """One document with its text."""

    id: str
    document: Document
    raw: str

    @cached_property
    def said(self) -> DocumentText:
        """What the text says."""
        sections = tuple((section.path, section.starts) for section in self.document.sections)
        return DocumentText(self.raw, sections, self.document.date or "")


Texts: TypeAlias = Mapping[str, str]


def text_files(sources: Path, ids: Iterable[str], only: str = "") -> Texts:
    """Return the texts of documents by their ids. sources: a folder of `<document-id>.txt`, or one file.

    only: whose text a single file is where its name is no document's id.
    """
    if sources.is_file():
        id_ = sources.stem if sources.stem in {*ids} else only
        if not id_:
            raise Stopped(f"{sources.name} 的名字不是文件的编号，不知道是哪份文件的原文。请改成 <文件编号>.txt。")
        return {id_: read_text(sources)}
    paths = {id_: sources / f"{id_}.txt" for id_ in ids}
    return {id_: read_text(path) for id_, path in paths.items() if path.is_file()}


def read_text(path: Path) -> str:
    """Return a document's text: in UTF-8, or as older Chinese programs save it."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def check_evidence(library: Library, texts: Texts) -> tuple[list[Problem], tuple[str, ...]]:
    """Hold records against the texts of documents, by their ids; a missing text is a note."""
    evidence: dict[str, Evidence] = {}
    problems: list[Problem] = []
    notes: list[str] = []
    for loaded in library.documents:
        if loaded.item is None:
            continue
        if loaded.id not in texts:
            notes.append(f"没有 {loaded.id} 的原文（{loaded.id}.txt），与它有关的没有核对。")
            continue
        evidence[loaded.id] = Evidence(loaded.id, loaded.item, texts[loaded.id])
        problems += [loaded.problem(SECTION_START, found) for found in _lost_starts(evidence[loaded.id])]
    for record in library.records:
        if record.draft is not None:  # also of a record whose form is wrong somewhere: all is told in one run
            problems += starmap(record.problem, _record_findings(record.draft, evidence, library))
    for document in library.documents:
        if document.id in evidence:
            problems += _coverage(document, evidence[document.id], library)
    return problems, tuple(notes)


def _lost_starts(evidence: Evidence) -> Iterator[Finding]:
    for index, start in enumerate(evidence.said.starts):
        if start < 0:
            words = evidence.document.sections[index].starts
            yield Finding(("sections", index, "starts"), f"“{words}”在原文里找不到，或次序不对。")


def _record_findings(record: Record, evidence: dict[str, Evidence], library: Library) -> Iterator[tuple[Rule, Finding]]:
    for loc, document, anchor, section in _anchors(record):
        if document in evidence:
            yield from ((ANCHOR, found) for found in _anchor_findings(evidence[document], loc, anchor, section))
    for index, outcome in enumerate(record.outcomes):
        if outcome.document in evidence:
            found_digits = _digit_findings(evidence[outcome.document].said, ("outcomes", index, "value"), outcome)
            yield from ((DIGITS, found) for found in found_digits)
    yield from ((UNPRINTED, found) for found in _unprinted(record, evidence))
    yield from ((COPIED, found) for found in _copied(record, evidence, library))


def _anchors(record: Record) -> Iterator[tuple[Loc, str, str, str | None]]:
    for field in ("includes", "localities", "sources", "outcomes", "recognition", "diffusion"):
        for index, item in enumerate(getattr(record, field)):
            if item.document and item.anchor:
                yield (field, index, "anchor"), item.document, item.anchor, getattr(item, "section", None)


def _anchor_findings(evidence: Evidence, loc: Loc, anchor: str, section: str | None) -> Iterator[Finding]:
    verdict = evidence.said.judged(anchor, section)
    near = f"是否“{verdict.nearest}”？" if verdict.nearest else ""
    if verdict.kind == "absent":
        yield Finding(loc, f"“{anchor}”在 {evidence.id} 里找不到。{near}请从原文复制 6—20 字。")
    elif verdict.kind == "private":
        yield Finding(loc, f"“{anchor}”碰到了隐去的姓名或电话。请换一处原文词句。")
    elif verdict.kind != "ok" and section is not None:
        stands = "、".join(filter(None, verdict.stands))
        yield Finding(loc, f"“{anchor}”在“{section}”里不是恰好一次（它在：{stands}）。{near}")
    elif verdict.kind != "ok":
        yield Finding(loc, f"“{anchor}”在同一章节里出现不止一次，请多取几个字。{near}")


def _digit_findings(said: DocumentText, loc: Loc, outcome: Outcome) -> Iterator[Finding]:
    length = len(squeezed(outcome.anchor)) + NEAR
    near = [SEPARATOR.sub("", said.text[hit : hit + length]) for hit in said.hits(outcome.anchor)]
    for part in re.split(r"[-:/]", outcome.value or ""):
        if part and near and not any(part in text for text in near):
            yield Finding(loc, f"原文“{outcome.anchor}”及其后 40 字里没有“{part}”。")


def _unprinted(record: Record, evidence: dict[str, Evidence]) -> Iterator[Finding]:
    """Yield each alias that none of the record's documents prints."""
    documents = dict.fromkeys(source.document for source in record.sources)
    if not all(id_ in evidence for id_ in documents):
        return
    for index, alias in enumerate(record.aliases):
        if not is_printed(alias, [evidence[id_].said.text for id_ in documents]):
            message = f"文件里没有印“{alias}”。别名只写文件里印着的；只为查到的，写进 search_words。"
            yield Finding(("aliases", index), message)


def _copied(record: Record, evidence: dict[str, Evidence], library: Library) -> Iterator[Finding]:
    fixed = [term.term for term in library.vocabularies.terms if term.fixed]
    texts = [evidence[s.document].said.text for s in record.sources if s.document in evidence]
    for loc, text in own_words(record):
        if copied := copied_run(text, texts, fixed):
            yield Finding(loc, f"与原文有 {len(copied)} 个字相同：“{copied}”。请换成自己的话。")


def _coverage(loaded: Loaded[Document], evidence: Evidence, library: Library) -> Iterator[Problem]:
    said = evidence.said
    spans = [span for record in library.records if record.draft for span in _carried(record.draft, evidence)]
    for index, item in enumerate(evidence.document.uncarried):
        if not said.hits(item.anchor):
            loc = ("uncarried", index, "anchor")
            yield loaded.problem(UNUSED, Finding(loc, f"“{item.anchor}”在原文里找不到。"))
        spans += said.spans(item.anchor, item.value)
    for number in said.left(spans):
        yield loaded.problem(FORGOTTEN, Finding(("uncarried",), _forgotten_message(said, number)))


def _carried(record: Record, evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    for outcome in record.outcomes:
        if outcome.document == evidence.id:
            yield from evidence.said.spans(outcome.anchor, outcome.value or "")
    if any(source.document == evidence.id for source in record.sources):
        told = squeezed("｜".join(text for _, text in record.texts))
        for number in evidence.said.numbers:
            if evidence.said.text[max(0, number.start - AROUND) : number.end + AROUND] in told:
                yield number.start, number.end, number.value


def _forgotten_message(said: DocumentText, number: Number) -> str:
    context = said.text[max(0, number.start - 12) : number.end + 12]
    path = said.section_at(number.start) or "正文之前"
    # As long as a telephone number, it may be one: reports go into public logs.
    shown = masked(number.value) if len(number.value) >= _LONG else number.value
    anchor = said.anchor_for(number)
    cure = f"原文词句可取“{anchor}”。" if anchor and shown == number.value else ""
    return f"“{shown}”没有记录（{path}：……{context}……）。请补进记录，或在 uncarried 里写明原因。{cure}"
