"""The page on taking data away: its examples run as they stand there, and it names all there is."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page

from casebook.records.schema import Json
from html_site import Html, HtmlSite

SITE = "http://example.gov.cn/zlk/"
BESIDES = {"sitemap.xml", "feed.xml"}


@pytest.fixture(scope="module")
def data_page(site: HtmlSite) -> Html:
    """Return the page."""
    return site.page("about/data/")


def blocks(page: Html) -> list[tuple[str, str]]:
    """Return every block of code: its language and its text."""
    return [
        (code.get("class", "").removeprefix("language-"), "".join(code.itertext()))
        for code in page.root.findall(".//pre/code")
    ]


def examples(page: Html, language: str) -> Iterator[tuple[str, str | None]]:
    """Yield the examples in a language, each with the output that the page shows below it."""
    found = [*blocks(page), ("", "")]
    for (kind, text), (next_kind, next_text) in pairwise(found):
        if kind == language:
            yield text, next_text if next_kind == "text" else None


def run(example: str, server: str, folder: Path) -> str:
    """Run a Python example against a served site; return what it prints."""
    assert SITE in example
    program = folder / "example.py"
    program.write_text(example.replace(SITE, server), encoding="utf-8")
    words = [sys.executable, "-I", "-X", "utf8", "-W", "error", str(program)]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode().replace("\r\n", "\n")


def api(site: HtmlSite, name: str) -> dict[str, Json]:
    """Return a file of the API."""
    return cast("dict[str, Json]", json.loads((site.folder / "api" / "v1" / name).read_text(encoding="utf-8")))


def test_the_page_has_the_examples_that_are_run_here(data_page: Html) -> None:
    assert [kind for kind, _ in blocks(data_page)] == ["python", "text", "python", "python", "text", "js", "text", "sh"]


@pytest.mark.parametrize("number", [0, 2])
def test_a_python_example_prints_what_the_page_shows(data_page: Html, server: str, tmp_path: Path, number: int) -> None:
    example, shown = [*examples(data_page, "python")][number]
    assert shown is not None
    assert run(example, server, tmp_path) == shown


def test_the_second_python_example_makes_the_table_it_promises(
    data_page: Html, site: HtmlSite, server: str, tmp_path: Path
) -> None:
    example, _ = [*examples(data_page, "python")][1]
    run(example, server, tmp_path)
    assert (tmp_path / "bai-yun.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "bai-yun.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["做法", "指标", "数据", "标注", "口径", "日期", "出处"]
    by_address = {
        server + str(one["url"]): one for one in cast("list[dict[str, Json]]", api(site, "outcomes.json")["outcomes"])
    }
    told = [by_address[row[-1]] for row in rows]
    assert len(rows) > 3
    assert [row[0] for row in rows] == [one["name"] for one in told]
    assert [row[3] for row in rows] == ["；".join(map(str, cast("list[Json]", one["marks"]))) for one in told]
    dated = {"不晚于发文日": "不晚于{}", "未注日期": "未注日期"}
    assert [row[5] for row in rows] == [dated.get(str(one["as_of_basis"]), "{}").format(one["as_of"]) for one in told]
    assert any(row[5].startswith("不晚于") for row in rows)
    amounts = [float(str(one["value_min"])) for one in told]
    assert amounts == sorted(amounts, reverse=True)
    assert {one["status"] for one in told} == {"有效"}
    assert {one["nature"] for one in told} & {"目标", "标准"} == set()
    assert {one["unit_base"] for one in told} == {"个"}
    assert amounts[-1] >= 100
    assert all(str(one["place_code"]).startswith("440111") for one in told)


def test_the_browser_example_prints_what_the_page_shows(data_page: Html, server: str, page: Page) -> None:
    example, shown = next(examples(data_page, "js"))
    page.goto(f"{server}about/data/")
    with page.expect_console_message() as message:
        page.evaluate(example.strip().removesuffix(";"))
    assert message.value.text == (shown or "").strip()


def test_every_address_of_the_shell_examples_gives_its_file(data_page: Html, site: HtmlSite, server: str) -> None:
    ((example, _),) = examples(data_page, "sh")
    addresses = re.findall(rf"{SITE}(\S+)", example)
    assert len(addresses) == len(example.split("\n")) - 1 == 2
    for address in addresses:
        with urllib.request.urlopen(server + address, timeout=60) as answer:  # noqa: S310 (our own server)
            assert answer.read() == (site.folder / address).read_bytes()


def names(page: Html) -> set[str]:
    """Return every word that a page sets as code, and the names in the first column of its tables of fields."""
    codes = {"".join(code.itertext()) for code in page.root.iter("code")}
    firsts = (row.find("td") for row in page.root.iter("tr"))
    return codes | {"".join(cell.itertext()) for cell in firsts if cell is not None}


def keys(content: Json) -> Iterator[str]:
    """Yield every field name within a value."""
    if isinstance(content, dict):
        for name, part in content.items():
            yield name
            yield from keys(part)
    elif isinstance(content, list):
        for part in content:
            yield from keys(part)


@pytest.mark.parametrize("name", ["practices.json", "outcomes.json", "documents.json", "vocabularies.json"])
def test_every_field_is_explained(data_page: Html, site: HtmlSite, name: str) -> None:
    explained = names(data_page) | names(site.page("contribute/fields/"))
    assert set(keys(api(site, name))) - explained == set()


def test_the_page_names_every_file_that_is_given_out(data_page: Html, site: HtmlSite) -> None:
    named = {word.removeprefix("downloads/") for word in names(data_page)} | set(links(data_page))
    given = {file for file in site.files if file.startswith(("api/v1/", "downloads/"))}
    one_by_one = ("api/v1/practices/", "downloads/practices/", "downloads/courses/")
    general = {Path(file).name for file in given if not file.startswith(one_by_one)}
    assert general - {Path(name).name for name in named} == set()
    assert names(data_page) >= BESIDES


def links(page: Html) -> list[str]:
    """Return where a page's links lead, as they stand there."""
    found: list[Element] = page.root.findall(".//a[@href]")
    return [link.attrib["href"] for link in found]


@pytest.mark.parametrize("name", ["practices.csv", "outcomes.csv"])
def test_the_page_names_the_columns_of_a_table_in_their_order(data_page: Html, site: HtmlSite, name: str) -> None:
    with (site.folder / "downloads" / name).open(encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file))
    rows = ["".join(row.itertext()) for row in data_page.root.iter("tr")]
    (row,) = [row for row in rows if f"downloads/{name}" in row]
    assert "、".join(head) in row
