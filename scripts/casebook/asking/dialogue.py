"""Questions and answers, line by line: at a keyboard or out of a pipe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO, TypeAlias

from casebook.errors import Stopped
from casebook.records.ids import free_id, wrong_id
from casebook.rules.placeholders import placeholder
from casebook.rules.privacy import private_parts
from casebook.telling import say

# Returns what is wrong with an answer, or nothing.
Judge: TypeAlias = Callable[[str], str]
LONGEST_NAME, LONGEST_TEXT = 60, 2000
_BETWEEN = re.compile(r"[\s,，、;；]+")
_YES = frozenset({"y", "yes", "是", "好", "对", "有", "1"})
_NO = frozenset({"", "n", "no", "否", "不", "没有", "0"})
GO_ON = "接着"
SKIP = "可以不填，按回车跳过"


def wrong_name(text: str) -> str:
    """Return what is wrong with a name or a short phrase, or nothing."""
    return f"有 {len(text)} 字，不超过 {LONGEST_NAME} 字。" if len(text) > LONGEST_NAME else ""


def wrong_text(text: str) -> str:
    """Return what is wrong with a text, or nothing."""
    return f"有 {len(text)} 字，不超过 {LONGEST_TEXT} 字。" if len(text) > LONGEST_TEXT else ""


@dataclass
class Dialogue:
    """Asks on standard error and reads one line an answer.

    lines: where the answers come from. draft: a file that keeps the answers, until `forget`. before: answers that were
    given in an earlier run, to be taken first. is_over: there are no more answers. peeked: a line that was read ahead.
    """

    lines: TextIO
    draft: Path | None = None
    before: list[str] = field(default_factory=list)
    is_over: bool = False
    peeked: str = ""

    @classmethod
    def resumed(cls, lines: TextIO, draft: Path) -> Dialogue:
        """Return one that keeps its answers; where the last run stopped, it goes on there if the first answer says so."""
        kept = draft.read_text(encoding="utf-8").splitlines(keepends=True) if draft.is_file() else []
        if not kept:
            return cls(lines, draft)
        say(f"上次答到第 {len(kept)} 个就停了（{kept[0].strip()}）。写“{GO_ON}”从那里接着问；要写新的，直接回答。")
        first = lines.readline()
        if first.strip() == GO_ON:
            return cls(lines, draft, kept)
        draft.unlink()
        return cls(lines, draft, peeked=first)

    def forget(self) -> None:
        """Let go of the answers that were kept."""
        if self.draft is not None:
            self.draft.unlink(missing_ok=True)

    def _line(self) -> str:
        if self.before:
            line = self.before.pop(0)
            say(f"　{line.strip()}（上次的回答）")
            return line
        line, self.peeked = self.peeked or self.lines.readline(), ""
        self.is_over = not line
        return line

    def _keep(self, lines: Sequence[str]) -> None:
        if self.draft is not None:
            self.draft.parent.mkdir(exist_ok=True)
            with self.draft.open("a", encoding="utf-8") as file:
                file.writelines(lines)

    def _answer(self, *, may_end: bool = False) -> str:
        is_new = not self.before
        line = self._line()
        if not line and not may_end:
            if self.draft is not None and self.draft.is_file():
                say(f"答过的都记下了；再运行 new，第一问写“{GO_ON}”，从这里接着问。")
            raise Stopped("还没有答完，输入就结束了。什么都没有写。")
        if is_new:
            self._keep([line])
        return " ".join(unicodedata.normalize("NFC", line).replace("\ufeff", "").split())

    def text(
        self,
        question: str,
        judge: Judge = wrong_text,
        *,
        optional: bool = False,
        proposed: str = "",
        may_end: bool = False,
    ) -> str:
        """Ask for a text until it is one. proposed: what Enter stands for; optional: Enter leaves it empty.

        may_end: so does the end of all answers.
        """
        note = f"（{SKIP}）" if optional else f"（按回车用 {proposed}）" if proposed else ""
        say(f"\n{question}{note}")
        while True:
            answer = self._answer(may_end=may_end) or proposed
            if not answer and optional:
                return ""
            if not (wrong := _not_for_a_record(answer) or judge(answer)):
                return answer
            say(f"{wrong}请再写一次。")

    def new_id(self, question: str, reading: str, taken: Container[str]) -> str:
        """Ask for the id of something new; what its reading gives is proposed."""

        def wrong(id_: str) -> str:
            return wrong_id(id_) or (f"编号 {id_} 用过了。" if id_ in taken else "")

        return self.text(f"{question}定了不改", wrong, proposed=free_id(reading, taken))

    def texts(self, question: str) -> list[str]:
        """Ask for any number of texts, one a line, until an empty line."""
        say(f"\n{question}（一行一条，写完按回车；{SKIP}）")
        found: list[str] = []
        while answer := self._answer():
            if wrong := _not_for_a_record(answer):
                say(f"{wrong}请再写一次。")
            else:
                found.append(answer)
        return found

    def pick(self, question: str, words: Sequence[str], most: int = 1, proposed: str = "") -> list[str]:
        """Ask for one to `most` words of a list, by their numbers or by themselves. proposed: what Enter stands for."""
        many = f"，最多 {most} 个，用空格隔开" if most > 1 else f"，按回车用 {proposed}" if proposed else ""
        say(f"\n{question}（写序号或词{many}）")
        say("\n".join(f"  {number:>2} {word}" for number, word in enumerate(words, start=1)))
        while True:
            found, wrong = picked(self._answer() or proposed, words)
            if not wrong:
                wrong = "至少选一个。" if not found else f"最多选 {most} 个。" if len(found) > most else ""
            if not wrong:
                return found
            say(f"{wrong}请再选一次。")

    def agrees(self, question: str) -> bool:
        """Ask a yes-or-no question; Enter is no."""
        say(f"\n{question}（y 是，回车否）")
        while (answer := self._answer().lower()) not in _YES | _NO:
            say("请写 y，或按回车。")
        return answer in _YES


def picked(answer: str, words: Sequence[str]) -> tuple[list[str], str]:
    """Return the words that an answer names, and what is wrong with it (empty: nothing)."""
    found: list[str] = []
    parts = [answer] if answer in words else [part for part in _BETWEEN.split(answer) if part]
    for part in parts:
        word, wrong = _one(part, words)
        if wrong:
            return [], wrong
        found.append(word)
    return list(dict.fromkeys(found)), ""


def _one(part: str, words: Sequence[str]) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKC", part)
    if re.fullmatch(r"[0-9]{1,4}", plain):
        number = int(plain)
        good = 1 <= number <= len(words)
        return (words[number - 1], "") if good else ("", f"没有序号 {plain}，只有 1 到 {len(words)}。")
    if part in words:
        return part, ""
    holding = [word for word in words if part in word]
    if len(holding) == 1:
        return holding[0], ""
    near = holding[:3] or get_close_matches(part, list(words), n=3, cutoff=0.4)
    return "", f"没有“{part}”{'，是否 ' + '、'.join(near) + '？' if near else '。'}"


def _not_for_a_record(answer: str) -> str:
    """Return why an answer may not stand in a public record, or nothing."""
    if not answer:
        return "这一项必填。"
    for part in private_parts(unicodedata.normalize("NFKC", answer)):
        return f"像是{part.kind}，公开页面不登个人联系方式。"
    if placeholder(answer):
        return "像是占位或测试的内容。"
    return ""
