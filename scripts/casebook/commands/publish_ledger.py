"""`publish-ledger`: keep what is published."""

from __future__ import annotations

import argparse

from casebook.commands.command import BAD, GOOD, Command
from casebook.problems import as_text
from casebook.project import Project
from casebook.telling import answer, say


def _run(_: argparse.Namespace) -> int:
    from casebook.checks.checking import check
    from casebook.checks.ledger import publish_ledger

    project = Project.here()
    report = check(project)
    if report.catalog is None:
        say(as_text(report.problems))
        return BAD
    added = publish_ledger(project, report.catalog)
    answer("".join(f"{line}\n" for line in added))
    say(f"链接登记簿新增 {len(added)} 行。" if added else "链接登记簿没有要新增的。")
    return GOOD


PUBLISH_LEDGER = Command("publish-ledger", "发布前登记新的网址（维护者用）", _run)
