"""A document's text as evidence: where anchors stand, which one to take, what it prints in numbers and days.

The form reads a pasted text in the same way (`form-said.js`); both run over `tests/cases/document_text.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from casebook.rules.evidence_form import LONGEST, SHORTEST
from casebook.text.normal import squeezed, whole_characters

Kind: TypeAlias = Literal["ok", "absent", "elsewhere", "repeated", "private"]
# How far behind its anchor a figure may stand.
NEAR = 40
LONGEST_RUN = 20
# How many characters an anchor may lack, or have too many.
_SHIFT = 4
_HIDDEN = re.compile(r"\[(?:姓名|电话)\]")
_EDGE = re.compile(r"[0-9A-Za-z%㐀-鿿]")
_WEAK_HEAD, _WEAK_TAIL = "的了和与及等着之", "的了和与及在从由向对为以把被将是第约近达"
_PAIR = re.compile(r"\([^()]*\)|〔[^〔〕]*〕|《[^《》]*》|“[^“”]*”|<[^<>]*>|\[[^\[\]]*\]")
_HALF = re.compile(r"[()〔〕《》“”<>\[\]]")
# Inside an anchor: no end of a sentence, nothing hidden, nothing as long as a telephone number.
_NO_ANCHOR = re.compile(r"[。!?;\[\]]|[0-9](?:-?[0-9]){6,}")
_CLAUSE = re.compile(r"[,。!?;:、(《“]")
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.:%-]|[.:-][0-9]|[0-9],|[0-9][年月]|[年月][0-9]")
# A single character of another clause at an edge.
_LONE = re.compile(r"^.[,:、](?![0-9])|[,:、][^0-9]$")
_SEEN = re.compile(r"\S")
_LINE_END = re.compile(r"[^\S\n]*\n\s*")
# Addresses, names of files, days, times of the clock, ordinals: digits that are no figures. 1:20 is a ratio, 16:30 a time.
_NO_FIGURES = re.compile(
    r"https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9_./-]*[A-Za-z_][A-Za-z0-9_-]*\.(?:s?html?|aspx?|jsp|php|pdf|docx?|xlsx?)"
    r"|[12][0-9]{3}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])"
    r"|(?:(?:[上下]午|凌晨|晚上?)[0-9]{1,2}|(?<![0-9:])(?:0?[02-9]|[01][0-9]|2[0-3])):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"
    r"|[12][0-9]{3} ?年(?: ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?)?|[01]?[0-9] ?月(?: ?[0-9]{1,2} ?日)?"
    r"|(?<=[a-z])[0-9](?![0-9])|^[^\S\n]*[0-9]{1,2}[.、](?=[^0-9]|[12][0-9]{3}年)",
    re.MULTILINE,
)
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?")
SEPARATOR = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_UNIT = re.compile(
    r"[千万亿]*(?:[余多])?(?:%|‰|个百分点|平方米|平方公里|公里|人次|户次|件次|场次|周岁|岁|小时|分钟|个月|[年月日]|m2"
    r"|[元人名户家个宗件次条项所支场处栋座天期批种类级份篇部张座组对间辆台套亩米]|[千万亿])?"
)
_SAID = {"今年": 0, "去年": 1, "前年": 2}
_DAYS = re.compile(
    rf"([12][0-9]{{3}}(?=年)|{'|'.join(_SAID)})年?(?:([0-9]{{1,2}})月(?:([0-9]{{1,2}})日)?|(年?[底末])|([上下])半年)?"
    r"|([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])"
)
_SENTENCE_END = re.compile(r"[。!?;]")
_HAN_RUN = re.compile(r"[㐀-鿿]+")
_MARKS = re.compile("[“”‘’\"'「」『』]")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|‘[^’]*’")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of an anchor. stands: the paths of the sections where it is; nearest: the right run nearest to it."""

    kind: Kind
    stands: tuple[str, ...] = ()
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text. start, end: where it stands, white space left out; unit: what is printed behind it."""

    value: str
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the text tells. words: as printed; as_of: ISO, as far as it is known; basis: 原文 or 推算."""

    words: str
    as_of: str
    basis: str
    start: int


