"""The document at hand: the form reads its text as `check --sources` does, and helps from it."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Page

from casebook.catalog import Catalog
from casebook.checks.document_text import DocumentText
from kit import ROOT, SHARED_TEXTS

FORM = "contribute/form/"
TABLE = yaml.safe_load((ROOT / "tests/cases/document_text.yml").read_text(encoding="utf-8"))
READ = """table => {
    const f = cb.form, said = f.saidIn(table.text, table.sections, table.date), carried = table.carried;
    const spans = f.spansOf(said, carried.outcomes.concat(carried.uncarried));
    const printed = [f.squeezed(table.copied.text)];
    const place = one => {
        const own = f.saidIn(one.text);
        return f.dayFor(own, one.value === '3' ? own.text.indexOf('3家') : own.text.lastIndexOf(one.value)) || {as_of: ''};
    };
    const judge = one => f.anchorVerdict(said, one.anchor, one.section);
    return {
        anchors: table.anchors.map(judge).map(v => [v.kind, v.nearest]),
        proposals: table.proposals.map(one => f.proposedAnchor(said, one.selected, one.holding)),
        headings: table.headings.map(one => f.sectionsIn(one.text)),
        numbers: table.numbers.map(one => f.numbersIn(f.saidIn(one.text)).map(n => [n.value, n.unit])),
        left: f.numbersIn(said).filter(n => f.carrierOf(n, spans) < 0).map(n => [n.value, n.unit, f.anchorFor(said, n)]),
        days: table.days.map(one => f.daysIn(f.saidIn(one.text, [], one.date)).map(d => [d.words, d.as_of, d.basis])),
        day_for: table.day_for.map(one => place(one).as_of),
        copied: table.copied.own.map(one => f.copiedRun(one.own, printed, one.fixed || [])),
        aliases: table.aliases.map(one => f.isPrinted(one.alias, printed)),
    };
}"""
JUDGED = """cases => cases.map(one => one.anchors.map(anchor =>
    cb.form.anchorVerdict(cb.form.saidIn(one.text, one.sections), anchor).kind))"""


@pytest.fixture
def form(page: Page, server: str) -> Page:
    """Return the page of the form, ready to be filled in."""
    page.goto(server + FORM)
    page.wait_for_selector("[data-form=ready]")
    return page


def test_the_form_reads_a_text_as_the_program_does(form: Page) -> None:
    assert form.evaluate(READ, TABLE) == {
        "anchors": [[case["verdict"], case.get("nearest", "")] for case in TABLE["anchors"]],
        "proposals": [case["anchor"] for case in TABLE["proposals"]],
        "headings": [case["sections"] for case in TABLE["headings"]],
        "numbers": [case["numbers"] for case in TABLE["numbers"]],
        "left": TABLE["carried"]["left"],
        "days": [case["days"] for case in TABLE["days"]],
        "day_for": [case["as_of"] for case in TABLE["day_for"]],
        "copied": [case["copied"] for case in TABLE["copied"]["own"]],
        "aliases": [case["printed"] for case in TABLE["aliases"]],
    }


def spoilt(anchor: str, number: int) -> str:
    """Return an anchor as a hurried hand copies it: a character lost, doubled, exchanged, or two in the wrong order."""
    middle = len(anchor) // 2
    return (
        anchor[:middle] + anchor[middle + 1 :],
        anchor[:middle] + anchor[middle] + anchor[middle:],
        anchor[:middle] + "卍" + anchor[middle + 1 :],
        anchor[: middle - 1] + anchor[middle] + anchor[middle - 1] + anchor[middle + 1 :],
    )[number % 4]


@pytest.mark.needs_shared
def test_of_the_anchors_of_real_records_the_right_ones_stand_and_twenty_planted_wrong_ones_are_found(
    form: Page, catalog: Catalog
) -> None:
    cases, wrong = [], 0
    for id_, document in catalog.documents.items():
        sections = [[part.path, part.starts] for part in document.sections]
        text = (SHARED_TEXTS / f"{id_}.txt").read_text(encoding="utf-8")
        said = DocumentText(text)
        own = sorted({f.outcome.anchor for f in catalog.figures if f.outcome.document == id_})[:12]
        bad = [made for n, anchor in enumerate(own) if not said.hits(made := spoilt(anchor, n))][:4]
        wrong += len(bad)
        cases.append(
            {
                "text": text,
                "sections": sections,
                "anchors": own + bad,
                "expected": [True] * len(own) + [False] * len(bad),
            }
        )
    found = form.evaluate(JUDGED, cases)
    assert [[kind == "ok" for kind in kinds] for kinds in found] == [case["expected"] for case in cases]
    assert wrong >= 20
