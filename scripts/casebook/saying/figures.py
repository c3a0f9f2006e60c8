"""How a figure is said: never without the marks that keep it from being taken for more than it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.catalog import Catalog
from casebook.catalogued import Figure
from casebook.links import practice as address_of
from casebook.records.model import Outcome
from casebook.saying import wording
from casebook.saying.documents import DocumentView, ProofView, proof_view
from casebook.saying.places import PlaceView, place_view
from casebook.saying.sentence import figure_sentence
from casebook.text.numbers import Quantity, quantity

GOOD, GOAL, UNDATED, LATEST = "有效", "目标", "未注日期", "不晚于发文日"
EXCERPT = "节录"  # only the opening of its document was seen
NAMING = "称谓"  # a number that only names parts: 四议, 两公开
# Natures that would be taken for a result if they were not named.
_NAMED_NATURES = frozenset({GOAL, "标准", "评价", NAMING})
_INCOMPARABLE = re.compile(r"不可相比|不可比|不能(?:直接)?(?:相比|比较|相减)")


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a figure of a merged or withdrawn record went. said: what became of the record. key: empty where it has none there."""

    said: str
    practice_id: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another figure that one leans on. said: the number. where: the practice that has it."""

    id: str
    said: str
    where: str

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        practice, _, key = self.id.partition("#")
        return address_of(practice, key)


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure of one document.

    before, number, after: as printed, in three parts. scope, note: empty where not told. status: 有效, 存疑 or 撤回.
    day: when it holds, in full; short_day: in the fewest words that stay true. as_of, as_of_basis: resolved as the page shows
    them, the document's day with 不晚于发文日 where the figure has none; empty with 未注日期 where that has none either.
    own_as_of: as the record has it. due: the last day of a goal, ISO. moved: None where the record stands.
    warning: why it must not be quoted unawares. incomparable: what it must not be set beside, in the record's words.
    share: the two figures of which it is made, part and whole; conflicts: other counts of the same thing; result: of a goal, or None.
    row: by what it may stand in one row with another; empty where by nothing.
    """

    practice_id: str
    practice_name: str
    key: str
    metric: str
    qualifier: str
    value: str
    unit: str
    before: str
    number: str
    after: str
    amount: Quantity
    nature: str
    status: str
    place: PlaceView
    scope: str
    day: str
    short_day: str
    as_of: str
    as_of_basis: str
    own_as_of: str
    due: str
    is_overdue: bool
    proof: ProofView
    note: str
    warning: str
    moved: Moved | None
    incomparable: str
    row: str
    sentence: str
    share: tuple[Other, ...] = ()
    conflicts: tuple[Other, ...] = ()
    result: Other | None = None

    @property
    def id(self) -> str:
        """Its name among all figures: `<practice>#<key>`."""
        return f"{self.practice_id}#{self.key}"

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        return address_of(self.practice_id, self.key)

    @property
    def practice_address(self) -> str:
        """The practice's page, from the site's root."""
        return address_of(self.practice_id)

    @property
    def text(self) -> str:
        """The number with the words around it: `接近50%`."""
        return self.before + self.number + self.after

    @property
    def is_good(self) -> bool:
        """Tell whether it may be quoted."""
        return self.status == GOOD

    @property
    def is_goal(self) -> bool:
        """Tell whether it is a goal, not a result."""
        return self.nature == GOAL

    @property
    def scope_said(self) -> str:
        """Of what it is counted, or that the source does not tell."""
        return self.scope or wording.UNSAID

    @property
    def marks(self) -> tuple[str, ...]:
        """All that a reader must know who sees nothing but the number and its metric, the gravest first."""
        nature = self.nature if self.nature in _NAMED_NATURES else ""
        due = self.short_day if self.is_goal else ""
        late = wording.OVERDUE if self.is_overdue and not self.result else ""
        voice = self.proof.voice if self.proof.is_others_word else ""
        undated = UNDATED if self.as_of_basis == UNDATED and not self.is_goal else ""
        rivals = f"另有一数{'、'.join(number for number, _ in self.rivals)}" if self.conflicts else ""
        excerpt = EXCERPT if self.proof.document.is_excerpt else ""
        return tuple(filter(None, (self.doubt, nature, due, late, voice, undated, excerpt, rivals, self.incomparable)))

    @property
    def rivals(self) -> tuple[tuple[str, tuple[Other, ...]], ...]:
        """The other counts of the same thing: each number once, with all that print it."""
        numbers = dict.fromkeys(other.said for other in self.conflicts)
        return tuple((number, tuple(other for other in self.conflicts if other.said == number)) for number in numbers)

    @property
    def doubt(self) -> str:
        """What stands before the number since it must not be quoted unawares: 存疑, 撤回; empty where it may."""
        return "" if self.is_good else self.status

    @property
    def own_marks(self) -> tuple[str, ...]:
        """The marks that stand beside its number and its day: without what these say themselves."""
        return tuple(mark for mark in self.marks if mark not in {self.doubt, self.short_day})

    @property
    def beside(self) -> tuple[str, ...]:
        """All that stands behind number and metric where figures stand side by side: the marks, the day, of what it is counted.

        Without the doubt, which stands before the number.
        """
        marks = (mark for mark in self.marks if mark != self.doubt)
        return tuple(dict.fromkeys((*marks, self.short_day, f"口径：{self.scope_said}")))

    @property
    def marked(self) -> str:
        """The number with its marks: `100%（目标，期限2021年）`."""
        return f"{self.text}（{'，'.join(self.marks)}）" if self.marks else self.text


