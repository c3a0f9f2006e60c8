"""What hand-written pages may draw from the records: `{{ count("practices") }}`, `{{ practice("lou-dong-zhang") }}`.

A macro returns HTML in which all record text is escaped. A name that is not there stops the build with the page's line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from casebook import links
from casebook.catalog import Catalog, Figure, Practice
from casebook.checks.checking import check
from casebook.errors import Stopped
from casebook.links import Way
from casebook.pages import components, courses, handbook, wording
from casebook.pages.citing import Citable, cite_block, takings
from casebook.pages.hand_pages import Engine, MacroError
from casebook.pages.sentence import figure_sentence
from casebook.pages.site import Site
from casebook.project import Project
from casebook.settings import SiteSettings
from casebook.shelves import FACETS, Shelf
from casebook.text.escaping import escape, href, is_safe_url, mail_address

_FILTERS = {"theme": "themes", "problem": "problems", "kind": "kinds", "stage": "stages", "place": "places",
            "document": "documents"}  # fmt: skip
_PARENTS = {"about": "关于", "contribute": "参与", "courses": "课程"}
_DISTRICT_CODE = 6


@dataclass(frozen=True)
class Macros:
    """The macros of one build. Those that a page may call are named in MACROS."""

    engine: Engine

    @cached_property
    def site(self) -> Site:
        """All that the macros read; checked once a build."""
        config = Path(str(self.engine.conf["config_file_path"]))
        settings = SiteSettings.load(config, str(self.engine.conf.get("site_url") or ""))
        return Site.of(
            _catalog(self.engine.conf), replace(settings, handouts=bool(_extra(self.engine.conf).get("handouts")))
        )

    @property
    def way(self) -> Way:
        """Ways from the page that is being written."""
        return Way(self.engine.page.file.src_uri.removesuffix("index.md"))

    def count(self, what: str) -> int:
        """Return how many there are: practices, figures, or filled values of an index (`places`, `documents` …)."""
        catalog = self.site.catalog
        whole = {"practices": len(catalog.practices), "figures": len(catalog.figures)}
        if what in whole:
            return whole[what]
        return sum(bool(shelf.practices) for shelf in self.site.shelves.of(_known(what, (*whole, *FACETS), "计数")))

    def fixed_line(self) -> str:
        """Return the fixed line on whose figures these are and how old the material is."""
        return wording.OWN_WORD_LINE + wording.years_line(list(self.site.catalog.documents.values()))

    def letters(self) -> str:
        """Return the letter bar."""
        return components.letter_bar(self.way, self.site.shelves)

    def shelves(self, facet: str) -> str:
        """Return the values of an index with their counts; of places, cities and districts."""
        shelves: Iterable[Shelf] = self.site.shelves.of(_known(facet, FACETS, "索引"))
        if facet == "places":
            shelves = [shelf for shelf in shelves if shelf.above and len(shelf.id) <= _DISTRICT_CODE]
        return components.shelf_list(self.way, shelves)

    def practice(self, id_: str) -> str:
        """Return the card of one practice."""
        return components.practice_cards(self.way, [self._practice(id_)])

    def practices(self, **filters: str) -> str:
        """Return the cards that fit all filters: theme, problem, kind, stage, place, document, each by name or id."""
        wanted = list(self.site.catalog.practices)
        for name, value in filters.items():
            shelf = self._shelf(_FILTERS[_known(name, tuple(_FILTERS), "筛选")], value)
            wanted = [p for p in wanted if p in shelf.practices]
        return components.practice_cards(self.way, wanted)

    def figure(self, id_: str, key: str) -> str:
        """Return one figure with what it counts, its scope, day and document."""
        return handbook.quoted_figure(self.site, self.way, self._figure(id_, key))

    def sentence(self, id_: str, key: str) -> str:
        """Return one figure as a sentence with its document, for quoting."""
        there = components.link(self.way.practice(id_, key), "看这个数据")
        said = escape(figure_sentence(self.site, self._figure(id_, key)))
        return f'<span class="cb-sentence">{said}</span> <span class="cb-screen">{there}</span>'

    def _figure(self, id_: str, key: str) -> Figure:
        practice = self._practice(id_)
        for figure in practice.figures:
            if figure.outcome.key == key:
                return figure
        for former in practice.record.publication.former_keys:
            if former.key == key:
                raise MacroError(f"“{practice.name}”的数据 {key} 已撤下。{_instead(former.replaced_by)}")
        raise MacroError(_missing(f"“{practice.name}”没有数据", key, [o.key for o in practice.record.outcomes]))

    def see(self, id_: str, words: str) -> str:
        """Return a link to a practice; the words alone where this knowledge base lacks it."""
        known = self.site.catalog.by_id.get(id_)
        return components.link(self.way.practice(id_), words) if known else escape(words)

    def courses(self) -> str:
        """Return the list of courses."""
        return courses.course_list(self.way, courses.find_courses(self._docs))

    def course(self, id_: str, words: str) -> str:
        """Return a link to a course or another page about teaching, all of them without id; the words alone where it is not there."""
        address = links.course(id_) if id_ else links.COURSES
        known = (self._docs / links.markdown_file(address)).is_file()
        return components.link(self.way.to(address), words) if known else escape(words)

    def contents(self) -> str:
        """Return the headings of this page."""
        return courses.contents(self.engine.markdown)

    def cases(self) -> str:
        """Return the practices that this page names, in order, as a table."""
        return courses.cases(self.site, self.way, self._named)

    def changed(self) -> str:
        """Return which of the practices that this page names were revised after the page's date."""
        return courses.changed(self.way, self._named, courses.course_day(self.engine.page))

    def booklet(self) -> str:
        """Return the whole content of the practices that this page names; it shows on paper only."""
        return courses.booklet(self.site, self._named)

    def cite(self) -> str:
        """Return how to cite this page, with its QR code."""
        page = Citable(str(self.engine.page.meta["title"]), self.way.here, courses.course_day(self.engine.page))
        return cite_block(self.site, self.way, page, (), takings(self.site, self.way, page))

    def crumbs(self) -> str:
        """Return the way back from this page."""
        steps = [("", "首页")]
        above, _, rest = self.way.here.rstrip("/").partition("/")
        if rest:
            steps.append((f"{above}/", _PARENTS[_known(above, tuple(_PARENTS), "上级页面")]))
        return components.breadcrumb(self.way, steps, str(self.engine.page.meta["title"]))

    def newest(self, limit: int = 5) -> str:
        """Return the newest changes under a heading; nothing where no record tells of any."""
        return handbook.newest(self.site, self.way, limit)

    def changes(self) -> str:
        """Return every change of substance, newest first."""
        return handbook.changes(self.site, self.way)

    def doubtful(self) -> str:
        """Return the figures that are 存疑 or 撤回."""
        return handbook.doubtful(self.site, self.way)

    def retired(self) -> str:
        """Return the records and figures that were taken down or merged."""
        return handbook.retired(self.site, self.way)

    def fields(self, part: str) -> str:
        """Return the fields of a part of a record as a table: `Record`, `Locality` and so on."""
        return handbook.fields(_known(part, tuple(handbook.PARTS), "记录的部分"), self.way)

    def words(self, facet: str) -> str:
        """Return a vocabulary with its definitions."""
        names = [words.facet for words in self.site.catalog.vocabularies.controlled]
        wanted = _known(facet, names, "词表")
        return handbook.words(next(w for w in self.site.catalog.vocabularies.controlled if w.facet == wanted), self.way)

    def rules(self) -> str:
        """Return every rule of the checks with its examples."""
        return handbook.rules()

    def setting(self, name: str) -> str:
        """Return a setting of `mkdocs.yml` as text of the page; empty where it is not set."""
        return escape(str(self._setting(name)))

    def address(self, setting: str, words: str) -> str:
        """Return a link to an address among the settings (`repo_url`, `feedback_url`); empty where it is not set."""
        url = str(self._setting(setting))
        return (
            f'<a href="{href(url)}" rel="external">{escape(words)}</a>' if is_safe_url(url) or mail_address(url) else ""
        )

    @property
    def _docs(self) -> Path:
        return Path(str(self.engine.conf["docs_dir"]))

    @property
    def _named(self) -> list[Practice]:
        """The practices that this page names; of one that is not there, the naming call itself tells, with its line."""
        ids, known = courses.named_ids(self.engine.env, self.engine.markdown), self.site.catalog.by_id
        return [known[id_] for id_ in ids if id_ in known and known[id_].is_published]

    def _setting(self, name: str) -> object:
        return self.engine.conf.get(name) or _extra(self.engine.conf).get(name) or ""

    def _practice(self, id_: str) -> Practice:
        catalog = self.site.catalog
        for practice in catalog.all:
            if id_ in practice.record.publication.former_ids:
                raise MacroError(f"做法 {id_} 已改为 {practice.id}，请改写。")
        if id_ not in catalog.by_id:
            raise MacroError(_missing("没有做法", id_, list(catalog.by_id)))
        practice = catalog.by_id[id_]
        if not practice.is_published:
            raise MacroError(f"做法 {id_} 已撤下或并入别的做法。{_instead(practice.record.publication.replaced_by)}")
        return practice

    def _shelf(self, facet: str, value: str) -> Shelf:
        shelves = self.site.shelves.of(facet)
        for shelf in shelves:
            if value in {shelf.id, shelf.name}:
                return shelf
        raise MacroError(_missing(f"{wording.FACET_NAMES[facet]}里没有", value, [s.name for s in shelves]))


