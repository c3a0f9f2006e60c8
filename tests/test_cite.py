"""References by GB/T 7714—2025 and in other forms: of documents with and without address and day, of pages and single figures."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from casebook.catalog import Catalog
from casebook.records.model import Document
from casebook.saying.citing import Citable, citable, document_citation, page_citation
from casebook.saying.documents import DocumentView, document_view
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import ROOT, updated

PRACTICE = "practices/zhi-bu-jian-zai-ye-wei-hui-shang/"
PAGE = Citable("楼栋长", "practices/lou-dong-zhang/", "2026-11-22")


def document(**fields: str) -> DocumentView:
    plain = {
        "title": "关于某事的答复",
        "label": "答复",
        "kind": "答复",
        "openness": "主动公开",
        "voice": "发文单位自述",
    }
    told = Document.model_validate({**plain, "sections": ({"path": "一", "starts": "一"},), **fields})
    return document_view("d", told)


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        (
            {"issuer": "某局", "date": "2022-06-17", "date_basis": "原文", "url": "http://a.gov.cn/x.html"},
            "某局. 关于某事的答复[EB/OL]. （2022-06-17）[引用日期]. http://a.gov.cn/x.html.",
        ),
        (
            {"issuer": "某局", "date": "2023", "date_basis": "推算", "url": "http://a.gov.cn/x.html"},
            "某局. 关于某事的答复[EB/OL]. （[2023]）[引用日期]. http://a.gov.cn/x.html.",
        ),
        (
            {"issuer": "某局", "number": "某函〔2019〕4号", "date": "2019-08-28", "date_basis": "原文"},
            "某局. 关于某事的答复：某函〔2019〕4号[Z]. 2019-08-28.",
        ),
        ({"issuer": "某局", "date": "2020", "date_basis": "推算"}, "某局. 关于某事的答复[Z]. [2020]."),
        ({}, "关于某事的答复[Z]."),
        ({"issuer": "甲局、乙局"}, "甲局，乙局. 关于某事的答复[Z]."),
        ({"issuer": "甲局、乙局、丙局、丁局"}, "甲局，乙局，丙局，等. 关于某事的答复[Z]."),
        ({"url": "javascript:alert(1)"}, "关于某事的答复[Z]."),
    ],
)
def test_a_document_is_cited_by_what_is_known_of_it(fields: dict[str, str], reference: str) -> None:
    assert document_citation(document(**fields)).text() == reference


@pytest.mark.parametrize(
    ("settings", "reference"),
    [
        (SiteSettings(), "基层治理做法库. 楼栋长[EB/OL]. （2026-11-22）[引用日期]."),
        (
            SiteSettings(operator="某局", site_url="https://a.gov.cn/k/"),
            "某局. 楼栋长：基层治理做法库[EB/OL]. （2026-11-22）[引用日期]. https://a.gov.cn/k/practices/lou-dong-zhang/.",
        ),
    ],
)
def test_a_page_is_cited_by_its_operator_or_else_by_the_site(settings: SiteSettings, reference: str) -> None:
    assert page_citation(settings, PAGE).text() == reference


def test_the_day_of_a_page_is_that_of_its_newest_change_or_check(catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings())
    for practice in catalog.practices:
        record = practice.record
        days = [change.date for change in record.changes] + ([record.verified] if record.verified else [])
        assert citable(site.by_id[practice.id]).day == max(days, default=catalog.build_date.isoformat())


def references(page: Page) -> Locator:
    """Return the lines of the references: that of the page, then those of its documents."""
    return page.locator(".cb-cite .cb-reference")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".cb-cite summary").click()


def test_the_browser_fills_in_the_readers_day_and_the_pages_address(page: Page, server: str, catalog: Catalog) -> None:
    day = updated(catalog.by_id[PRACTICE.split("/")[1]])
    opened(page, f"{server}{PRACTICE}?since=2020-01-01#steps")
    today = datetime.datetime.now().astimezone().date().isoformat()
    expect(references(page).first).to_have_text(
        f"本页 基层治理做法库. 支部建在业委会上[EB/OL]. （{day}）[{today}]. {server}{PRACTICE}. 复制"
    )
    expect(references(page).nth(1)).to_have_text(
        "原文 广州市白云区民政局. 广州市白云区民政局关于区十六届人大六次会议第20号代表建议的答复意见：云民函〔2020〕48号[Z]. [2020]. 复制"
    )


def test_a_reference_can_be_copied(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, server + PRACTICE)
    for number, label in ((0, "本页"), (1, "原文")):
        line = references(page).nth(number)
        shown = line.inner_text().removeprefix(label).removesuffix("复制").strip()
        line.get_by_role("button", name="复制").click()
        expect(page.get_by_role("status").filter(has_text="已复制引文")).to_have_count(1)
        assert page.evaluate("navigator.clipboard.readText()") == shown
        assert shown.endswith(".")


def test_a_figure_can_be_cited_by_its_own_address(page: Page, server: str) -> None:
    opened(page, server + PRACTICE)
    page.get_by_label("引用到").select_option("share-2020")
    expect(references(page).first).to_contain_text("支部建在业委会上：业委会党支部覆盖率[EB/OL].")
    expect(references(page).first).to_contain_text(f". {server}{PRACTICE}#share-2020.")
    page.get_by_label("引用到").select_option("")
    expect(references(page).first).to_contain_text(f". {server}{PRACTICE}.")


def test_who_comes_to_a_figure_cites_the_figure(page: Page, server: str) -> None:
    opened(page, f"{server}{PRACTICE}#branches-2020")
    expect(page.get_by_label("引用到")).to_have_value("branches-2020")
    expect(references(page).first).to_contain_text("#branches-2020.")


def test_a_public_address_is_cited_wherever_the_page_is_opened(page: Page, served: str, published: Path) -> None:
    for address in (f"{served}practices/jia/", (published / "practices/jia/index.html").as_uri()):
        opened(page, address)
        expect(references(page).first).to_contain_text(". https://zlk.example.gov.cn/a/practices/jia/.")


def test_a_copy_without_a_public_address_says_so(page: Page, revised_site: Path) -> None:
    folder = revised_site.with_name(f"{revised_site.name}-offline")
    opened(page, next(folder.glob("practices/*/index.html")).as_uri())
    expect(references(page).first).to_contain_text("这份离线副本没有公开网址")
    expect(page.locator(".cb-imprint")).to_contain_text("这份离线副本没有公开网址")
    expect(page.locator(".cb-qr")).to_have_count(0)
    assert "file:" not in page.locator(".cb-cite").inner_text()


def test_without_scripts_the_references_stand_there_with_the_day_left_open(
    site_of_practice: str, catalog: Catalog
) -> None:
    assert f"（{updated(catalog.by_id[PRACTICE.split('/')[1]])}）[引用日期].</p>" in site_of_practice


@pytest.fixture
def site_of_practice(built_site: Path) -> str:
    """Return the HTML of a practice's page."""
    return (built_site / PRACTICE / "index.html").read_text(encoding="utf-8")


