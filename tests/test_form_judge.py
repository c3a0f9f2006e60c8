"""One judge: the form says of a record what `check` says, the same codes and the same fields."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page

from form_judging import JUDGE, all_judged

FORM = "contribute/form/"


def test_the_form_says_of_every_case_what_check_says(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(server + FORM)
    page.wait_for_selector("[data-form=ready]")
    judged = list(all_judged(tmp_path))
    found = page.evaluate(JUDGE, json.dumps([one.given for one in judged]))
    wrong = {one.name: differs for one, own in zip(judged, found, strict=True) if (differs := one.differs(own))}
    assert wrong == {}
    assert len(judged) > 1000
