"""What a document's text proposes for a workbook: sections where none are told, and the numbers that nothing carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.checks.document_sections import proposed_sections, uncarried
from casebook.checks.document_text import DocumentText
from casebook.checks.evidence import Texts
from casebook.records.model import Document
from casebook.records.reader import Value
from casebook.workbooks.drafts import Draft
from casebook.workbooks.filled_sheets import FilledBook, FilledSheet
from casebook.workbooks.layout import all_sheets


def propose_sections(drafts: Sequence[Draft], texts: Texts) -> Iterator[str]:
    """Put the sections of the headings into documents that tell none; yield what to tell of it."""
    for draft in drafts:
        found = proposed_sections(texts[draft.id]) if draft.id in texts and "sections" not in draft.value else ()
        if draft.owner is Document and found:
            draft.value["sections"] = [{"path": path, "starts": starts} for path, starts in found]
            shown = "；".join(path for path, _ in found)
            yield f"“{draft.name}”没有写章节，照原文的标题分成：{shown}。"


def propose_numbers(book: FilledBook, drafts: Sequence[Draft], texts: Texts) -> bool:
    """Put the numbers that nothing carries into the book, a row each, with an anchor; the reason is left to its author."""
    sheet = next(sheet for sheet in all_sheets() if sheet.field == ("uncarried",))
    filled = book.by_name.setdefault(sheet.name, FilledSheet(sheet, -1, {}))
    before = len(filled.rows)
    for draft in drafts:
        if draft.owner is Document and draft.id in texts:
            for row in _left(draft, drafts, texts[draft.id]):
                number = max(filled.rows, default=1) + 1
                told = {c: row.get(str(c.loc[-1]), "") if c.loc else draft.name for c in sheet.columns}
                filled.rows[number] = {column: str(text) for column, text in told.items() if text}
    return len(filled.rows) > before


def _left(draft: Draft, drafts: Sequence[Draft], raw: str) -> list[dict[str, Value]]:
    said = DocumentText(raw)
    figures = [item for one in drafts for item in _items(one, "outcomes") if item.get("document") == draft.id]
    told = [(str(i.get("anchor", "")), str(i.get("value", ""))) for i in [*figures, *_items(draft, "uncarried")]]
    return uncarried(said, said.left(span for anchor, value in told for span in said.spans(anchor, value)))


def _items(draft: Draft, field: str) -> list[dict[str, Value]]:
    items = draft.value.get(field, [])
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
