"""The pages of places and documents: what stands at their heads, how their lists are grouped."""

from __future__ import annotations

from collections import Counter

from casebook import links
from casebook.catalog import Catalog
from casebook.saying.site import Site
from html_site import HtmlSite, of_class, text


def test_a_place_tells_stage_and_spread_of_each_practice_there_and_in_the_places_in_it(
    site: HtmlSite, views: Site
) -> None:
    for shelf in views.shelves.of("places"):
        page = site.page(links.shelf("places", shelf.id))
        doings = views.doings_in(shelf.id)
        assert {*map(id, doings)} == {id(d) for d in views.doings if d.place.code.startswith(shelf.id)}
        blocks = [block for part in site.parts(shelf.address) for block in of_class(part.main, "cb-doings")]
        rows = [text(row) for block in blocks for row in block.findall("table/tbody/tr")]
        several = len({doing.place.code for doing in doings}) > 1
        told = [
            (d.practice_name, *([d.place_said] if several else []), d.stage_said, d.spread, d.since_said)
            for d in doings
        ]
        assert rows == [" ".join(filter(None, words)) for words in told], page.path


def test_a_place_says_at_its_head_how_far_and_how_many_figures_and_groups_by_theme(site: HtmlSite, views: Site) -> None:
    for shelf in views.shelves.of("places"):
        page = site.page(links.shelf("places", shelf.id))
        said = text(page.main)
        doings = views.doings_in(shelf.id)
        figures = sum(f.place.code.startswith(shelf.id) for f in views.counted_figures)
        for stage, count in Counter(doing.stage for doing in doings).items():
            assert f"{stage} {count} 处" in said, page.path
        assert f"数据 {figures} 个" in said or not doings, page.path
        first = Counter(views.by_id[doing.practice_id].themes[0].name for doing in doings)
        blocks = [block for part in site.parts(shelf.address) for block in of_class(part.main, "cb-doings")]
        shown = Counter[str]()
        for block in blocks:
            rows = len(block.findall("table/tbody/tr"))
            (name,) = (text(head).removesuffix(f" {rows}") for head in block.findall("h3"))
            shown[name] += rows
        order = [theme.name for theme in views.shelves.of("themes")]
        assert [*shown.items()] == [(name, first[name]) for name in sorted(first, key=order.index)], page.path


def test_a_document_begins_with_its_sections_counted_and_linked(site: HtmlSite, catalog: Catalog) -> None:
    for id_ in catalog.documents:
        page = site.page(links.shelf("documents", id_))
        told = [(n, cited) for n, cited in enumerate(catalog.cited(id_), start=1) if cited.practices]
        rows = [row for block in of_class(page.main, "cb-outline") for row in block.iter("li")]
        shown = [(row[0].get("href"), text(row[0]), text(row[1])) for row in rows]
        names = [(f"#section-{n}", c.section.path.split(" > ")[-1], str(len(c.practices))) for n, c in told]
        assert shown == (names if len(told) > 1 else []), id_
