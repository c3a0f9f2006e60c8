"""What a cell refers to: a record, a document or a policy, by the name that people use, or by the id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.records.entries import Policy
from casebook.records.loading import Library
from casebook.records.model import Document, Record
from casebook.text.nearest import nearest
from casebook.text.normal import squeezed
from casebook.workbooks.columns import Named
from casebook.workbooks.layout import MAIN

_SHEETS: dict[Named, str] = {owner: sheet for owner, (sheet, _) in MAIN.items()}
_REGISTER = "请核对名称；没有登记的，先在 practices/_policies.yml 里加一条：编号、标题、文号。"
_CLOSE = 0.6


@dataclass(frozen=True)
class References:
    """Ids with their names. An id goes before a name; two that share a name have to be told apart by id.

    first: the first name of each id; an id may have several. names: all. by_name: the ids of each, squeezed.
    """

    first: dict[str, str]
    names: tuple[str, ...]
    by_name: dict[str, set[str]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> References:
        """Take ids with their names."""
        pairs = tuple(dict.fromkeys(pairs))
        by_name: dict[str, set[str]] = {}
        for id_, name in pairs:
            by_name.setdefault(squeezed(name), set()).add(id_)
        return cls(dict(reversed(pairs)), tuple(name for _, name in pairs), by_name)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids that a text may mean: one where all is well."""
        return (text,) if text in self.first else tuple(sorted(self.by_name.get(squeezed(text), ())))

    def shown(self, id_: str) -> str:
        """Return what a cell says for an id: its first name where that can't be mistaken, else the id."""
        name = self.first.get(id_, id_)
        return name if self.find(name) == (id_,) else id_

    def wrong(self, text: str, owner: Named) -> tuple[str, str]:
        """Return what is wrong with a text that names none or several of an owner, and the text to put there."""
        if found := self.find(text):
            return f"“{text}”有 {len(found)} 个：{'、'.join(found)}。请改写编号。", ""
        message, fix = nearest(text, self.names, "", _CLOSE)
        if fix or message.endswith("？"):
            return message, fix.removeprefix(": ")
        sheet = _SHEETS.get(owner)
        if sheet is None:
            return f"政策登记表里没有“{text}”。{_REGISTER}", ""
        return f"“{sheet}”表和库里都没有“{text}”。请核对名称，或先在“{sheet}”表里写一行。", ""


def names_in(library: Library) -> dict[Named, list[tuple[str, str]]]:
    """Return the ids of a knowledge base's documents, records and policies, with each name that people may use."""
    documents = [(d.id, name) for d in library.documents if d.draft for name in (d.draft.label, d.draft.title)]
    records = [(r.id, r.draft.name) for r in library.records if r.draft]
    policies = [
        (p.id, name) for p in library.vocabularies.policies.all for name in (p.title, p.number, *p.former_ids) if name
    ]
    return {
        Document: [pair for pair in documents if pair[1]],
        Record: [pair for pair in records if pair[1]],
        Policy: policies,
    }
