"""A new site held against a published one: every address that is alive there must be alive here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook import links
from casebook.catalog import Catalog
from casebook.checks.ledger import Address, addresses, ledger_lines, lost_message
from casebook.errors import Stopped
from casebook.facets import FACETS
from casebook.project import Project
from casebook.publishing.assemble import GENERATED
from casebook.records.loading import LEDGER
from casebook.verifying.asking import site_address
from casebook.verifying.published import Folder, Published, Web, published_lines

_BY_HAND = (links.COURSES, "about/", "contribute/")
_GENERATED = tuple(f"{folder}/" for folder in GENERATED)
_FACETS = {facet.word: facet for facet in FACETS}
_KEPT = "没有做法了也保留空页：在 practices/{ledger} 加回一行“{line}”。"
_REGISTERED = "改了编号的，在 practices/_{facet}.yml 写 former_ids: [{id}]；没有了的，在 practices/{ledger} 加回一行“{line}”，旧页会写明已撤下。"
_WORD = "请在 practices/_{facet}.yml 恢复编号是 {id} 的词；不用了也保留空页。"
_DOCUMENT = "请恢复 practices/_sources/{id}.yml。"
_CURES = {
    "letter": _KEPT, "place": _KEPT, "term": _KEPT, "body": _REGISTERED, "policy": _REGISTERED, "document": _DOCUMENT,
    "theme": _WORD, "problem": _WORD, "kind": _WORD, "stage": _WORD,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dead:
    """An address of the published site that the new one would not have. message: what it was, and what to do."""

    address: str
    message: str


def published_at(place: str) -> Published:
    """Return the published site of a folder or an address given on the command line. Raises Stopped where there is none."""
    if "://" in place:
        return Web.of(site_address(place, "--against"))
    if not Path(place).is_dir():
        raise Stopped(f"--against 后面的 {place} 不是文件夹，也不是网址。第一次发布不用写 --against。")
    return Folder(Path(place), place)


def dead_addresses(catalog: Catalog, site: Published) -> tuple[Dead, ...]:
    """Return every page and anchor of a published site that the site of a catalog would not have. Raises Stopped."""
    lost = addresses(published_lines(site)) - addresses(ledger_lines(catalog))
    pages = {one[:2] for one in lost if not one[2]}
    dead = [_dead(one) for one in sorted(lost) if not one[2] or one[:2] not in pages]
    return (*dead, *_written_by_hand(catalog.library.project, site))


def _written_by_hand(project: Project, site: Published) -> Iterator[Dead]:
    """Yield the pages that people wrote for the published site and that are gone, as far as it lists its pages."""
    for address in sorted(site.addresses()):
        is_course = address.startswith(links.COURSES)
        kept = (project.root / "docs" / links.markdown_file(address)).is_file()
        if not address.startswith(_BY_HAND) or address.startswith(_GENERATED):
            continue
        if not kept or (is_course and project.practices != project.own):
            yield Dead(address, f"这一页发布过，现在没有了。请恢复 docs/{links.markdown_file(address)}。")


def as_lines(dead: tuple[Dead, ...], site: Published) -> Iterator[str]:
    """Yield what to tell of them."""
    yield from (f"{one.address} {one.message}" for one in dead)
    yield f"与 {site.name} 上的网站相比，有 {len(dead)} 个网址会打不开，所以没有发布；原来的网站保持不变。"


def _dead(lost: Address) -> Dead:
    kind, id_, key = lost
    if kind == "practice":
        return Dead(links.practice(id_, key), lost_message(kind, id_, lost))
    facet = _FACETS.get(kind)
    if facet is None:
        return Dead(f"{kind} {id_}", "这一种页面本版没有。请用发布它的那个版本，或更新的版本。")
    cure = _CURES[kind].format(id=id_, facet=facet.id, line=f"{kind} {id_}", ledger=LEDGER)
    return Dead(links.shelf(facet.id, id_), f"{facet.value} {id_} 的页面发布过，现在没有了。{cure}")
