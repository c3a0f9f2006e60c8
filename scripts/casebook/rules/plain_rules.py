"""Rules that something else than a record's check asks: the clock, the link ledger, the documents' texts."""

from __future__ import annotations

from casebook.problems import Severity
from casebook.rule import Rule

AHEAD = Rule(
    "R309", "核对日期和修订日期不在今天以后。", "verified: '2099-12-31'", "verified: '2026-11-22'", Severity.WARNING
)
LOST = Rule(
    "L101", "发布过的页面和锚点都在。", "删去了 lou-dong-zhang.yml", "publication: {status: withdrawn, reason: ……}"
)
FORGOTTEN_LINE = Rule(
    "L102", "登记簿只增不减：提交过的行和锚点都在。", "（删去了一行）practice lou-dong-zhang", "practice lou-dong-zhang"
)
UNTOLD = Rule(
    "L103",
    "新收入的、内容改了的做法，changes 里有一行。",
    "（改了数值，changes 没有动）",
    "changes: [{date: '2026-11-28', note: 更正数值, key: coverage}]",
    Severity.WARNING,
)
SECTION_START = Rule("E101", "章节的开头词句在原文里，依次出现。", "starts: 没有的话", "starts: 一、主要的工作做法")
ANCHOR = Rule(
    "E102",
    "原文词句与原文逐字一致，在所在章节只出现一次。",
    "anchor: 原文没有的话",
    "anchor: 二是探索推行楼栋长工作机制",
)
DIGITS = Rule("E103", "数字在原文词句里，或在其后 40 字内。", "value: '15'", "value: '14'")
COPIED = Rule("E104", "自己的话与原文相同不超过 20 个汉字。", "summary: （整句照抄）", "summary: （自己的话）")
FORGOTTEN = Rule("E105", "文件里的每个数字都有记录，或写明为什么不收。", "（漏了 19.8 万人）", "value: '19.8'")
UNPRINTED = Rule("E107", "别名是文件里印着的。", "aliases: [没有印的叫法]", "search_words: [没有印的叫法]")
UNUSED = Rule("E106", "不入库的数字在原文里。", "uncarried: [{value: '9', anchor: 没有的话, reason: 电话}]", "（删去）")