def figure_view(catalog: Catalog, figure: Figure, document: DocumentView) -> FigureView:
    """Return how a figure of a catalog is said. document: the one that prints it."""
    outcome, practice = figure.outcome, figure.practice
    described = catalog.documents[outcome.document]
    before, number, after = wording.figure(outcome)
    as_of, basis = _resolved(outcome, document)
    due = wording.last_day(outcome.as_of).isoformat() if outcome.nature == GOAL and outcome.as_of else ""
    place = place_view(figure.place, outcome.place or practice.record.localities[0].place)
    proof = proof_view(document, catalog.voice(figure), outcome.anchor)
    return FigureView(
        practice_id=practice.id, practice_name=practice.name, key=outcome.key, metric=outcome.metric,
        qualifier=outcome.qualifier or "", value=outcome.value or "", unit=outcome.unit or "",
        before=before, number=number, after=after, amount=quantity(outcome.value, outcome.unit),
        nature=outcome.nature, status=figure.status, place=place, scope=outcome.scope or "",
        day=wording.as_of(outcome, described), short_day=wording.short_day(outcome, described),
        as_of=as_of, as_of_basis=basis, own_as_of=outcome.as_of or "",
        due=due, is_overdue=wording.is_overdue(outcome, catalog.build_date), proof=proof, note=outcome.note or "",
        warning=wording.WARNINGS.get(figure.status, ""), moved=_moved(catalog, figure),
        incomparable=_incomparable(outcome.note or ""), row=_row(figure, proof.voice), sentence=figure_sentence(catalog, figure, document),
        share=tuple(_share(catalog, figure)), conflicts=tuple(_conflicts(catalog, figure)), result=_result(catalog, figure),
    )  # fmt: skip


def _share(catalog: Catalog, figure: Figure) -> Iterator[Other]:
    if ratio := figure.outcome.ratio:
        yield from (_other(catalog, f"{figure.practice.id}#{key}") for key in (ratio.part, ratio.whole))


def _conflicts(catalog: Catalog, figure: Figure) -> Iterator[Other]:
    for id_ in catalog.conflicts.get(_id(figure), ()):
        yield _other(catalog, id_)


def _result(catalog: Catalog, figure: Figure) -> Other | None:
    return _other(catalog, figure.outcome.result) if figure.outcome.result else None


def _id(figure: Figure) -> str:
    return f"{figure.practice.id}#{figure.outcome.key}"


def _other(catalog: Catalog, id_: str) -> Other:
    figure = catalog.figures_by_id[id_]
    return Other(id_, wording.figure_text(figure.outcome), figure.practice.name)


def _resolved(outcome: Outcome, document: DocumentView) -> tuple[str, str]:
    if outcome.as_of:
        return outcome.as_of, outcome.as_of_basis or "原文"
    if outcome.nature == GOAL:  # the day of the document is not the day by which it is due
        return "", UNDATED
    return (document.date, LATEST) if document.date else ("", UNDATED)


def _incomparable(note: str) -> str:
    """Return the part of a note that forbids to set the figure beside another; the 不同 before it belongs to it."""
    return next((part.strip("。 ") for part in note.split("；") if _INCOMPARABLE.search(part)), "")


def _moved(catalog: Catalog, figure: Figure) -> Moved | None:
    """Return where to look in place of a merged or withdrawn record. Whoever comes by an anchor has not seen its banner."""
    publication = figure.practice.record.publication
    if not publication.replaced_by:
        return None
    target = catalog.by_id[publication.replaced_by]
    said = "已并入别的做法" if publication.status == "merged" else "已撤下，请勿引用"
    same = any(outcome.key == figure.outcome.key for outcome in target.record.outcomes)
    return Moved(said, target.id, target.name, figure.outcome.key if same else "")


def _row(figure: Figure, voice: str) -> str:
    """Return metric, place, scope, nature and voice: only figures that agree in all may stand in one row.

    Empty where the scope is not told: two unknown scopes are not one; and where the figure is taken back.
    """
    outcome = figure.outcome
    if not outcome.scope or figure.status == "撤回":
        return ""
    return f"{outcome.metric}|{figure.place.code}|{outcome.scope}|{outcome.nature}|{voice}"
