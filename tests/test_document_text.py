"""A document's text: anchors judged and proposed, sections, numbers, days; the form runs over the same table."""

from __future__ import annotations

import pytest
import yaml

from casebook.checks.document_sections import proposed_sections
from casebook.checks.document_text import DocumentText, copied_run, is_printed
from casebook.text.normal import squeezed
from kit import ROOT, SHARED_TEXTS

TABLE = yaml.safe_load((ROOT / "tests/cases/document_text.yml").read_text(encoding="utf-8"))
SAID = DocumentText(TABLE["text"], tuple((path, starts) for path, starts in TABLE["sections"]), TABLE["date"])


def test_each_anchor_is_judged_with_the_nearest_right_run() -> None:
    for case in TABLE["anchors"]:
        verdict = SAID.judged(case["anchor"], case.get("section"))
        assert (verdict.kind, verdict.nearest) == (case["verdict"], case.get("nearest", "")), case
    assert sum(case["verdict"] != "ok" for case in TABLE["anchors"]) >= 20


def test_the_anchor_of_a_selected_sentence_stands_once_and_is_good() -> None:
    for case in TABLE["proposals"]:
        anchor = SAID.proposed(case["selected"], case.get("holding", ""))
        assert anchor == case["anchor"], case
        assert not anchor or (6 <= len(anchor) <= 20 and SAID.judged(anchor).kind == "ok"), case


def test_sections_follow_from_the_headings() -> None:
    for case in TABLE["headings"]:
        found = proposed_sections(case["text"])
        assert [list(section) for section in found] == case["sections"]
        starts = DocumentText(case["text"], found).starts
        assert -1 not in starts
        assert list(starts) == sorted(starts)


def test_numbers_are_told_with_their_units_and_days_times_and_addresses_are_none() -> None:
    for case in TABLE["numbers"]:
        assert [[n.value, n.unit] for n in DocumentText(case["text"]).numbers] == case["numbers"], case


def test_numbers_that_nothing_carries_are_told_with_an_anchor() -> None:
    carried = TABLE["carried"]
    spans = [span for anchor, value in carried["outcomes"] + carried["uncarried"] for span in SAID.spans(anchor, value)]
    assert [[n.value, n.unit, SAID.anchor_for(n)] for n in SAID.left(spans)] == carried["left"]


def test_days_are_told_with_their_basis() -> None:
    for case in TABLE["days"]:
        days = DocumentText(case["text"], (), case.get("date", "")).days
        assert [[day.words, day.as_of, day.basis] for day in days] == case["days"], case
    for case in TABLE["day_for"]:
        said = DocumentText(case["text"])
        day = said.day_for(said.text.rindex(case["value"]) if case["value"] != "3" else said.text.index("3家"))
        assert (day.as_of if day else "") == case["as_of"], case


def test_copied_runs_and_names_that_are_not_printed_are_told() -> None:
    texts = [squeezed(TABLE["copied"]["text"])]
    for case in TABLE["copied"]["own"]:
        assert copied_run(case["own"], texts, case.get("fixed", [])) == case["copied"], case
    for case in TABLE["aliases"]:
        assert is_printed(case["alias"], texts) is case["printed"], case


@pytest.mark.needs_shared
def test_the_numbers_of_real_texts_get_good_anchors() -> None:
    held = 0, 0
    for path in sorted(SHARED_TEXTS.glob("*.txt")):
        raw = path.read_text(encoding="utf-8")
        said = DocumentText(raw, proposed_sections(raw))
        told = [(n.value, said.anchor_for(n)) for n in said.numbers if n.end - n.start < 7]
        assert -1 not in said.starts
        assert [anchor for _, anchor in told if anchor and said.judged(anchor).kind != "ok"] == []
        held = held[0] + sum(value in anchor.replace(",", "") for value, anchor in told), held[1] + len(told)
    assert held[0] >= 0.95 * held[1], held
