"""Strangers write records: whatever stands in a field comes out as text, in every page and file of a real build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from casebook.checks.checking import check
from casebook.publishing.publish import publish
from casebook.text.escaping import fold
from html_site import HtmlSite, text
from kit import BASE, KnowledgeBase

HOSTILE = (
    "<script>alert(1)</script>",
    "</main></body><img src=x onerror=alert(1)>",
    "{{ cycler.__init__.__globals__.os.popen('touch hacked').read() }}",
    "{% include 'main.html' %}",
    "[点我](javascript:alert(1)) ![图](http://x.example/a.png)",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)",
    "&lt;b&gt; &#60;i&#62; &nbsp; &copy",
    "{: #summary .x onclick=alert(1) } { #outcomes }",
    "--8<-- '/etc/passwd'",
    "# 标题 ## 标题",
    "```\n代码",
    "| a | b |",
    "<!-- 注释 --> ]]> -->",
    "\\*\\_\\` **粗** _斜_ `码` ~~删~~ ==标==",
    "http://www.example.com/ www.example.com",
    "*[HTML]: 缩写 [^1]: 脚注 [TOC]",
    "𠮷 é ＜script＞",
    "---\ntitle: x\n---",
    "$(alert 1) ${7*7} #{7*7} <%= 7*7 %>",
)
FIELDS = ("name", "called", "summary", "background", "steps", "notes", "conditions")


def hostile_record(number: int, words: str) -> dict[str, object]:
    """Return a record with hostile words in each of its free fields."""
    marked = fold(f"{words} 第{number}条")
    proof = {"document": "d", "anchor": "六个字的原文"}
    return {
        "name": marked[:60],
        "aliases": [f"又{marked}"[:60]],
        "kind": "制度流程",
        "called": marked[:60],
        "themes": ["网格化"],
        "problems": ["矛盾难化解"],
        "summary": marked,
        "background": words,
        "steps": [marked, words],
        "notes": [marked],
        "actors": [{"name": marked[:60], "role": marked}],
        "localities": [{"place": "广东省/广州市", "stage": "已实施", "lead": [marked[:60]], "note": marked, **proof}],
        "sources": [{"document": "d", "section": "一、做法", "anchor": "六个字的原文"}],
        "outcomes": [
            {
                "key": "a",
                "metric": marked[:60],
                "value": "5",
                "unit": marked[:60],
                "nature": "产出",
                "scope": marked,
                "note": marked,
                **proof,
            }
        ],
        "search_words": [f"查{marked}"[:60]],
        "includes": [{"key": "b", "name": marked[:60], **proof}],
        "conditions": [marked],
        "recognition": [{"title": marked, "grantor": marked[:60]}],
        "diffusion": [{"how": "复制推广", "from": ["广东省/广州市"], "note": marked, **proof}],
        "changes": [{"date": "2026-11-22", "note": marked}],
    }


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> HtmlSite:
    """Return a site published from hostile but legal records."""
    folder = tmp_path_factory.mktemp("hostile")
    records = {
        f"bing-{number}.yml": yaml.safe_dump(hostile_record(number, words), allow_unicode=True, width=10_000)
        for number, words in enumerate(HOSTILE)
    }
    base = KnowledgeBase(folder).write({**BASE, **records})
    report = check(base.project)
    assert [p for p in report.problems if p.severity == "error"] == []
    assert report.catalog is not None
    publish(report.catalog, base.project, folder / "site", None, offline=False)
    return HtmlSite(folder / "site")


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_words_come_out_as_text(hostile_site: HtmlSite, number: int) -> None:
    record = hostile_record(number, HOSTILE[number])
    page = hostile_site.page(f"practices/bing-{number}/")
    assert text(page.one(".//h1")) == record["name"]
    shown = text(page.main)
    told = [part for field in FIELDS for part in _texts(record[field])]
    assert [part for part in told if fold(part) not in shown] == []


def _texts(value: object) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, str)]


def test_hostile_words_make_no_element_no_handler_and_no_error(hostile_site: HtmlSite) -> None:
    plain = hostile_site.page("practices/jia/")
    kinds = {str(element.tag) for element in plain.root.iter()} | {"em", "h3", "ol"}  # of figures, notes and steps
    scripts = [s.get("src") for s in plain.root.iter("script")]
    for path, page in hostile_site.pages.items():
        assert page.errors == (), path
        if path.startswith("practices/bing-"):
            assert {str(element.tag) for element in page.root.iter()} <= kinds, path
            assert [s.get("src") for s in page.root.iter("script")] == scripts, path
        for element in page.root.iter():
            assert not [name for name in element.attrib if name.startswith("on")], path
            assert not element.get("href", "").lower().startswith(("javascript:", "data:text"))


def test_hostile_words_run_nothing(hostile_site: HtmlSite) -> None:
    assert not Path("hacked").exists()
    assert not (hostile_site.folder / "hacked").exists()
    assert [
        path for path, page in hostile_site.pages.items() if path.startswith("practices/") and "root:x:" in page.source
    ] == []


def test_hostile_words_are_exact_in_the_api(hostile_site: HtmlSite) -> None:
    for number, words in enumerate(HOSTILE):
        row = json.loads((hostile_site.folder / f"api/v1/practices/bing-{number}.json").read_text(encoding="utf-8"))
        assert row["summary"] == fold(f"{words} 第{number}条")
