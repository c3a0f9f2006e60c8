"""What is asked of a record when it is held against the documents' texts, each with an example."""

from __future__ import annotations

from casebook.rule import Rule

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
UNUSED = Rule("E106", "不入库的数字在原文里。", "uncarried: [{value: '9', anchor: 没有的话, reason: 电话}]", "（删去）")

EVIDENCE_TEXT_RULES = (SECTION_START, ANCHOR, DIGITS, COPIED, FORGOTTEN, UNUSED)
