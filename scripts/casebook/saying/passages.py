"""The sentences in which quoted words stand, from texts of the documents that whoever publishes has: they are no part of the records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from casebook.errors import Stopped
from casebook.memory import digest
from casebook.saying.documents import DocumentView, ProofView
from casebook.saying.practices import PracticeView
from casebook.text.normal import squeezed

_HEADING = re.compile(r"^#+[ \t]*(.*)$", re.MULTILINE)
_END = re.compile("[。！？!?]")
_GAP = re.compile(r"((?<=[!-~])\s+(?=[!-~]))|\s+")  # first: between words of Latin letters
_LONGEST = 120  # characters before the quoted words, and behind them
_CUT = "……"


class Passage(NamedTuple):
    """Quoted words in their sentence. Where it is very long, only what stands next to them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text that no heading breaks. plain: as anchors are compared. places: where in the text each of its characters stands."""

    text: str
    plain: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Stretch:
        """Read a text: lines are broken anywhere in it, inside of sentences too."""
        joined = _GAP.sub(lambda gap: " " if gap[1] else "", text)
        parts = [squeezed(sign) for sign in joined]
        return cls(joined, "".join(parts), tuple(at for at, part in enumerate(parts) for _ in part))

    def passages(self, anchor: str) -> Iterator[Passage]:
        """Yield each sentence that holds an anchor, itself as anchors are compared."""
        for found in re.finditer(re.escape(anchor), self.plain):
            start, end = self.places[found.start()], self.places[found.end() - 1] + 1
            before = _END.split(self.text[:start])[-1]
            stop = _END.search(self.text, end - (self.text[end - 1] in "。！？!?"))
            after = self.text[end : stop.end() if stop else None]
            yield Passage(_shown(before[::-1])[::-1], self.text[start:end], _shown(after))


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _CUT


@dataclass(frozen=True)
class Passages:
    """Texts of documents by the documents' ids; without any, no passage is known."""

    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, ids: Iterator[str]) -> Passages:
        """Read `<id>.txt` of each document that has one. Raises Stopped for a file that is not UTF-8."""
        files = ((id_, folder / f"{id_}.txt") for id_ in sorted(ids))
        return cls({id_: _read(path) for id_, path in files if path.is_file()})

    @cached_property
    def content(self) -> bytes:
        """A digest of all texts."""
        return digest(*(part for pair in self.texts.items() for part in pair))

    @cached_property
    def _stretches(self) -> dict[str, tuple[_Stretch, ...]]:
        return {id_: tuple(map(_Stretch.of, _HEADING.split(text))) for id_, text in self.texts.items()}

    def around(self, proof: ProofView) -> Passage | None:
        """Return the sentence of quoted words; None where the text lacks them or has them in several: we do not guess."""
        wanted = squeezed(proof.anchor)
        stretches = self._stretches.get(proof.document.id, ()) if wanted else ()
        found = {passage for stretch in stretches for passage in stretch.passages(wanted)}
        return found.pop() if len(found) == 1 else None

    def others(self, practice: PracticeView) -> tuple[tuple[DocumentView, Passage], ...]:
        """Return the sentences of what a practice quotes, each with its document, but for its figures, which tell their own."""
        own = {(figure.proof.document.id, figure.proof.anchor) for figure in practice.figures}
        proofs = (proof for proof in practice.proofs if (proof.document.id, proof.anchor) not in own)
        return tuple(dict.fromkeys((proof.document, found) for proof in proofs if (found := self.around(proof))))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Stopped(f"{path.name} 不是 UTF-8 编码，请另存为 UTF-8。") from error
