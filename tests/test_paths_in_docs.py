"""Records that README, CONTRIBUTING, ARCHITECTURE and the hand-written pages name by their path are there."""

from __future__ import annotations

import re

from kit import ROOT

_RECORD = re.compile(r"practices/[a-z0-9/-]+/[a-z0-9-]+\.yml")


def test_every_record_that_is_named_by_its_path_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("[!pb]*/**/*.md")]
    named = {path for page in pages for path in _RECORD.findall(page.read_text(encoding="utf-8"))}
    assert named
    assert {path for path in named if not (ROOT / path).is_file()} == set()
