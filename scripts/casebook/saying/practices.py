"""How a practice is said: every part of its record in the words of the site, for all surfaces alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from casebook import links
from casebook.saying import wording
from casebook.saying.documents import DocumentView, ProofView, SourceView
from casebook.saying.figures import NAMING, FigureView
from casebook.saying.places import DoingView

# What a reader asks for first. Figures that only give the background never stand among the main ones.
_STANDARD = "标准"
_MAIN_NATURES = ("效果", "覆盖", "产出", "规模", "投入", "评价", "目标", _STANDARD)
_MAIN, _FIRST = 3, 4


@dataclass(frozen=True, slots=True)
class Link:
    """A name with its address from the site's root."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another practice as this one stands to it. words: 属于, 依靠 …"""

    words: str
    practice: Link
    summary: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What was revised, when. date: ISO. key: of the figure, or empty."""

    date: str
    day: str
    note: str
    key: str


@dataclass(frozen=True, slots=True)
class FormerAnchor:
    """An anchor of a figure that is gone: what happened, and the address to look at instead, or empty."""

    key: str
    said: str
    instead: str


@dataclass(frozen=True, slots=True)
class Banner:
    """What a reader of a merged or withdrawn record must see first."""

    status: str
    said: str
    reason: str
    instead: Link | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told: first what it is about, if that has a page or a name of its own; what is said; where it stands, if told."""

    said: str
    about: Link | None = None
    proof: ProofView | None = None

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return f"{self.about.name if self.about else ''}{self.said}"


@dataclass(frozen=True, slots=True)
class IncludeView:
    """A practice told inside another: its anchor, its name, and where it is named."""

    key: str
    name: str
    proof: ProofView