@dataclass(frozen=True)
class DocumentText:
    """A document's text. raw: as it was given; sections: path and opening words of each, in order; date: the document's, ISO."""

    raw: str
    sections: Sequence[tuple[str, str]] = ()
    date: str = ""
    _found: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The text as anchors are compared."""
        return squeezed(self.raw)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each section starts (-1: not found)."""
        found: list[int] = []
        position = 0
        for _, words in self.sections:
            start = self.text.find(squeezed(words), position)
            found.append(start)
            position = start + 1 if start >= 0 else position
        return tuple(found)

    def section_at(self, position: int) -> str:
        """Return the path of the section that holds a position; empty before the first."""
        index = bisect_right(self.starts, position) - 1
        return self.sections[index][0] if index >= 0 else ""

    def hits(self, anchor: str) -> tuple[int, ...]:
        """Return where an anchor stands."""
        if anchor not in self._found:
            wanted = re.escape(squeezed(anchor))
            self._found[anchor] = tuple(m.start() for m in re.finditer(wanted, self.text)) if wanted else ()
        return self._found[anchor]

    def judged(self, anchor: str, section: str | None = None) -> Verdict:
        """Return what may be said of an anchor. section: the path in which it has to stand once; None: in any."""
        hits, length = self.hits(anchor), len(squeezed(anchor))
        stands = tuple(self.section_at(hit) for hit in hits)
        if _HIDDEN.search(squeezed(anchor)) or any(self._touches_hidden(hit, hit + length) for hit in hits):
            return Verdict("private", stands, self._near(anchor))
        if not hits:
            return Verdict("absent", (), self._near(anchor))
        wanted = stands if section is None else tuple(s for s in stands if squeezed(s) == squeezed(section))
        if not wanted:
            return Verdict("elsewhere", stands)
        if all(wanted.count(path) > 1 for path in wanted):
            first = hits[stands.index(wanted[0])]
            return Verdict("repeated", stands, self._proposed(first, first + length))
        return Verdict("ok", stands)

    def _touches_hidden(self, start: int, end: int) -> bool:
        return any(found.start() < end and start < found.end() for found in _HIDDEN.finditer(self.text))

    def _near(self, anchor: str) -> str:
        """Return the right run where most pairs of characters of an anchor stand, a few left out or put in; or nothing."""
        wanted = squeezed(anchor)
        met = [(hit, i) for i in range(len(wanted) - 1) for hit in self.hits(wanted[i : i + 2])]
        votes = Counter(hit - i for hit, i in met)
        score = {at: sum(votes[at + more] for more in range(_SHIFT)) for at in votes}
        best = min(score, key=lambda at: (-score[at], at), default=0)
        if not score or score[best] * 2 < len(wanted) - 1 or score[best] < 2:  # noqa: PLR2004 (one pair is chance)
            return ""
        near = sorted((hit, i) for hit, i in met if 0 <= hit - i - best < _SHIFT)
        start, end = near[0][0] - near[0][1], near[-1][0] + len(wanted) - near[-1][1]
        start, end = max(start, 0), min(end, len(self.text))
        return self.text[start:end] if self._is_good(start, end) else self._proposed(start, end)

    def _is_good(self, start: int, end: int) -> bool:
        return SHORTEST <= end - start <= LONGEST and self._fits(start, end)

    def proposed(self, sentence: str, holding: str = "") -> str:
        """Return the shortest run of a sentence that makes a good anchor: once in the document; nothing where there is none.

        holding: what it should hold, a figure's value.
        """
        start = self.text.find(squeezed(sentence))
        return self._proposed(start, start + len(squeezed(sentence)), squeezed(holding)) if start >= 0 else ""

    def _proposed(self, start: int, end: int, holding: str = "") -> str:
        within = [(a, a + n) for n in range(SHORTEST, LONGEST + 1) for a in range(start, end - n + 1)]
        around = [(a, a + n) for n in range(max(SHORTEST, end - start), LONGEST + 1) for a in range(end - n, start + 1)]
        fits = [(a, b) for a, b in (within, around)[not within] if self._fits(a, b)]
        fits = fits or [(a, b) for a, b in around if self._fits(a, b)]
        fits = [(a, b) for a, b in fits if holding in self.text[a:b]] or fits
        return self.text[slice(*min(fits, key=self._worth, default=(0, 0)))]

    def _worth(self, run: tuple[int, int]) -> tuple[bool, int, bool, int]:
        """Return what a run is ranked by: its edges belong to it, it is short, it begins a clause, it is the first."""
        start, end = run
        begins = start == 0 or _CLAUSE.match(self.text, start - 1) is not None
        return bool(_LONE.search(self.text[start:end])), end - start, not begins, start

    def _fits(self, start: int, end: int) -> bool:
        run = self.text[start:end] if 0 <= start < end <= len(self.text) else ""
        if not run or _NO_ANCHOR.search(run) or not (_EDGE.match(run) and _EDGE.match(run[-1])):
            return False
        if run[0] in _WEAK_HEAD or run[-1] in _WEAK_TAIL or self._cuts_a_word(start) or self._cuts_a_word(end):
            return False
        return not _HALF.search(_PAIR.sub("", run)) and self.text.find(run, self.text.find(run) + 1) < 0

    def _cuts_a_word(self, at: int) -> bool:
        """Tell whether a number, a day or a Latin word goes on over a place."""
        before, after = self.text[max(at - 1, 0) : at], self.text[at : at + 1]
        return bool(_WORD.fullmatch(before + after))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the text, in order; days written with dashes, times and addresses are none."""
        plain = unicodedata.normalize("NFKC", whole_characters(self.raw))
        plain = _LINE_END.sub("", _NO_FIGURES.sub(lambda found: _SEEN.sub("□", found[0]), plain))
        spaces = [found.start() for found in re.finditer(r"\s", plain)]
        found = [(number, number.start() - bisect_left(spaces, number.start())) for number in _NUMBER.finditer(plain)]
        spans = [(at, at + len(number[0].replace(" ", ""))) for number, at in found]
        return tuple(Number(self.text[a:b].replace(",", ""), self._unit(b), a, b) for a, b in spans)

    def anchor_for(self, number: Number) -> str:
        """Return a good anchor for a figure: the shortest run with the number and its unit; nothing where there is none."""
        sentence = self.sentence_at(number.start)
        found = _UNIT.match(self.text, number.end)
        printed = self.text[number.start : number.end]
        told = [self.proposed(sentence, printed + (found[0] if found else "")), self.proposed(sentence, printed)]
        return next((anchor for anchor in told if printed in anchor), told[0])

    def _unit(self, at: int) -> str:
        found = _UNIT.match(self.text, at)
        return found[0].replace("余", "").replace("多", "").replace("m2", "㎡") if found else ""

    def sentence_at(self, position: int) -> str:
        """Return the sentence that holds a position, white space left out."""
        ends = [0, *(found.end() for found in _SENTENCE_END.finditer(self.text)), len(self.text)]
        index = bisect_right(ends, position)
        return self.text[ends[index - 1] : ends[min(index, len(ends) - 1)]]

    def left(self, spans: Iterable[tuple[int, int, str]]) -> tuple[Number, ...]:
        """Return the numbers that nothing carries. spans: start and end, and the value that is carried there (`*`: all)."""
        told = list(spans)
        return tuple(n for n in self.numbers if not any(a <= n.start < b and _same(n.value, v) for a, b, v in told))

    def spans(self, anchor: str, value: str) -> Iterator[tuple[int, int, str]]:
        """Yield where a figure with an anchor carries numbers: in it, and a little behind it."""
        for hit in self.hits(anchor):
            yield hit, hit + len(squeezed(anchor)) + NEAR, squeezed(value)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that the text tells. 今年 counts from the document's date, where it has one."""
        return tuple(day for found in _DAYS.finditer(self.text) if (day := self._day(found)))

    def _day(self, found: re.Match[str]) -> Day | None:
        year, month, day, end, half, y, m, d = found.groups()
        said = year if year in _SAID else ""
        if said and not self.date:
            return None
        number = int(self.date[:4]) - _SAID[said] if said else int(year or y)
        parts = ["12"] if end else [{"上": "06", "下": "12"}[half]] if half else [month or m, day or d]
        as_of = "-".join([str(number), *(f"{int(part):02d}" for part in parts if part)])
        return Day(found[0], as_of, "推算" if said or end or half else "原文", found.start())

    def day_for(self, position: int) -> Day | None:
        """Return the day that a figure at a position holds for: the last one told before it in its sentence."""
        start = max((found.end() for found in _SENTENCE_END.finditer(self.text, 0, position)), default=0)
        told = [day for day in self.days if start <= day.start < position]
        return told[-1] if told else None


def _same(number: str, value: str) -> bool:
    return value == "*" or number in re.split(r"[-:/+]", value)


def is_printed(name: str, texts: Iterable[str]) -> bool:
    """Tell whether one of the texts (squeezed) prints a name, quotation marks left out on both sides."""
    return any(_MARKS.sub("", squeezed(name)) in _MARKS.sub("", text) for text in texts)


def copied_run(own: str, texts: Sequence[str], fixed: Iterable[str] = ()) -> str:
    """Return the first run of Chinese characters too long to be chance that our words share with the texts (squeezed).

    fixed: wordings that may be quoted whole, as quotes may.
    """
    plain = _QUOTED.sub("|", own)
    for term in fixed:
        plain = plain.replace(term, "|")
    for run in _HAN_RUN.findall(plain):
        for start in range(len(run) - LONGEST_RUN):
            end = start + LONGEST_RUN + 1
            for text in texts:
                if run[start:end] in text:
                    while end < len(run) and run[start : end + 1] in text:
                        end += 1
                    return str(run[start:end])
    return ""
