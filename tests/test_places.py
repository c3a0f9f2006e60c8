"""Places: which one was meant, which names ended, and what is no place at all."""

from __future__ import annotations

import pytest

from casebook.catalog import Catalog
from casebook.facets import BY_ID
from casebook.pages.value_pages import value_pages
from casebook.project import Project
from casebook.records.divisions import Divisions, Unknown, is_town
from casebook.records.loading import load_vocabularies
from casebook.rules.place_hints import PlaceHints
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import BASE, RECORD, KnowledgeBase

PLACES = {
    "白云区": ("广东省/广州市/白云区", "贵州省/贵阳市/白云区"),
    "白云": ("广东省/广州市/白云区", "贵州省/贵阳市/白云区"),
    "广东白云区": ("广东省/广州市/白云区",),
    "广东省广州市白云区": ("广东省/广州市/白云区",),
    "广东省/白云区": ("广东省/广州市/白云区",),
    "广东/广州/白云": ("广东省/广州市/白云区",),
    "广东省，广州市，白云区": ("广东省/广州市/白云区",),
    "广州": ("广东省/广州市",),
    "东莞虎门": ("广东省/东莞市/虎门镇",),
    "广东省/东莞市/市辖区/东城街道": ("广东省/东莞市/东城街道",),
    "广东省/广州市/白云区/云城街": ("广东省/广州市/白云区/云城街道",),
    "广东省/广洲市/白云区": ("广东省/广州市/白云区",),
    "北京市/市辖区/东城区": ("北京市/东城区",),
    "湖北省/省直辖县级行政区划/仙桃市": ("湖北省/仙桃市",),
    "重庆/渝北": ("重庆市/渝北区",),
    "延边": ("吉林省/延边朝鲜族自治州",),
    "新疆": ("新疆维吾尔自治区",),
    "北京市/崇文区": ("北京市/东城区",),
    "广州市萝岗区": ("广东省/广州市/黄埔区",),
    "萝岗区": ("广东省/广州市/黄埔区",),
    "东山区": ("黑龙江省/鹤岗市/东山区", "广东省/广州市/越秀区"),
    "浙江省/东山区": (),
    "福建省/三明市/梅列区": ("福建省/三明市/三元区",),
    "河南省/洛阳市/吉利区": ("河南省/洛阳市/孟津区",),
    "广西横县": ("广西壮族自治区/南宁市/横州市",),
    "河北省/邢台市/任县": ("河北省/邢台市/任泽区",),
    "河北省/邢台市/邢台县": ("河北省/邢台市/襄都区", "河北省/邢台市/信都区"),
    "江西省/上饶县": ("江西省/上饶市/广信区",),
    "安徽省/芜湖市/芜湖县": ("安徽省/芜湖市/湾沚区",),
    "东莞东城区": ("广东省/东莞市/东城街道",),
    "广州市白云区云城街": ("广东省/广州市/白云区/云城街道",),
    "浙江省/宁波市/江东区": ("浙江省/宁波市/鄞州区",),
    "广东省/佛山市/顺德县": ("广东省/佛山市/顺德区",),
    "青海省/海东市/互助县": ("青海省/海东市/互助土族自治县",),
    "新疆维吾尔自治区/和田地区/和福县": (),
    "新疆维吾尔自治区/喀什地区/疏城县": (),
    "江西省/上饶区": (),
    "广东省/阳江监狱": (),
    "某某市": (),
    "": (),
}


@pytest.fixture(scope="module")
def hints() -> PlaceHints:
    return PlaceHints(Divisions.load(load_vocabularies(Project.here())[0].places))


@pytest.mark.parametrize("text", PLACES)
def test_the_place_that_was_meant_is_named(hints: PlaceHints, text: str) -> None:
    assert hints.meant(text) == PLACES[text]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("河北省/雄安新区", ["河北省/保定市/雄县", "河北省/保定市/容城县", "河北省/保定市/安新县"]),
        ("横琴粤澳深度合作区", ["广东省/珠海市/香洲区"]),
        ("广东省/深圳市/大鹏新区", ["广东省/深圳市/龙岗区"]),
        ("广东省/深圳市/大鹏新区/葵涌街道", ["广东省/深圳市/龙岗区/葵涌街道"]),
        ("惠州大亚湾区", ["广东省/惠州市/惠阳区"]),
        ("湖南省/大鹏新区", []),
    ],
)
def test_a_development_zone_leads_to_the_divisions_in_which_it_lies(
    hints: PlaceHints, text: str, within: list[str]
) -> None:
    zone = hints.zone(text)
    assert [place.full for place in (zone.within if zone else ())] == within


def test_every_former_name_leads_to_a_division_of_today(hints: PlaceHints) -> None:
    changes = [change for change in hints.divisions.changes if change.was]
    full = {change.code: hints.divisions.place(change.code).full for change in changes}
    assert [
        c.was
        for c in changes
        if full[c.code] not in hints.meant("/".join([*full[c.code].split("/")[:-1], c.was or ""]))
    ] == []


def test_a_name_that_a_place_still_bears_is_not_told_as_ended(hints: PlaceHints) -> None:
    assert [hints.renamed("东山区"), [change.since for change in hints.renamed("广州市东山区")]] == [(), ["2005"]]


@pytest.mark.parametrize(
    "name", ["佛山监狱", "省三水劳教所", "深圳市宝安国际机场", "佛山市高明监狱", "向阳区直辖村级区划"]
)
def test_a_prison_and_an_airport_are_no_towns(hints: PlaceHints, name: str) -> None:
    divisions = hints.divisions
    around = {divisions.place(divisions.parent(code)).full for code, known in divisions.names.items() if known == name}
    assert all(isinstance(divisions.find(f"{full}/{name}"), Unknown) for full in around)


def test_streets_and_towns_are_told_from_farms_and_zones() -> None:
    names = [
        "云城街道",
        "虎门镇",
        "三江乡",
        "巴彦温都尔苏木",
        "南磨房地区",
        "红旗农场",
        "松山湖",
        "经济开发区",
        "永济监狱",
    ]
    assert [name for name in names if not is_town(name)] == ["红旗农场", "松山湖", "经济开发区", "永济监狱"]


def test_a_county_younger_than_the_table_is_found(hints: PlaceHints) -> None:
    found = hints.divisions.find("新疆维吾尔自治区/和田地区/和安县")
    assert not isinstance(found, Unknown)
    assert (found.code, hints.divisions.parent(found.code)) == ("653229", "6532")


def test_no_code_of_the_table_is_gone(hints: PlaceHints) -> None:
    assert {*Divisions.load().names} - {*hints.divisions.names} == set()


def test_the_page_of_a_place_tells_its_old_names(catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings())
    body = next(value_pages(site, BY_ID["places"], site.shelves.get("places", "440118"), ())).body
    notice = "民政部“中华人民共和国二〇一四年县级以上行政区划变更情况”"
    assert body.startswith(f"文件里写“增城市”的也在这里：2014年起并入或改名为增城区（{notice}）。\n\n共 ")


@pytest.mark.parametrize(
    ("place", "fix"), [("河北省/邢台市/任县", "place: 河北省/邢台市/任泽区"), ("河北省/邢台市/邢台县", "")]
)
def test_an_ended_name_has_a_cure_only_where_one_place_has_come_of_it(
    knowledge_base: KnowledgeBase, place: str, fix: str
) -> None:
    report = knowledge_base.write({**BASE, "jia.yml": RECORD.replace("广东省/广州市", place)}).check()
    assert [problem.fix for problem in report.problems] == [fix]
