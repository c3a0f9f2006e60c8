"""The tree of places, and the page of one: who does what there, and how far."""

from __future__ import annotations

from casebook.links import Way
from casebook.pages import components as c
from casebook.pages.site import Site
from casebook.shelves import Shelf

_HEAD = ("做法", "地方", "做到哪一步", "范围", "起始")


def places_body(site: Site, way: Way) -> str:
    """Return the tree of all places with counts."""
    return f'<div class="cb-tree">{_branch(site, way, "")}</div>'


def _branch(site: Site, way: Way, above: str) -> str:
    rows = []
    for shelf in site.shelves.of("places"):
        if shelf.above == above:
            name = c.link(way.shelf("places", shelf.id), shelf.name)
            rows.append(
                f'<li>{name} <span class="cb-count">{len(shelf.practices)}</span>{_branch(site, way, shelf.id)}</li>'
            )
    leaves = "" if any("<ul" in row for row in rows) else ' class="cb-leaves"'
    return f"<ul{leaves}>{''.join(rows)}</ul>" if rows else ""


def place_body(site: Site, way: Way, shelf: Shelf) -> str:
    """Return what is done in a place and in the places below it."""
    below = [other for other in site.shelves.of("places") if other.above == shelf.id]
    doings = site.shelves.doings_in(shelf.id)
    here = sum(doing.place.code == shelf.id for doing in doings)
    parts = [f'<p class="cb-total">共 {len(shelf.practices)} 项做法，其中 {here} 条写的就是这一级。</p>']
    if below:
        parts.append(f"<h2>下属地方</h2>{c.shelf_list(way, below)}")
    if doings:
        parts.append("<h2>在做什么，做到哪一步</h2>" + c.table(_HEAD, c.doing_rows(way, doings), "cb-doings"))
    else:
        parts.append('<p class="cb-empty">目前没有做法。</p>')
    return "\n\n".join(parts)
