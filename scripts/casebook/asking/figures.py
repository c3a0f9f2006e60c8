"""The questions about a sentence of the document, about figures, and about the numbers that are left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from casebook.asking.dialogue import Dialogue, wrong_name
from casebook.checks.document_sections import uncarried
from casebook.checks.document_text import DocumentText, Number
from casebook.records.model import DATE_PATTERN, DateBasis, Qualifier
from casebook.records.reader import Value
from casebook.rules.evidence_form import LONGEST, SHORTEST
from casebook.telling import say
from casebook.text.dates import iso_date
from casebook.text.normal import squeezed
from casebook.text.numbers import VALUE_PATTERN, half_width, is_ascending

_NONE = "没有"
_REASON = "不是这项做法的数据"


def ask_anchor(
    dialogue: Dialogue, question: str, said: DocumentText | None, section: str | None = None, proposed: str = ""
) -> str:
    """Ask for words of the document, word for word; where its text is at hand, they are held against it and a run is proposed."""

    def wrong(text: str) -> str:
        verdict = said.judged(text, section) if said else None
        if verdict and verdict.kind != "ok":
            near = verdict.nearest or (said.proposed(text) if said else "")
            told = {"absent": "原文里没有", "private": "碰到隐去的姓名或电话", "elsewhere": "不在这一章节"}
            return f"{told.get(verdict.kind, '在这一章节里不止一次')}。{f'可以用“{near}”。' if near else ''}"
        length = len(squeezed(text))
        near = said.proposed(text) if said and length > LONGEST else ""
        cure = f"可以用“{near}”。" if near else ""
        return "" if SHORTEST <= length <= LONGEST else f"有 {length} 字，要 {SHORTEST}—{LONGEST} 字。{cure}"

    return dialogue.text(question, wrong, proposed=proposed)


@dataclass(frozen=True)
class Figures:
    """Asks for figures of one document. said: its text, where it is at hand; places: of the record."""

    dialogue: Dialogue
    natures: tuple[str, ...]
    document: str
    said: DocumentText | None

    def ask(self) -> list[Value]:
        """Ask for figures until there are no more; an end of all answers ends them too."""
        found: list[Value] = []
        while not self.dialogue.is_over:
            self._show_numbers(found)
            question = "数据：文件里为它写的数，数的是什么？例如 成立业委会的小区；没有（或写完了）就空着"
            metric = self.dialogue.text(question, wrong_name, optional=True, may_end=True)
            if not metric:
                break
            found.append(self._figure(metric))
        return found

    def _left(self, found: Iterable[Value]) -> tuple[Number, ...]:
        if self.said is None:
            return ()
        told = [(str(item["anchor"]), str(item.get("value", ""))) for item in found if isinstance(item, dict)]
        return self.said.left(span for anchor, value in told for span in self.said.spans(anchor, value))

    def _show_numbers(self, found: Iterable[Value]) -> None:
        if self.said and (left := self._left(found)):
            shown = "、".join(f"{number.value}{number.unit}" for number in left)
            say(f"\n原文里还没有收的数：{shown}")

    def _figure(self, metric: str) -> Value:
        dialogue, figure = self.dialogue, {"metric": metric}
        figure["value"] = half_width(dialogue.text("数值：照原文，半角；万、亿、% 写在单位里", _wrong_value))
        number = next((n for n in self._left(()) if n.value == figure["value"]), None)
        unit = number.unit if number else ""
        figure["unit"] = dialogue.text("单位", wrong_name, optional=not unit, proposed=unit)
        qualifier = dialogue.pick("限定词？", [_NONE, *get_args(Qualifier)], proposed=_NONE)[0]
        figure["qualifier"] = "" if qualifier == _NONE else qualifier
        figure["nature"] = dialogue.pick("性质？", self.natures)[0]
        day = self.said.day_for(number.start) if self.said and number else None
        hint = f"；原文写的是“{day.words}”，可以写 {day.as_of}" if day else ""
        date = dialogue.text(f"截止时间：2022、2022-06 或 2022-06-17{hint}", wrong_date, optional=True)
        if date:
            figure["as_of"] = iso_date(date)
            basis = f"（{day.words}，是{day.basis}）" if day and day.as_of == figure["as_of"] else ""
            figure["as_of_basis"] = dialogue.pick(f"时间依据？{basis}", get_args(DateBasis))[0]
        figure["scope"] = dialogue.text("口径：什么范围内、怎么数的", optional=True)
        near = self.said.anchor_for(number) if self.said and number else ""
        figure["document"] = self.document
        figure["anchor"] = ask_anchor(dialogue, "原文词句：有这个数的 6—20 字", self.said, proposed=near)
        return {name: value for name, value in figure.items() if value}

    def uncarried(self, found: Iterable[Value]) -> list[Value]:
        """Ask why the numbers that are left stay out; return what the document's description says of them."""
        left = uncarried(self.said, self._left(found)) if self.said else []
        if not left:
            return []
        units = {number.value: number.unit for number in self._left(found)}
        shown = "、".join(f"{item['value']}{units[str(item['value'])]}（{item['anchor']}）" for item in left)
        say(f"\n这些数不收：{shown}")
        reason = self.dialogue.text("为什么不收？写进文件的说明", wrong_name, proposed=_REASON)
        return [{**item, "reason": item["reason"] or reason} for item in left]


def wrong_date(text: str) -> str:
    """Return what is wrong with a date, or nothing."""
    return "" if re.fullmatch(DATE_PATTERN, iso_date(text)) else "日期写成 2019、2019-10 或 2019-10-28。"


def _wrong_value(text: str) -> str:
    plain = half_width(text)
    good = VALUE_PATTERN.fullmatch(plain) and is_ascending(plain)
    return "" if good else "只写数字（3075、49.15、三）、范围 10-20、比 1:2000、分数 1/3；单位、约、多等另写。"
