"""Anchors, documents, sections: what can be said of the proof without the documents' texts."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Locality, Outcome, Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, record_rule
from casebook.text.nearest import nearest
from casebook.text.normal import squeezed

SHORTEST, LONGEST = 6, 20

_SOURCE = "sources: [{document: d, section: 一、做法, anchor: 六个字的原文}]"


@record_rule("R401", "原文词句取 6—20 字。", _SOURCE.replace("六个字的原文", "太短"), _SOURCE)
def _wrong_anchors(record: Record, _: Context) -> Iterator[Finding]:
    for loc, text in record.texts:
        if loc[-1] == "anchor" and not SHORTEST <= (length := len(squeezed(text))) <= LONGEST:
            yield Finding(loc, f"原文词句有 {length} 字，请取 6—20 字，与原文逐字一致。")


@record_rule("R402", "文件在 _sources/ 里有说明。", _SOURCE.replace("document: d", "document: x"), _SOURCE)
def _unknown_documents(record: Record, context: Context) -> Iterator[Finding]:
    for loc, text in record.texts:
        if loc[-1] == "document" and text not in context.document_ids:
            message, fix = nearest(text, sorted(context.document_ids), "document", 0.75)
            yield Finding(loc, f"{message}新文件请先在 _sources/ 里加说明。", fix)


@record_rule(
    "R403",
    "数据和地方所据的文件列在来源里。",
    "localities: [{place: 广东省/广州市, stage: 已实施, document: e, anchor: 六个字的原文}]",
    "localities: [{place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文}]",
)
def _documents_not_among_sources(record: Record, context: Context) -> Iterator[Finding]:
    named = {source.document for source in record.sources}
    for loc, text in record.texts:
        if loc[-1] == "document" and loc[0] != "sources" and text in context.document_ids and text not in named:
            yield Finding(loc, f"{text} 没有列在 sources 里，请补上。")


@record_rule("R404", "章节是文件说明里的一个。", _SOURCE.replace("一、做法", "九、其他"), _SOURCE)
def _unknown_sections(record: Record, context: Context) -> Iterator[Finding]:
    for index, source in enumerate(record.sources):
        paths = context.sections.get(source.document)
        if paths is not None and source.section is not None and squeezed(source.section) not in paths:
            message, fix = nearest(source.section, (section.path for section in paths.values()), "section", 0.6)
            path = fix.removeprefix("section: ")
            yield Finding(("sources", index, "section"), message, f"section: '{path}'" if fix else "")


@record_rule(
    "R405",
    "所引章节由几方所说时，写明谁说的。",
    "（来源有发文单位和会办单位两方的章节，没有写 voice）",
    "voice: 会办单位",
    Severity.WARNING,
)
def _unclear_voices(record: Record, context: Context) -> Iterator[Finding]:
    parts: list[tuple[Loc, Locality | Outcome]] = []
    parts += [(("localities", index), locality) for index, locality in enumerate(record.localities)]
    parts += [(("outcomes", index), outcome) for index, outcome in enumerate(record.outcomes)]
    for loc, part in parts:
        voices = _voices(record, context, part.document, part.anchor)
        if part.voice is None and len(voices) > 1:
            message = f"所引的几处章节由{'、'.join(voices)}所说，请写明这里是谁说的。"
            yield Finding(loc, message, f"voice: {voices[0]}")


def _voices(record: Record, context: Context, id_: str, anchor: str) -> tuple[str, ...]:
    """Return who may have said it: the voices of the sections in which the record's sources place it."""
    document = context.documents.get(id_)
    if document is None:
        return ()
    sections = context.sections[id_]
    cited = [source for source in record.sources if source.document == id_ and source.section is not None]
    same = [source for source in cited if source.anchor == anchor] or cited
    found = (sections.get(squeezed(source.section or "")) for source in same)
    return tuple(dict.fromkeys(section.voice or document.voice for section in found if section is not None))
