"""Records held against the documents' texts: anchors, digits, copied runs, forgotten figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from pathlib import Path

from casebook.problems import Problem
from casebook.records.loading import Library, Loaded
from casebook.records.model import Document, Outcome, Record
from casebook.rule import Finding, Loc, Rule
from casebook.rules.base import own_words
from casebook.rules.plain_rules import ANCHOR, COPIED, DIGITS, FORGOTTEN, SECTION_START, UNPRINTED, UNUSED
from casebook.rules.privacy import masked
from casebook.text.normal import squeezed

NEAR = 40
LONGEST_RUN = 20
AROUND = 4
ANY = "*"

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_LONG = 7
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"([12][0-9]{3})年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?")
_DAY_FIELDS = frozenset({"since", "as_of", "year"})
_MARKS = re.compile("[“”‘’\"'「」『』]")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|‘[^’]*’")


@dataclass(frozen=True)
class Evidence:
    """One document's text, squeezed, with the bounds of its sections."""

    id: str
    document: Document
    text: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each section starts (-1: not found)."""
        found: list[int] = []
        position = 0
        for section in self.document.sections:
            start = self.text.find(squeezed(section.starts), position)
            found.append(start)
            position = start + 1 if start >= 0 else position
        return tuple(found)

    def section_at(self, position: int) -> int:
        """Return the index of the section that holds a position (-1: before the first)."""
        return bisect_right(self.starts, position) - 1

    def hits(self, anchor: str) -> tuple[int, ...]:
        """Return where an anchor stands."""
        return tuple(m.start() for m in re.finditer(re.escape(squeezed(anchor)), self.text))


def check_evidence(library: Library, sources: Path) -> tuple[list[Problem], tuple[str, ...]]:
    """Hold records against the texts `<document-id>.txt` in a folder; a missing text is a note."""
    texts_by_id: dict[str, Evidence] = {}
    problems: list[Problem] = []
    notes: list[str] = []
    for loaded in library.documents:
        path = sources / f"{loaded.id}.txt"
        if loaded.item is None:
            continue
        if not path.is_file():
            notes.append(f"没有 {loaded.id} 的原文（{path.name}），与它有关的没有核对。")
            continue
        evidence = Evidence(loaded.id, loaded.item, squeezed(path.read_text(encoding="utf-8")))
        problems += [loaded.problem(SECTION_START, found) for found in _lost_starts(evidence)]
        texts_by_id[loaded.id] = evidence
    for record in library.records:
        if record.item is not None:
            problems += starmap(record.problem, _record_findings(record.item, texts_by_id, library))
    for document in library.documents:
        if document.id in texts_by_id:
            problems += _coverage(document, texts_by_id[document.id], library)
    return problems, tuple(notes)


def _lost_starts(evidence: Evidence) -> Iterator[Finding]:
    for index, start in enumerate(evidence.starts):
        if start < 0:
            words = evidence.document.sections[index].starts
            yield Finding(("sections", index, "starts"), f"“{words}”在原文里找不到，或次序不对。")


def _record_findings(record: Record, evidence: dict[str, Evidence], library: Library) -> Iterator[tuple[Rule, Finding]]:
    for loc, document, anchor, section in _anchors(record):
        if document in evidence:
            yield from ((ANCHOR, found) for found in _anchor_findings(evidence[document], loc, anchor, section))
    for index, outcome in enumerate(record.outcomes):
        if outcome.document in evidence:
            found_digits = _digit_findings(evidence[outcome.document], ("outcomes", index, "value"), outcome)
            yield from ((DIGITS, found) for found in found_digits)
    yield from ((UNPRINTED, found) for found in _unprinted(record, evidence))
    yield from ((COPIED, found) for found in _copied(record, evidence, library))


def _anchors(record: Record) -> Iterator[tuple[Loc, str, str, str | None]]:
    for field in ("includes", "localities", "sources", "outcomes", "recognition", "diffusion"):
        for index, item in enumerate(getattr(record, field)):
            if item.document is not None and item.anchor is not None:
                yield (field, index, "anchor"), item.document, item.anchor, getattr(item, "section", None)


def _anchor_findings(evidence: Evidence, loc: Loc, anchor: str, section: str | None) -> Iterator[Finding]:
    hits = evidence.hits(anchor)
    if not hits:
        yield Finding(loc, f"“{anchor}”在 {evidence.id} 里找不到。请从原文复制 6—20 字。")
        return
    sections = [evidence.section_at(hit) for hit in hits]
    if section is not None:
        paths = [squeezed(s.path) for s in evidence.document.sections]
        wanted = paths.index(squeezed(section)) if squeezed(section) in paths else None
        if sections.count(wanted if wanted is not None else -1) != 1:
            stands = "、".join(evidence.document.sections[s].path for s in sections if s >= 0)
            yield Finding(loc, f"“{anchor}”在“{section}”里不是恰好一次（它在：{stands}）。")
    elif all(sections.count(s) > 1 for s in sections):
        yield Finding(loc, f"“{anchor}”在同一章节里出现不止一次，请多取几个字。")


def _digit_findings(evidence: Evidence, loc: Loc, outcome: Outcome) -> Iterator[Finding]:
    length = len(squeezed(outcome.anchor)) + NEAR
    near = [evidence.text[hit : hit + length] for hit in evidence.hits(outcome.anchor)]
    for part in re.split(r"[-:/]", outcome.value or ""):
        if part and near and not any(part in text for text in near):
            yield Finding(loc, f"原文“{outcome.anchor}”及其后 40 字里没有“{part}”。")


def _unprinted(record: Record, evidence: dict[str, Evidence]) -> Iterator[Finding]:
    """Yield each alias that none of the record's documents prints, quotation marks left out on both sides."""
    documents = dict.fromkeys(source.document for source in record.sources)
    if not all(id_ in evidence for id_ in documents):
        return
    for index, alias in enumerate(record.aliases):
        if not any(_bare(squeezed(alias)) in _bare(evidence[id_].text) for id_ in documents):
            message = f"文件里没有印“{alias}”。别名只写文件里印着的；只为查到的，写进 search_words。"
            yield Finding(("aliases", index), message)


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