@dataclass(frozen=True, slots=True)
class Particular:
    """A part of what one must know to do it: its name, and what the sources say of it, if anything."""

    name: str
    told: tuple[Fact, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is told, as plain text."""
        return tuple(fact.text for fact in self.told)


@dataclass(frozen=True)
class PracticeView:
    """One practice. path: the record's file. updated: the day of its newest change or check, ISO."""

    id: str
    name: str
    reading: str
    path: str
    is_published: bool
    banner: Banner | None
    aliases: tuple[str, ...]
    search_words: tuple[str, ...]
    includes: tuple[IncludeView, ...]
    kind: Link
    called: str
    themes: tuple[Link, ...]
    problems: tuple[Link, ...]
    summary: str
    background: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    particulars: tuple[Particular, ...]
    doings: tuple[DoingView, ...]
    figures: tuple[FigureView, ...]
    former_anchors: tuple[FormerAnchor, ...]
    sources: tuple[SourceView, ...]
    related: tuple[RelatedView, ...]
    changes: tuple[ChangeView, ...]
    verified: str
    updated: str

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        return links.practice(self.id)

    @property
    def kind_said(self) -> str:
        """Its kind, with the source's own word for it."""
        return f"{self.kind.name}（原文称“{self.called}”）" if self.called else self.kind.name

    @cached_property
    def documents(self) -> tuple[DocumentView, ...]:
        """The documents that it rests on, each once."""
        return tuple(source.document for source in self.sources)

    @property
    def proofs(self) -> Iterator[ProofView]:
        """Where all stands that is not a figure: the places cited, who does it, parts, honours, how it spread."""
        yield from (ProofView(s.document, "", place.anchor, "") for s in self.sources for place in s.places)
        yield from (doing.proof for doing in self.doings)
        yield from (part.proof for part in self.includes)
        yield from (fact.proof for part in self.particulars for fact in part.told if fact.proof)

    @cached_property
    def places_and_stages(self) -> tuple[tuple[str, str], ...]:
        """Where it is done with how far it is there, each pair once."""
        return tuple(dict.fromkeys(doing.place_and_stage for doing in self.doings))

    @cached_property
    def shown_places_and_stages(self) -> tuple[tuple[str, str], ...]:
        """At most two of them, where there is no room for all."""
        return shown_pairs(self.places_and_stages)

    @cached_property
    def description(self) -> str:
        """What it is and where, in 160 characters."""
        where = "、".join(dict.fromkeys(doing.place.name for doing in self.doings))
        return f"{self.summary}（{where}）"[:160]

    @cached_property
    def first_doings(self) -> tuple[DoingView, ...]:
        """At most four doings, one of each stage among them, in their order."""
        of_stages = {doing.stage_said: doing for doing in reversed(self.doings)}.values()
        chosen = list(dict.fromkeys((*of_stages, *self.doings)))[:_FIRST]
        return tuple(doing for doing in self.doings if doing in chosen)

    @cached_property
    def main_figures(self) -> tuple[FigureView, ...]:
        """The main figures, all of one document: side by side, those of two would look like a trend. The doer's own word goes first."""
        good = [f for f in self.figures if f.nature in _MAIN_NATURES and f.is_good]
        ranked = sorted(
            good, key=lambda f: (f.nature == _STANDARD, f.proof.is_others_word, _MAIN_NATURES.index(f.nature))
        )
        return tuple(f for f in ranked if f.proof.document.id == ranked[0].proof.document.id)[:_MAIN]

    @cached_property
    def counted_figures(self) -> tuple[FigureView, ...]:
        """Its figures without the numbers that only name parts."""
        return tuple(figure for figure in self.figures if figure.nature != NAMING)

    @property
    def has_figures_of_several_places(self) -> bool:
        """Tell whether its figures must each name their place."""
        return len({figure.place.code for figure in self.figures}) > 1

    @property
    def related_groups(self) -> Iterator[tuple[str, tuple[RelatedView, ...]]]:
        """The related practices by how they stand to this one, in the order in which each kind is first told."""
        order = [*dict.fromkeys(related.words for related in self.related)]
        ranked = sorted(self.related, key=lambda related: order.index(related.words))
        for words, group in groupby(ranked, key=lambda related: related.words):
            yield words, tuple(group)

    @property
    def names_bodies(self) -> bool:
        """Tell whether it names a body anywhere: leading, supporting or taking part."""
        return self.tells_bodies or any(part.name == "参与方" and part.told for part in self.particulars)

    @property
    def finding_names(self) -> tuple[str, ...]:
        """All that it may be asked for by, beside its name."""
        return (*self.aliases, *self.search_words, *(part.name for part in self.includes))

    @property
    def rests_on_excerpts(self) -> bool:
        """Tell whether of all its documents only the opening was seen."""
        return bool(self.documents) and all(document.is_excerpt for document in self.documents)

    @cached_property
    def tells_bodies(self) -> bool:
        """Tell whether the sources name who leads or supports it anywhere."""
        return any(doing.parts for doing in self.doings)

    @property
    def has_silent_places(self) -> bool:
        """Tell whether for some place the sources name nobody who leads or supports it."""
        return not all(doing.parts for doing in self.doings)

    @property
    def told_particulars(self) -> tuple[Particular, ...]:
        """What the sources tell of what one must know to do it."""
        return tuple(part for part in self.particulars if part.told)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The names of the parts that the sources do not tell."""
        parts = (("牵头单位", self.tells_bodies), ("怎么做", self.steps), *((p.name, p.told) for p in self.particulars))
        return tuple(name.removesuffix("（来源称）") for name, told in parts if not told)

    @property
    def checked_line(self) -> str:
        """Whether and when a second reader held it against its documents."""
        return f"{wording.day(self.verified)}已与原文核对。" if self.verified else "尚未由第二人与原文核对。"

    @property
    def own_word_line(self) -> str:
        """The fixed line on whose figures these are and how old the material is."""
        return wording.OWN_WORD_LINE + wording.years_line(document.date for document in self.documents)


def shown_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the first pair and one more: the first with another stage, so that none passes for all; else the second."""
    first, *rest = pairs
    other = next((pair for pair in rest if pair[1] != first[1]), None)
    return (first, other) if other else pairs[:2]
