"""All that is generated of a site, in memory: pages as Markdown and as HTML, and the other files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from casebook.memory import Json, digest
from casebook.pages.courses import Course
from casebook.publishing.assemble import generated_files, generated_pages
from casebook.publishing.complaints import complain
from casebook.publishing.converting import body, convert
from casebook.publishing.linking import Linking, record_behind
from casebook.publishing.shells import Made, Specimen, specimens
from casebook.publishing.twins import twin
from casebook.saying.site import Site


@dataclass(frozen=True)
class Generated:
    """What is generated. texts: pages as Markdown files. files: all others. beside: names of the files that people wrote."""

    site: Site
    texts: dict[str, str]
    files: dict[str, bytes]
    beside: frozenset[str]

    @classmethod
    def of(cls, site: Site, beside: Collection[str], courses: Sequence[Course] = ()) -> Generated:
        """Generate everything; paths are from the root of the docs. courses: those that search finds."""
        return cls(site, dict(generated_pages(site)), dict(generated_files(site, courses)), frozenset(beside))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all files that a page may link to."""
        return self.beside | self.texts.keys() | self.files.keys()

    @cached_property
    def pages(self) -> tuple[Made, ...]:
        """Every page turned into HTML; a link that leads nowhere is complained of."""
        return tuple(self._made(name, text) for name, text in self.texts.items())

    @cached_property
    def _names_content(self) -> bytes:
        return digest(*sorted(self.names))

    def _made(self, name: str, text: str) -> Made:
        record = record_behind(name, self.site.catalog)
        made: Made | None = None

        def make() -> Json:
            nonlocal made
            linking = Linking(name, self.names, text, record)
            page = convert(body(text), linking.resolve)
            plain = twin(text, name, self.texts.__contains__)
            made = Made(name, text, page, linking.anchors, frozenset(linking.files), plain)
            return None if linking.is_broken else made.told()

        told = self.site.catalog.memory.recall("page", (name, text, record, self._names_content), make)
        return made or Made.of(name, text, told)

    @cached_property
    def linked(self) -> dict[str, str]:
        """The files other than pages that pages link to, each with a page that does."""
        return {file: made.name for made in self.pages for file in made.files}

    def check_anchors(self, of_others: dict[str, frozenset[str]]) -> None:
        """Complain of every link to an anchor that is not there. of_others: the anchors of the pages that people wrote."""
        ids = of_others | {made.name: made.page.ids for made in self.pages}
        for made in self.pages:
            for link in _dead(made, ids):
                complain(f"页面 {made.name} 里的链接 {link} 指向的锚点不存在")


def _dead(made: Made, ids: dict[str, frozenset[str]]) -> Iterator[str]:
    for target, named in made.anchors.items():
        yield from (link for anchor, link in named.items() if target in ids and anchor not in ids[target])


@dataclass(frozen=True, repr=False)  # the macros' plugin asks for the words of all that it is given
class Run:
    """One run of MkDocs by our own publisher: it makes the pages that people wrote, and a specimen of each kind of the others.

    specimens: by the names of the generated pages. htmls: what it made of them, by their files. filled: the Markdown of the
    pages that people wrote, after the macros; ids: their anchors; both by their files.
    """

    generated: Generated
    specimens: dict[str, Specimen]
    htmls: dict[str, str] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, generated: Generated, led_to: Collection[str]) -> Run:
        """Return what MkDocs is given. led_to: the pages to which every shell leads."""
        return cls(generated, specimens(generated.pages, led_to))

    @cached_property
    def by_file(self) -> dict[str, Specimen]:
        """The specimens by their files."""
        return {specimen.name: specimen for specimen in self.specimens.values()}
