"""Pages of places, bodies and policies: everything that a page leads to is there, and a body is one page whatever it is called."""

from __future__ import annotations

import pytest

from casebook.catalog import Catalog
from casebook.saying.making import Maker
from casebook.shelves import Shelf, Shelves
from kit import BASE, HELD, RECORD, KnowledgeBase, laid_over

PLACE = "{{place: {place}, stage: 已实施, lead: [{lead}], document: d, anchor: 六个字的原文}}"
BODIES = """\
- {id: guang-zhou-min-zheng, name: 广州市民政局, short: [市民政局], place: 广东省/广州市, former_ids: [gz-mzj]}
- {id: shen-zhen-min-zheng, name: 深圳市民政局, short: [市民政局], place: 广东省/深圳市}
- {id: ge-she-qu, name: 各社区, place: 广东省/广州市, status: withdrawn, reason: 是一类单位}
"""
POLICIES = "- {id: mou-tiao-li, title: 某条例, number: 某发〔2020〕1号, issuer: 广州市民政局、某单位}\n"


def catalog_with(base: KnowledgeBase, place: str, lead: str, more: str = "") -> Catalog:
    record = laid_over(RECORD, f"name: 乙做法\nlocalities: [{PLACE.format(place=place, lead=lead)}]\n{more}")
    found = base.write({"_bodies.yml": BODIES, "_policies.yml": POLICIES, **HELD, "yi.yml": record}).check().catalog
    assert found is not None, base.said()
    return found


def shelf(catalog: Catalog, facet: str, id_: str) -> Shelf:
    return Shelves(catalog).get(facet, id_)


@pytest.mark.parametrize(
    "publication", ["{status: withdrawn, reason: 原文已废止}", "{status: merged, replaced_by: jia}"]
)
def test_the_places_and_bodies_of_a_record_that_was_taken_back_keep_their_pages(
    knowledge_base: KnowledgeBase, publication: str
) -> None:
    catalog = catalog_with(knowledge_base, "广东省/深圳市", "深圳市民政局", f"publication: {publication}")
    assert shelf(catalog, "places", "4403").practices == ()
    assert shelf(catalog, "bodies", "shen-zhen-min-zheng").practices == ()
    assert Shelves(catalog).roles.by_body == {}


@pytest.mark.parametrize(
    ("place", "lead", "meant"),
    [
        ("广东省/广州市", "市民政局", "guang-zhou-min-zheng"),
        ("广东省/广州市/白云区", "市民政局", "guang-zhou-min-zheng"),
        ("广东省/深圳市", "市民政局", "shen-zhen-min-zheng"),
        ("广东省/深圳市", "广州市民政局", ""),
        ("广东省", "市民政局", ""),
        ("广东省/广州市", "各社区", ""),
    ],
)
def test_a_name_is_the_body_whose_place_is_or_holds_the_locality(
    knowledge_base: KnowledgeBase, place: str, lead: str, meant: str
) -> None:
    catalog = catalog_with(knowledge_base, place, lead)
    (doing,) = catalog.by_id["yi"].doings
    (said,) = Maker.of(catalog, Shelves(catalog)).doing(doing).lead
    assert (said.id, said.name) == (meant, lead)
    assert [*Shelves(catalog).roles.by_body] == ([meant] if meant else [])


def test_a_body_that_leads_and_takes_part_has_one_line_with_both(knowledge_base: KnowledgeBase) -> None:
    actors = "actors: [{name: 市民政局, role: 办事}, {name: 居民, role: 议事}]"
    catalog = catalog_with(knowledge_base, "广东省/广州市", "广州市民政局", actors)
    (role,) = Shelves(catalog).roles.by_body["guang-zhou-min-zheng"]
    assert (role.practice.id, role.parts, role.did) == ("yi", ("牵头",), "办事")
    assert shelf(catalog, "bodies", "guang-zhou-min-zheng").introduction == "印发政策 1 件，牵头 1 项"


def test_a_body_that_is_only_an_actor_takes_part(knowledge_base: KnowledgeBase) -> None:
    catalog = catalog_with(knowledge_base, "广东省/广州市", "某小组", "actors: [{name: 广州市民政局}]")
    (role,) = Shelves(catalog).roles.by_body["guang-zhou-min-zheng"]
    assert (role.parts, [doing.place.code for doing in role.doings]) == (("参与",), ["4401"])


def test_an_issuer_has_its_documents_and_policies(knowledge_base: KnowledgeBase) -> None:
    catalog_with(knowledge_base, "广东省/广州市", "某小组")
    issued = {"_sources/d.yml": laid_over(BASE["_sources/d.yml"], "issuer: 广州市民政局")}
    catalog = knowledge_base.write(issued).check().catalog
    assert catalog is not None
    roles = Shelves(catalog).roles
    assert roles.documents == {"guang-zhou-min-zheng": ("d",)}
    assert [*roles.policies] == ["guang-zhou-min-zheng"]


def test_a_withdrawn_body_keeps_its_page_and_is_in_no_list(knowledge_base: KnowledgeBase) -> None:
    shelves = Shelves(catalog_with(knowledge_base, "广东省/广州市", "广州市民政局"))
    assert shelves.get("bodies", "ge-she-qu").introduction == "已撤下：是一类单位"
    assert [one.id for one in shelves.listed("bodies")] == ["guang-zhou-min-zheng", "shen-zhen-min-zheng"]


def test_a_former_id_and_an_address_made_of_a_name_lead_to_the_body(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.write({"_ledger.txt": "body guang-zhou-shi-min-zheng-ju\nbody gz-mzj\nbody mou-mou-ban\n"})
    shelves = Shelves(catalog_with(knowledge_base, "广东省/广州市", "广州市民政局"))
    moved = {old: new.id for old, new in shelves.moved("bodies").items()}
    assert moved == {"guang-zhou-shi-min-zheng-ju": "guang-zhou-min-zheng", "gz-mzj": "guang-zhou-min-zheng"}
    assert shelves.get("bodies", "mou-mou-ban").practices == ()
    assert knowledge_base.said() == "检查通过，没有问题。\n"


def test_a_policy_has_the_practices_that_rest_on_it(knowledge_base: KnowledgeBase) -> None:
    catalog = catalog_with(knowledge_base, "广东省/广州市", "某小组", "basis: [mou-tiao-li]")
    assert [practice.id for practice in shelf(catalog, "policies", "mou-tiao-li").practices] == ["yi"]
