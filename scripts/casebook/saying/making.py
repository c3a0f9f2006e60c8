"""Making the view of a practice from the Catalog. Here alone a record's fields are read for being said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook import links
from casebook.catalog import Catalog
from casebook.catalogued import Doing, Practice
from casebook.records.entries import Policy
from casebook.records.model import Diffusion
from casebook.saying import wording
from casebook.saying.documents import (
    CitedPlace,
    DocumentView,
    ProofView,
    SourceView,
    document_view,
    opened_at,
    proof_view,
)
from casebook.saying.figures import figure_view
from casebook.saying.places import BodyView, DoingView, body_view, place_view
from casebook.saying.practices import (
    Banner,
    ChangeView,
    Fact,
    FormerAnchor,
    IncludeView,
    Link,
    Particular,
    PracticeView,
    RelatedView,
)  # fmt: skip
from casebook.shelves import Shelves

_INFERRED = "推断"
_GONE = {"withdrawn": "本条已撤下，请不要再引用。", "merged": "本条已并入别的做法。"}


@dataclass(frozen=True)
class Maker:
    """Makes the views of one catalog. documents: as they are said, by id."""

    catalog: Catalog
    shelves: Shelves
    documents: dict[str, DocumentView]

    @classmethod
    def of(cls, catalog: Catalog, shelves: Shelves) -> Maker:
        """Return the maker of a catalog's views."""
        return cls(catalog, shelves, {id_: document_view(id_, d) for id_, d in catalog.documents.items()})

    def practice(self, practice: Practice) -> PracticeView:
        """Return how a practice is said."""
        record, words = practice.record, self.catalog.vocabularies
        changes = tuple(ChangeView(c.date, wording.day(c.date), c.note, c.key or "") for c in practice.changes)
        return PracticeView(
            id=practice.id, name=practice.name, reading=practice.reading, path=practice.path,
            is_published=practice.is_published, banner=self._banner(practice),
            aliases=record.aliases, search_words=record.search_words, kind=_word("kinds", words.kinds.by_name[record.kind].id, record.kind),
            called=record.called or "",
            themes=tuple(_word("themes", words.themes.by_name[t].id, t) for t in record.themes),
            problems=tuple(_word("problems", words.problems.by_name[p].id, p) for p in record.problems),
            summary=record.summary, background=record.background or "", steps=record.steps, notes=record.notes,
            particulars=tuple(self._particulars(practice)), includes=tuple(self._includes(practice)), doings=tuple(map(self.doing, practice.doings)),
            figures=tuple(figure_view(self.catalog, f, self.documents[f.outcome.document]) for f in practice.figures),
            former_anchors=tuple(self._former_anchors(practice)), sources=tuple(self._sources(practice)),
            related=tuple(self._related(practice)), changes=changes, verified=record.verified or "",
            updated=max([*(c.date for c in changes[:1]), record.verified or ""]) or self.catalog.build_date.isoformat(),
        )  # fmt: skip

    def doing(self, doing: Doing) -> DoingView:
        """Return how a place's doing is said."""
        locality = doing.locality
        proof = proof_view(self.documents[locality.document], self.catalog.voice(doing), locality.anchor)
        return DoingView(
            doing.practice.id, doing.practice.name, place_view(doing.place, locality.place), locality.stage,
            locality.spread or "", locality.since or "", self._bodies(doing, locality.lead), self._bodies(doing, locality.support),
            locality.note or "", proof, locality.stage_basis == _INFERRED, locality.place_basis == _INFERRED,
        )  # fmt: skip

    def _bodies(self, doing: Doing, names: tuple[str, ...]) -> tuple[BodyView, ...]:
        return tuple(body_view(self.catalog.body_at(doing, name), name) for name in names)

    def _particulars(self, practice: Practice) -> Iterator[Particular]:
        record, proof = practice.record, self._proof
        actors = ((body_view(self.catalog.body_of(practice, a.name), a.name), a.role) for a in record.actors)
        policies = (self.catalog.policy(id_) for id_ in record.basis)
        yield Particular(
            "参与方", tuple(Fact(f"：{role}" if role else "", Link(b.name, b.address)) for b, role in actors)
        )
        yield Particular("政策依据", tuple(Fact("", policy_link(policy)) for policy in policies))
        yield Particular("经费来源", tuple(map(Fact, record.funding)))
        yield Particular("所需条件", tuple(map(Fact, record.conditions)))
        honours = (Fact(wording.honour(r), proof=proof(practice, r.document, r.anchor)) for r in record.recognition)
        yield Particular("表彰与报道（来源称）", tuple(honours))
        yield Particular("推广与借鉴", tuple(self.diffusion(practice, told) for told in record.diffusion))

    def diffusion(self, practice: Practice, told: Diffusion) -> Fact:
        """Return how a practice's way from one place to another is said."""
        return Fact(wording.way(told), proof=self._proof(practice, told.document, told.anchor))

    def _proof(self, practice: Practice, document: str | None, anchor: str | None) -> ProofView | None:
        """Return where a part of a record is proved by words of its own; None where it has none."""
        if document is None or anchor is None:
            return None
        return proof_view(self.documents[document], self.catalog.voice_at(practice, document, anchor), anchor)

    def _includes(self, practice: Practice) -> Iterator[IncludeView]:
        for part in practice.record.includes:
            if proof := self._proof(practice, part.document, part.anchor):
                yield IncludeView(part.key, part.name, proof)

    def _banner(self, practice: Practice) -> Banner | None:
        publication = practice.record.publication
        if publication.status == "published":
            return None
        target = self.catalog.by_id[publication.replaced_by] if publication.replaced_by else None
        instead = Link(target.name, links.practice(target.id)) if target else None
        return Banner(publication.status, _GONE[publication.status], (publication.reason or "").rstrip("。"), instead)

    def _former_anchors(self, practice: Practice) -> Iterator[FormerAnchor]:
        publication = practice.record.publication
        for former in publication.former_keys:
            reason = (former.reason or "原因未说明").rstrip("。")
            there, _, key = (former.replaced_by or "").rpartition("#")
            said = f"这里原有的一个数据已{'移到别的做法' if there else '撤下'}：{reason}。"
            yield FormerAnchor(former.key, said, links.practice(there or practice.id, key) if key else "")
        told = {*practice.record.keys, *(former.key for former in publication.former_keys)}
        gone = "并入别的做法" if publication.status == "merged" else "撤下"
        for key in self.catalog.keys(practice):
            if key not in told:
                yield FormerAnchor(key, f"这里原有的一个数据已随本条{gone}。", "")

    def _sources(self, practice: Practice) -> Iterator[SourceView]:
        for number, (id_, _) in enumerate(self.catalog.documents_of(practice), start=1):
            document = self.documents[id_]
            told = (source for source in practice.record.sources if source.document == id_)
            places = (CitedPlace(s.section or "", s.anchor or "", opened_at(document, s.anchor or "")) for s in told)
            yield SourceView(number, document, tuple(place for place in places if place.section or place.anchor))

    def _related(self, practice: Practice) -> Iterator[RelatedView]:
        for related in self.catalog.related(practice):
            words = wording.RELATION_WORDS[related.type, related.inverse]
            other = related.practice
            yield RelatedView(words, Link(other.name, links.practice(other.id)), other.record.summary)


def policy_link(policy: Policy) -> Link:
    """Return how a policy is said: its title and number, with its page."""
    return Link(wording.titled(policy.title, policy.number), links.shelf("policies", policy.id))


def _word(facet: str, id_: str, name: str) -> Link:
    return Link(name, links.shelf(facet, id_))