def _copied(record: Record, evidence: dict[str, Evidence], library: Library) -> Iterator[Finding]:
    fixed = [term.term for term in library.vocabularies.terms if term.fixed]
    documents = [evidence[s.document] for s in record.sources if s.document in evidence]
    for loc, text in own_words(record):
        plain = _QUOTED.sub("|", text)
        for term in fixed:
            plain = plain.replace(term, "|")
        for run in _HAN_RUN.findall(plain):
            if copied := _longest_copied(run, documents):
                yield Finding(loc, f"与原文有 {len(copied)} 个字相同：“{copied}”。请换成自己的话。")
                break


def _longest_copied(run: str, documents: list[Evidence]) -> str:
    for start in range(len(run) - LONGEST_RUN):
        end = start + LONGEST_RUN + 1
        for evidence in documents:
            if run[start:end] in evidence.text:
                while end < len(run) and run[start : end + 1] in evidence.text:
                    end += 1
                return run[start:end]
    return ""


def _coverage(loaded: Loaded[Document], evidence: Evidence, library: Library) -> Iterator[Problem]:
    carried = [span for record in library.records if record.item for span in _carried(record.item, evidence)]
    listed = []
    for index, item in enumerate(evidence.document.uncarried):
        hits = evidence.hits(item.anchor)
        if not hits:
            loc = ("uncarried", index, "anchor")
            yield loaded.problem(UNUSED, Finding(loc, f"“{item.anchor}”在原文里找不到。"))
        listed += [(hit, hit + len(squeezed(item.anchor)) + NEAR, squeezed(item.value)) for hit in hits]
    spans = carried + listed
    for number in _NUMBER.finditer(evidence.text):
        if not any(start <= number.start() < end and _same(number[0], value) for start, end, value in spans):
            yield loaded.problem(FORGOTTEN, Finding(("uncarried",), _forgotten_message(evidence, number)))


def _carried(record: Record, evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    for outcome in record.outcomes:
        if outcome.document == evidence.id:
            length = len(squeezed(outcome.anchor)) + NEAR
            for hit in evidence.hits(outcome.anchor):
                yield hit, hit + length, squeezed(outcome.value or "")
    if any(source.document == evidence.id for source in record.sources):
        yield from _dates(record, evidence)
        yield from _quoted_numbers(record, evidence)


def _dates(record: Record, evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    days = [text for loc, text in record.texts if loc[-1] in _DAY_FIELDS]
    for found in _DATE.finditer(evidence.text):
        if any(day.startswith(_iso(found)) for day in days):
            for group in range(1, 4):
                if found[group]:
                    yield found.start(group), found.end(group), found[group]


def _iso(found: re.Match[str]) -> str:
    return "-".join([found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)])


def _quoted_numbers(record: Record, evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    told = squeezed("｜".join(text for _, text in record.texts))
    for number in _NUMBER.finditer(evidence.text):
        if evidence.text[max(0, number.start() - AROUND) : number.end() + AROUND] in told:
            yield number.start(), number.end(), number[0]


def _same(number: str, value: str) -> bool:
    return value == ANY or number in re.split(r"[-:/+]", value)


def _forgotten_message(evidence: Evidence, number: re.Match[str]) -> str:
    context = evidence.text[max(0, number.start() - 12) : number.end() + 12]
    section = evidence.section_at(number.start())
    path = evidence.document.sections[section].path if section >= 0 else "正文之前"
    # As long as a telephone number, it may be one: reports go into public logs.
    shown = masked(number[0]) if len(number[0]) >= _LONG else number[0]
    return f"“{shown}”没有记录（{path}：……{context}……）。请补进记录，或在 uncarried 里写明原因。"
