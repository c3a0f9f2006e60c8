"""How sheets name records and documents: by the name that people use, or by the id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from casebook.text.nearest import nearest
from casebook.text.normal import squeezed

_CLOSE = 0.6


@dataclass(frozen=True)
class Names:
    """Ids with their names. An id goes before a name; two that share a name have to be told apart by id.

    pairs: (id, name); an id may have several names.
    """

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Names:
        """Keep each pair once."""
        return cls(tuple(dict.fromkeys(pairs)))

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids."""
        return frozenset(id_ for id_, _ in self.pairs)

    @cached_property
    def _by_name(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for id_, name in self.pairs:
            found.setdefault(squeezed(name), set()).add(id_)
        return {name: frozenset(ids) for name, ids in found.items()}

    def find(self, text: str) -> tuple[str, ...]:
        """Return the ids that a text may mean: one where all is well."""
        if text in self.ids:
            return (text,)
        name = squeezed(text)
        return tuple(sorted(self._by_name[name])) if name in self._by_name else ()

    def shown(self, id_: str) -> str:
        """Return what a cell says for an id: its first name where that can't be mistaken, else the id."""
        return self._shown.get(id_, id_)

    @cached_property
    def _shown(self) -> dict[str, str]:
        first: dict[str, str] = {}
        for id_, name in self.pairs:
            first.setdefault(id_, name)
        return {id_: name if self.find(name) == (id_,) else id_ for id_, name in first.items()}

    def wrong(self, text: str, sheet: str) -> tuple[str, str]:
        """Return what is wrong with a text that names none or several, and the text to put there."""
        found = self.find(text)
        if found:
            return f"“{text}”有 {len(found)} 个：{'、'.join(found)}。请改写编号。", ""
        message, fix = nearest(text, (name for _, name in self.pairs), "", _CLOSE)
        if fix:
            return message, fix.removeprefix(": ")
        return f"“{sheet}”表和库里都没有“{text}”。请核对名称，或先在“{sheet}”表里写一行。", ""
