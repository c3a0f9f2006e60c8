"""What hand-written pages may draw from the records: `{{ count("practices") }}`, `{{ practice("lou-dong-zhang") }}`.

A macro returns Markdown in which all record text is escaped. A name that is not there stops the build with the page's line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from casebook import links
from casebook.facets import BY_ID, FACETS
from casebook.links import Way
from casebook.pages import courses, handbook
from casebook.pages.citing import citing
from casebook.pages.hand_pages import Engine, MacroError, instead, largest, missing, one_of
from casebook.pages.markdown import Template, destination, text
from casebook.pages.page import HOME
from casebook.pages.parts import Rows, beginning
from casebook.pages.sheet import practice_sheet
from casebook.rules.standing import VERBS
from casebook.saying import wording
from casebook.saying.citing import Citable
from casebook.saying.figures import FigureView
from casebook.saying.pictures import bar
from casebook.saying.practices import ChangeView, Link, PracticeView
from casebook.saying.reach import tree
from casebook.saying.site import Site
from casebook.shelves import Shelf
from casebook.text.escaping import escape_markdown, is_safe_url, mail_address

_FILTERS = {facet.word: facet.id for facet in FACETS if facet.filters or facet.id == "documents"}
_INDEXES = tuple(facet.id for facet in FACETS)
_PARENTS = {"about": "关于", "contribute": "参与", "courses": "课程"}
_CHANGES = Rows[tuple[PracticeView, ChangeView]](250, lambda told: 250 + 3 * len(told[1].note), lambda _: "")
_DOUBTFUL = Rows[FigureView](250, lambda figure: 350 + 3 * len(figure.metric + figure.note), lambda _: "")
_RETIRED = Rows[tuple[Link, str, Link | None, str]](250, lambda told: 300 + 3 * len(told[3]), lambda _: "")


@dataclass(frozen=True)
class Macros:
    """The macros of one build. Those that a page may call are named in MACROS."""

    engine: Engine

    @cached_property
    def site(self) -> Site:
        """All that the macros read; the publisher or the hooks have put it there."""
        site = self.engine.conf["extra"]["site"]
        assert isinstance(site, Site)
        return site

    @property
    def way(self) -> Way:
        """Ways from the page that is being written."""
        return Way(self.engine.page.file.src_uri.removesuffix("index.md"))

    def _render(self, template: str, **told: object) -> str:
        return Template(f"hand/{template}.md.j2", self.way).render(**told)

    def count(self, what: str) -> int:
        """Return how many there are: practices, figures, or filled values of an index (`places`, `documents` …)."""
        told = {"practices": self.site.practices, "figures": self.site.counted_figures, "outcomes": self.site.figures}
        whole = {name: len(all_of) for name, all_of in told.items()}
        if what in whole:
            return whole[what]
        return sum(bool(shelf.practices) for shelf in self.site.shelves.of(one_of(what, (*whole, *_INDEXES), "计数")))

    def fixed_line(self) -> str:
        """Return the fixed line on whose figures these are and how old the material is."""
        dates = (document.date for document in self.site.documents.values())
        return escape_markdown(wording.OWN_WORD_LINE + wording.years_line(dates))

    def letters(self) -> str:
        """Return the letter bar."""
        return self._render("letters", bar=self.site.letters)

    def stages(self) -> str:
        """Return where the practices are done and how far they are, as a picture and in words."""
        parts = bar(doing.stage for doing in self.site.doings)
        label, places = "，".join(part.said for part in parts), tree(self.site, self.site.doings)
        return self._render("stages", parts=parts, label=label, tree=places)

    def verified(self) -> str:
        """Return when records were last held against their documents by a second reader, and how many were ever."""
        days = [practice.verified for practice in self.site.practices if practice.verified]
        return self._render("verified", day=max(days, default=""), count=len(days), whole=len(self.site.practices))

    def examples(self, limit: int = 3) -> str:
        """Return the cards of those practices that are told of the most places."""
        return self._render("cards", practices=sorted(self.site.practices, key=lambda p: -len(p.doings))[:limit])

    def shelves(self, facet: str) -> str:
        """Return the values of an index with their counts; of very many, the largest."""
        values: Sequence[Shelf] = self.site.shelves.listed(one_of(facet, _INDEXES, "索引"))
        shown = largest(values)
        return self._render("shelves", values=shown, more=len(values) * (len(shown) < len(values)), facet=BY_ID[facet])

    def practice(self, id_: str) -> str:
        """Return the card of one practice."""
        return self._render("cards", practices=[self._practice(id_)])

    def practices(self, **filters: str) -> str:
        """Return the cards that fit all filters: theme, problem, kind, stage, place, document, each by name or id."""
        wanted = self.site.catalog.practices
        for name, value in filters.items():
            shelf = self._shelf(_FILTERS[one_of(name, tuple(_FILTERS), "筛选")], value)
            wanted = tuple(p for p in wanted if p in shelf.practices)
        return self._render("cards", practices=self.site.views(wanted))

    def figure(self, id_: str, key: str) -> str:
        """Return one figure with what it counts, its scope, day and document."""
        return self._render("figure", figure=self._figure(id_, key))

    def sentence(self, id_: str, key: str) -> str:
        """Return one figure as a sentence with its document, for quoting."""
        return self._render("sentence", figure=self._figure(id_, key))

    def _figure(self, id_: str, key: str) -> FigureView:
        practice = self._practice(id_)
        for figure in practice.figures:
            if figure.key == key:
                return figure
        for former in practice.former_anchors:
            if former.key == key:
                there = former.instead.removeprefix(f"{practice.address}#")
                raise MacroError(f"“{practice.name}”的数据 {key} 已撤下。{instead(there)}")
        raise MacroError(missing(f"“{practice.name}”没有数据", key, [figure.key for figure in practice.figures]))

    def see(self, id_: str, words: str) -> str:
        """Return a link to a practice; the words alone where this knowledge base lacks it."""
        known = id_ in self.site.by_id
        return self._render("see", words=words, address=links.practice(id_)) if known else escape_markdown(words)

    def courses(self) -> str:
        """Return the list of courses."""
        return self._render("courses", courses=courses.find_courses(self._docs))

    def course(self, id_: str, words: str) -> str:
        """Return a link to a course or another page about teaching, all of them without id; the words alone where it is not there."""
        address = links.course(id_) if id_ else links.COURSES
        known = (self._docs / links.markdown_file(address)).is_file()
        return self._render("see", words=words, address=address) if known else escape_markdown(words)

    def contents(self) -> str:
        """Return the headings of this page."""
        return self._render("contents", headings=courses.HEADING.findall(self.engine.markdown))

    def cases(self) -> str:
        """Return the practices that this page names, in order, as a table."""
        return self._render("cases", practices=self._named)

    def changed(self) -> str:
        """Return which of the practices that this page names were revised after the page's date."""
        named, day = self._named, courses.course_day(self.engine)
        return self._render("changed", changes=[*courses.newer_changes(named, day)], day=day, count=len(named))

    def booklet(self) -> str:
        """Return the whole content of the practices that this page names; it shows on paper only."""
        sheets = [(p.id, Markup(practice_sheet(self.site, p, self.way, below=2))) for p in self._named]  # noqa: S704
        return self._render("booklet", sheets=sheets)

    def cite(self) -> str:
        """Return how to cite this page, with its QR code."""
        page = Citable(str(self.engine.page.meta["title"]), self.way.here, courses.course_day(self.engine))
        told = citing(self.site.settings, self.way, page, ())
        return Template("parts/cite.md.j2", self.way).render(citing=told)

    def crumbs(self) -> str:
        """Return the way back from this page."""
        steps = [HOME]
        above, _, rest = self.way.here.rstrip("/").partition("/")
        if rest:
            steps.append(Link(_PARENTS[one_of(above, tuple(_PARENTS), "上级页面")], f"{above}/"))
        title = str(self.engine.page.meta["title"])
        return Template("parts/crumbs.md.j2", self.way).render(crumbs=steps, here=title)

    def newest(self, limit: int = 5) -> str:
        """Return the newest changes under a heading; nothing where no record tells of any."""
        return self._render("changes", changes=handbook.all_changes(self.site)[:limit], rest=0, headed=True)

    def changes(self) -> str:
        """Return every change of substance, newest first."""
        shown, rest = beginning(handbook.all_changes(self.site), _CHANGES)
        return self._render("changes", changes=shown, rest=rest, headed=False)

    def doubtful(self) -> str:
        """Return the figures that are 存疑 or 撤回."""
        shown, rest = beginning([figure for figure in self.site.figures if not figure.is_good], _DOUBTFUL)
        return self._render("doubtful", figures=shown, rest=rest)

    def retired(self) -> str:
        """Return the records and figures that were taken down or merged."""
        shown, rest = beginning([*handbook.retired(self.site)], _RETIRED)
        return self._render("retired", retired=shown, rest=rest)

    def fields(self, part: str) -> str:
        """Return the fields of a part of a record as a table: `Record`, `Locality` and so on."""
        rows = handbook.field_rows(one_of(part, tuple(handbook.PARTS), "记录的部分"), self.way)
        return self._render("fields", rows=[*rows])

    def verbs(self) -> str:
        """Return the table of the verbs that tell a stage."""
        return self._render("verbs", rows=VERBS)

    def words(self, facet: str) -> str:
        """Return a vocabulary with its definitions."""
        lists = {words.facet: words.words for words in self.site.catalog.vocabularies.controlled}
        wanted = one_of(facet, lists, "词表")
        return self._render("words", words=lists[wanted], facet=wanted, linked=wanted in BY_ID)

    def rules(self) -> str:
        """Return every rule of the checks with its examples."""
        return self._render("rules", groups=[*handbook.rule_groups()], example_lines=handbook.example_lines)

    def setting(self, name: str) -> str:
        """Return a setting of `mkdocs.yml` as text of the page; empty where it is not set."""
        return escape_markdown(self._setting(name))

    def address(self, setting: str, words: str) -> str:
        """Return a link to an address among the settings (`repo_url`, `feedback_url`); empty where it is not set."""
        url = self._setting(setting)
        return f"[{text(words)}]({destination(url)})" if is_safe_url(url) or mail_address(url) else ""

    @property
    def _docs(self) -> Path:
        return Path(self.engine.conf["docs_dir"])

    @property
    def _named(self) -> list[PracticeView]:
        """The practices that this page names; of one that is not there, the naming call itself tells, with its line."""
        ids, known = courses.named_ids(self.engine.env, self.engine.markdown), self.site.by_id
        return [known[id_] for id_ in ids if id_ in known and known[id_].is_published]

    def _setting(self, name: str) -> str:
        return str(self.engine.conf.get(name) or self.engine.conf["extra"].get(name) or "")

    def _practice(self, id_: str) -> PracticeView:
        catalog = self.site.catalog
        for practice in catalog.all:
            if id_ in practice.record.publication.former_ids:
                raise MacroError(f"做法 {id_} 已改为 {practice.id}，请改写。")
        if id_ not in catalog.by_id:
            raise MacroError(missing("没有做法", id_, list(catalog.by_id)))
        publication = catalog.by_id[id_].record.publication
        if publication.status != "published":
            raise MacroError(f"做法 {id_} 已撤下或并入别的做法。{instead(publication.replaced_by)}")
        return self.site.by_id[id_]

    def _shelf(self, facet: str, value: str) -> Shelf:
        shelves = self.site.shelves.of(facet)
        for shelf in shelves:
            if value in {shelf.id, shelf.name}:
                return shelf
        raise MacroError(missing(f"{BY_ID[facet].name}里没有", value, [s.name for s in shelves]))


MACROS = (
    "count", "fixed_line", "letters", "stages", "shelves", "practice", "practices", "figure", "see", "crumbs", "newest", "verified",
    "changes", "doubtful", "retired", "fields", "words", "verbs", "rules", "setting", "address",
    "sentence", "courses", "examples", "course", "contents", "cases", "changed", "booklet", "cite",
)  # fmt: skip


def define(engine: Engine) -> None:
    """Register the macros of a build."""
    macros = Macros(engine)
    for name in MACROS:
        engine.macro(getattr(macros, name), name)  # type: ignore[no-untyped-call]
