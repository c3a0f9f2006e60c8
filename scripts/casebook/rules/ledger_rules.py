"""What the link ledger asks of the site."""

from __future__ import annotations

from casebook.rule import Rule

LOST = Rule(
    "L101", "发布过的页面和锚点都在。", "删去了 lou-dong-zhang.yml", "publication: {status: withdrawn, reason: ……}"
)

LEDGER_RULES = (LOST,)
