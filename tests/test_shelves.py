"""Pages of places and units: everything that a page leads to is there, whatever units are called."""

from __future__ import annotations

import pytest

from casebook.catalog import Catalog
from casebook.shelves import Shelf, Shelves
from kit import BASE, RECORD, KnowledgeBase, laid_over

PLACE = "{{place: {place}, stage: 已实施, lead: [{lead}], document: d, anchor: 六个字的原文}}"


def catalog_with(base: KnowledgeBase, place: str, lead: str, more: str = "") -> Catalog:
    record = laid_over(RECORD, f"name: 乙做法\nlocalities: [{PLACE.format(place=place, lead=lead)}]\n{more}")
    found = base.write({**BASE, "yi.yml": record}).check().catalog
    assert found is not None, base.said()
    return found


def shelf(catalog: Catalog, facet: str, name: str) -> Shelf:
    return next(one for one in Shelves(catalog).of(facet) if one.name == name)


@pytest.mark.parametrize(
    "publication", ["{status: withdrawn, reason: 原文已废止}", "{status: merged, replaced_by: jia}"]
)
def test_the_places_and_units_of_a_record_that_was_taken_back_keep_their_pages(
    knowledge_base: KnowledgeBase, publication: str
) -> None:
    catalog = catalog_with(knowledge_base, "广东省/深圳市", "深圳市民政局", f"publication: {publication}")
    assert shelf(catalog, "places", "深圳市").practices == ()
    assert shelf(catalog, "bodies", "深圳市民政局").practices == ()
    assert [role.body for role in Shelves(catalog).roles] == []


@pytest.mark.parametrize("lead", ["ひらがな", "装" * 60, "CON", "Index"])
def test_every_unit_has_an_address_that_is_a_folder_everywhere(knowledge_base: KnowledgeBase, lead: str) -> None:
    catalog = catalog_with(knowledge_base, "广东省/广州市", lead)
    address = shelf(catalog, "bodies", lead).id
    assert address not in {"", "con", "index"}
    assert len(address) <= 64
    assert address == Shelves(catalog).body_id(lead)


def test_units_whose_pinyin_is_cut_short_are_kept_apart(knowledge_base: KnowledgeBase) -> None:
    catalog = catalog_with(knowledge_base, "广东省/广州市", f"{'装' * 58}甲, {'装' * 58}乙")
    assert len({one.id for one in Shelves(catalog).of("bodies")}) == 2