NASTY = {
    "id": "a-b", "authors": ["某_局", "乙局"], "title": "100%{甲}\\乙", "figure": "网格~$#^&", "number": "某函〔2019〕4号", "site": "某库",
    "date": "2019-08-28", "inferred": False, "online": True, "address": "http://a.gov.cn/x_{1}?a=1&b=%20#c", "instead": "",
}  # fmt: skip
GUESSED = NASTY | {"figure": "", "site": "", "date": "2020", "inferred": True, "online": False, "address": ""}
PLAIN_TITLE = "100%{甲}\\乙"
FORMS = {
    "GB/T 7714—2015": (
        "某_局, 乙局. 100%{甲}\\乙: 网格~$#^&: 某函〔2019〕4号: 某库[EB/OL]. (2019-08-28)[2026-11-28]. http://a.gov.cn/x_{1}?a=1&b=%20#c.",
        "某_局, 乙局. 100%{甲}\\乙: 某函〔2019〕4号[Z]. [2020].",
    ),
    "BibTeX": (
        ("@online{a-b,\n  author = {{某\\_局} and {乙局}},\n"
        "  title = {{100\\%\\textbraceleft{}甲\\textbraceright{}\\textbackslash{}乙："
        "网格\\textasciitilde{}\\$\\#\\textasciicircum{}\\&：某函〔2019〕4号}},\n"
        "  year = {2019},\n  date = {2019-08-28},\n  organization = {某库},\n  url = {http://a.gov.cn/x_%7B1%7D?a=1&b=%20#c},\n"
        "  urldate = {2026-11-28},\n  langid = {chinese}\n}"),
        ("@misc{a-b,\n  author = {{某\\_局} and {乙局}},\n"
        "  title = {{100\\%\\textbraceleft{}甲\\textbraceright{}\\textbackslash{}乙：某函〔2019〕4号}},\n"
        "  year = {[2020]},\n  langid = {chinese}\n}"),
    ),
    "RIS": (
        ("TY  - ELEC\r\nAU  - 某_局\r\nAU  - 乙局\r\nTI  - 100%{甲}\\乙：网格~$#^&：某函〔2019〕4号\r\nT2  - 某库\r\n"
        "PY  - 2019\r\nDA  - 2019/08/28\r\n"
        "UR  - http://a.gov.cn/x_{1}?a=1&b=%20#c\r\nY2  - 2026/11/28\r\nLA  - zh-CN\r\nER  - \r\n"),
        ("TY  - GEN\r\nAU  - 某_局\r\nAU  - 乙局\r\nTI  - 100%{甲}\\乙：某函〔2019〕4号\r\n"
        "PY  - 2020\r\nN1  - 年份按内容推算\r\nLA  - zh-CN\r\nER  - \r\n"),
    ),
}  # fmt: skip
CSL = [
    {
        "id": "a-b", "type": "webpage", "title": f"{PLAIN_TITLE}：网格~$#^&：某函〔2019〕4号", "author": [{"literal": "某_局"}, {"literal": "乙局"}],
        "container-title": "某库", "issued": {"date-parts": [[2019, 8, 28]]}, "accessed": {"date-parts": [[2026, 11, 28]]},
        "URL": "http://a.gov.cn/x_{1}?a=1&b=%20#c", "language": "zh-CN",
    },
    {
        "id": "a-b", "type": "document", "title": f"{PLAIN_TITLE}：某函〔2019〕4号", "author": [{"literal": "某_局"}, {"literal": "乙局"}],
        "issued": {"date-parts": [[2020]], "circa": True}, "language": "zh-CN",
    },
]  # fmt: skip


