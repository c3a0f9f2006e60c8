"""Words of the vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Record
from casebook.records.vocabularies import WordList
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, record_rule
from casebook.text.nearest import nearest
from casebook.text.normal import folded

_SEPARATORS = re.compile(r"[，、；,;]\s*")
_QUOTED = re.compile(r"“[^”]*”|（[^）]*）|《[^》]*》")
_HEAD = re.compile(r"(?:机制|制度|体系|模式|办法|工作)$")
_ORDINAL = re.compile(r"[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[)）]|[.．、](?![0-9]))\s*|[①-⑳]\s*")


def _unquoted(text: str) -> str:
    return "" if _QUOTED.search(text) else text


def _used(record: Record, context: Context) -> Iterator[tuple[Loc, str, WordList]]:
    words = context.vocabularies
    yield ("kind",), record.kind, words.kinds
    yield from ((("themes", i), theme, words.themes) for i, theme in enumerate(record.themes))
    yield from ((("problems", i), problem, words.problems) for i, problem in enumerate(record.problems))
    yield from ((("localities", i, "stage"), loc.stage, words.stages) for i, loc in enumerate(record.localities))
    yield from ((("outcomes", i, "nature"), out.nature, words.natures) for i, out in enumerate(record.outcomes))


@record_rule("R201", "类型、主题、问题、阶段、性质只用规定的词。", "themes: [党建引导]", "themes: [党建引领]")
def _unknown_words(record: Record, context: Context) -> Iterator[Finding]:
    for loc, word, words in _used(record, context):
        joined = re.split(r"[，、；,;]\s*", word)
        if len(joined) > 1 and all(part in words.by_name for part in joined):
            fix = f"{loc[0]}: [{', '.join(joined)}]"
            yield Finding(loc, f"“{word}”里的几个词要分开写：方括号里用英文逗号加一个空格。", fix)
        elif words.words and word not in words.by_name:
            yield Finding(loc, *nearest(word, words.names, str(loc[-1])))


@record_rule("R202", "同一个词不写两次。", "themes: [网格化, 网格化]", "themes: [网格化]")
def _repeated_words(record: Record, _: Context) -> Iterator[Finding]:
    parts = (
        ("themes", record.themes, ()),
        ("problems", record.problems, ()),
        ("aliases", record.aliases, (record.name,)),
        ("search_words", record.search_words, (record.name, *record.aliases)),
        ("basis", record.basis, ()),
    )
    for field, words, before in parts:
        seen = {folded(word) for word in before}
        for index, word in enumerate(words):
            if folded(word) in seen:
                yield Finding((field, index), f"“{word}”写了两次，删去一个。")
            seen.add(folded(word))


@record_rule("R203", "别名一个一项。", "aliases: [楼长，楼栋代表人]", "aliases: [楼长, 楼栋代表人]", Severity.WARNING)
def _joined_aliases(record: Record, _: Context) -> Iterator[Finding]:
    # Among several, one with a comma is a saying of its own: 村居呼叫，科室响应.
    parts = _SEPARATORS.split(_unquoted(record.aliases[0])) if len(record.aliases) == 1 else []
    if len(parts) > 1 and all(parts) and not _share_a_head(parts):
        message = f"“{record.aliases[0]}”像是几个别名写在了一起。是几个的，一个一项分开写。"
        yield Finding(("aliases", 0), message, f"aliases: [{', '.join(parts)}]")


def _share_a_head(parts: list[str]) -> bool:
    """Tell whether parts are one name, whose last word belongs to all: 排查预警、多元化解机制."""
    return [bool(_HEAD.search(part)) for part in parts] == [False] * (len(parts) - 1) + [True]


@record_rule("R204", "步骤前面不写序号。", "steps: [1.推选, 2.培训]", "steps: [推选, 培训]", Severity.WARNING)
def _numbered_steps(record: Record, _: Context) -> Iterator[Finding]:
    if len(record.steps) > 1 and all(map(_ORDINAL.match, record.steps)):
        for index, step in enumerate(record.steps):
            yield Finding(("steps", index), "步骤前面不写序号，页面自动编号。", f"- {_ORDINAL.sub('', step)}")
