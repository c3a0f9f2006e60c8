"""Hostile but legal records in a real browser: exact text everywhere it is shown, nothing run, nothing asked of others."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
import yaml
from playwright.sync_api import ConsoleMessage, Dialog, Page

from casebook.checks.checking import check
from casebook.publishing.publish import publish
from casebook.records.reader import read
from casebook.text.escaping import fold
from hostile_corpus import area
from kit import BASE, KnowledgeBase
from search_asking import ask_again
from static_server import serving
from test_hostile import HOSTILE, hostile_record

ADDRESS = "https://example.org/a/b/"
ATOM = "{http://www.w3.org/2005/Atom}"
SEEN = """() => ({
  h1: document.querySelector('h1').textContent,
  title: document.title,
  description: document.querySelector('meta[name=description]').content,
  main: document.querySelector('main').textContent,
  scripts: Array.from(document.scripts).filter(s => !s.src && /alert|onerror/.test(s.text)).length,
})"""
# Further pages of a list, and of a list by letters those of the letters.
PARTS = (
    "() => [...document.querySelectorAll('main .cb-parts a, main .cb-letters a')].map(link => link.href.split('#')[0])"
)
LISTS = (
    "browse/pinyin/",
    "browse/themes/wang-ge-hua/",
    "browse/places/44/",
    "browse/documents/d/",
    "browse/figures/",
    "practices/",
)


def legal_words() -> list[str]:
    """Return the texts of the corpus that look bad and are good."""
    found = []
    for case in area("legal"):
        value = read(case.data).value
        assert isinstance(value, dict)
        found.append(str(value["summary"]))
    return found


def made(number: int, words: str) -> dict[str, object]:
    """Return a record with these words in every field; its name tells its number first, as names may be cut."""
    name = f"第{number}条{fold(words)}"[:60].strip()
    return {**hostile_record(number, words), "name": name, "aliases": [f"又名{name}"[:60].strip()]}


RECORDS = {f"bing-{number}": made(number, words) for number, words in enumerate((*HOSTILE, *legal_words()))}
FEW = [f"bing-{number}" for number in range(len(HOSTILE))]


@dataclass
class Trouble:
    """Whatever a page did that it should not: said in the console, asked of the user, fetched from another host."""

    told: list[str] = field(default_factory=list)

    def watch(self, page: Page, address: str) -> None:
        """Listen to a page of the site at an address."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("dialog", self._asked)
        page.on("request", lambda request: self._fetched(request.url, address))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.told.append(message.text)

    def _asked(self, dialog: Dialog) -> None:
        self.told.append(dialog.message)
        dialog.dismiss()

    def _fetched(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:")):
            self.told.append(url)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site published from the hostile records."""
    root = tmp_path_factory.mktemp("hostile-browser")
    written = {
        f"{id_}.yml": yaml.safe_dump(record, allow_unicode=True, width=10_000) for id_, record in RECORDS.items()
    }
    base = KnowledgeBase(root).write({**BASE, **written})
    report = check(base.project)
    assert [problem for problem in report.problems if problem.severity == "error"] == []
    assert report.catalog is not None
    publish(report.catalog, base.project, root / "site", ADDRESS, offline=False)
    return root / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as root:
        yield root


@pytest.fixture
def watched(page: Page, address: str) -> tuple[Page, Trouble]:
    """Return a page, and the list of what it does wrong."""
    trouble = Trouble()
    trouble.watch(page, address)
    return page, trouble


def texts(value: object) -> Iterator[str]:
    """Yield the texts of a record's part."""
    if isinstance(value, str):
        yield fold(value)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.fixture(scope="module")
def known() -> dict[str, list[str]]:
    """Return what was found wrong on the pages that a test of this file has visited: one visit is enough for all."""
    return {}


def inexact(ids: Iterable[str], known: dict[str, list[str]], page: Page, trouble: Trouble, address: str) -> list[str]:
    """Return the records whose pages do not show them word for word, each with what is wrong."""
    for id_ in ids:
        if id_ not in known:
            known[id_] = wrong_on_page(page, trouble, id_, address)
    return [f"{id_}: {known[id_]}" for id_ in ids if known[id_]]


def wrong_on_page(page: Page, trouble: Trouble, id_: str, address: str) -> list[str]:
    """Return what of a record its page does not show word for word."""
    record = RECORDS[id_]
    page.goto(f"{address}practices/{id_}/")
    seen = page.evaluate(SEEN)
    shown = fold(seen["main"])
    parts = ("called", "summary", "background", "steps", "notes", "conditions")
    wrong = [text for part in parts for text in texts(record[part]) if text not in shown]
    wrong += [] if fold(seen["h1"]) == record["name"] else [seen["h1"]]
    wrong += [] if seen["title"].startswith(str(record["name"])) else [seen["title"]]
    wrong += [] if fold(seen["description"]).startswith(fold(str(record["summary"]))) else [seen["description"]]
    return wrong + trouble.told + ["script"] * seen["scripts"]


def test_a_page_shows_hostile_words_exactly_and_runs_nothing(
    watched: tuple[Page, Trouble], address: str, known: dict[str, list[str]]
) -> None:
    assert inexact(FEW, known, *watched, address) == []


@pytest.mark.slow
def test_every_legal_text_of_the_corpus_is_shown_exactly(
    watched: tuple[Page, Trouble], address: str, known: dict[str, list[str]]
) -> None:
    assert inexact(RECORDS, known, *watched, address) == []


def text_of(page: Page) -> str:
    """Return what a page says."""
    return fold(page.evaluate("() => document.querySelector('main').textContent"))


@pytest.mark.parametrize("place", LISTS)
def test_lists_and_the_table_of_figures_show_names_exactly(
    watched: tuple[Page, Trouble], address: str, place: str
) -> None:
    page, trouble = watched
    page.goto(address + place)
    shown = text_of(page)
    for part in sorted(set(page.evaluate(PARTS)) - {page.url}):
        page.goto(part)
        shown += text_of(page)
    assert [id_ for id_ in FEW if str(RECORDS[id_]["name"]) not in shown] == []
    assert trouble.told == []


def test_search_shows_hostile_names_exactly_and_takes_hostile_questions(
    watched: tuple[Page, Trouble], address: str
) -> None:
    page, trouble = watched
    for number, words in enumerate(HOSTILE):
        page.goto(f"{address}search/?q={quote(words)}")
        page.wait_for_selector("[data-search=done]", state="attached")
        ask_again(page, f"第{number}条")
        shown = fold(page.evaluate(f"() => document.querySelector('[data-practice=\"bing-{number}\"]').textContent"))
        assert str(RECORDS[f"bing-{number}"]["name"]) in shown
    assert trouble.told == []


def test_comparison_shows_hostile_words_exactly(watched: tuple[Page, Trouble], address: str) -> None:
    page, trouble = watched
    for start in range(0, len(FEW), 4):
        chosen = FEW[start : start + 4]
        page.goto(f"{address}compare/?ids={','.join(chosen)}")
        page.wait_for_selector("table")
        shown = fold(page.evaluate("() => document.querySelector('main').textContent"))
        assert [id_ for id_ in chosen if str(RECORDS[id_]["name"]) not in shown] == []
        assert [id_ for id_ in chosen if str(RECORDS[id_]["summary"]) not in shown] == []
    assert trouble.told == []


def test_feed_api_and_tables_hold_hostile_words_exactly(folder: Path) -> None:
    api = json.loads((folder / "api/v1/practices.json").read_text(encoding="utf-8"))["practices"]
    assert {row["id"]: row["summary"] for row in api if row["id"] in RECORDS} == {
        id_: fold(str(record["summary"])) for id_, record in RECORDS.items()
    }
    table = io.StringIO((folder / "downloads/practices.csv").read_text(encoding="utf-8-sig"))
    rows = {row["编号"]: row for row in csv.DictReader(table)}
    assert {id_: rows[id_]["名称"] for id_ in RECORDS} == {id_: record["name"] for id_, record in RECORDS.items()}
    assert [cell for row in rows.values() for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
    feed = ET.parse(folder / "feed.xml").getroot()  # noqa: S314 (our own file)
    told = "".join("".join(entry.itertext()) for entry in feed.iter(f"{ATOM}entry"))
    names = [str(record["name"]) for record in RECORDS.values()]
    assert sum(name in told for name in names) >= min(len(names), 40)