@pytest.fixture
def forms(page: Page) -> Page:
    """Return an empty page with the forms of references alone."""
    page.evaluate("window.cb = {}")
    page.add_script_tag(path=ROOT / "overrides/assets/js/cite-formats.js")
    return page


def test_each_form_escapes_what_would_break_it(forms: Page) -> None:
    said = forms.evaluate(
        "all => Object.fromEntries(cb.citeForms.map(f => [f.name, all.map(r => f.one(r, '2026-11-28'))]))",
        [NASTY, GUESSED],
    )
    assert {name: tuple(said[name]) for name in FORMS} == FORMS
    assert [json.loads(text) for text in said["CSL-JSON"]] == [[item] for item in CSL]
    whole = forms.evaluate("all => cb.citeForms[4].all(all, '2026-11-28')", [NASTY, GUESSED])
    assert json.loads(whole) == CSL


def test_the_browser_and_the_page_say_every_reference_alike(forms: Page, catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings(operator="某局", site_url="https://a.gov.cn/k/"))
    told = [document_citation(told) for told in site.documents.values()]
    told += [page_citation(site.settings, citable(practice)) for practice in site.practices]
    told += [document_citation(document(issuer="甲局、乙局、丙局、丁局"))]
    parts = [
        {**dataclasses.asdict(one), "inferred": one.is_inferred, "figure": "", "instead": "", "date": one.date}
        for one in told
    ]
    said = forms.evaluate("all => all.map(one => cb.citeForms[0].one(one, '引用日期'))", parts)
    assert said == [one.text() for one in told]


def test_a_chosen_form_is_shown_kept_copied_and_saved_whole(page: Page, server: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, server + PRACTICE)
    page.get_by_label("引用到").select_option("share-2020")
    page.get_by_label("格式").select_option("BibTeX")
    shown = references(page).first.locator("pre").inner_text()
    assert shown.startswith("@online{zhi-bu-jian-zai-ye-wei-hui-shang-share-2020,\n  author = {{基层治理做法库}},")
    assert f"  url = {{{server}{PRACTICE}#share-2020}}," in shown
    references(page).first.get_by_role("button", name="复制").click()
    expect(page.get_by_role("status").filter(has_text="已复制引文")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == shown
    count = references(page).count()
    with page.expect_download() as saving:
        page.get_by_text(f"下载以上 {count} 条").click()
    assert saving.value.suggested_filename == "zhi-bu-jian-zai-ye-wei-hui-shang-share-2020.bib"
    assert saving.value.path().read_text(encoding="utf-8").count("langid") == count
    page.reload()
    page.locator(".cb-cite summary").click()
    expect(page.get_by_label("格式")).to_have_value("BibTeX")
    page.evaluate("localStorage.clear()")