MACROS = (
    "count", "fixed_line", "letters", "shelves", "practice", "practices", "figure", "see", "crumbs", "newest",
    "changes", "doubtful", "retired", "fields", "words", "rules", "setting", "address",
    "sentence", "courses", "course", "contents", "cases", "changed", "booklet", "cite",
)  # fmt: skip


def define(engine: Engine) -> None:
    """Register the macros of a build."""
    macros = Macros(engine)
    for name in MACROS:
        engine.macro(getattr(macros, name), name)


def _catalog(conf: Mapping[str, object]) -> Catalog:
    extra = _extra(conf)
    given = extra.get("catalog")
    if isinstance(given, Catalog):
        return given  # the publisher has checked it already
    folder = extra.get("practices_dir")
    catalog = check(Project.here(Path(str(folder)) if folder else None)).catalog
    if catalog is None:
        raise Stopped("记录有错误，页面里的数据取不出来。请先运行 python3 scripts/manage.py check，照提示改正。")
    return catalog


def _extra(conf: Mapping[str, object]) -> Mapping[str, object]:
    extra = conf["extra"]
    return extra if isinstance(extra, Mapping) else {}


def _known(name: str, names: Iterable[str], what: str) -> str:
    if name not in names:
        raise MacroError(f"没有“{name}”这个{what}。可以用：{'、'.join(names)}。")
    return name


def _missing(what: str, name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, 3, 0.5)
    return f"{what} {name}。" + (f"相近的有：{'、'.join(near)}。" if near else "请核对写法。")


def _instead(other: str | None) -> str:
    return f"请改用 {other}。" if other else "请从本页删去。"
