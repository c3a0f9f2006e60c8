"""Our own words: claims, empty praise, characters, readings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, own_words, record_rule
from casebook.text.han import tokens
from casebook.text.normal import whole_characters
from casebook.text.pinyin import split_tone

_CLAIMS = re.compile(
    r"率先|首创|第一(?!时间|书记|责任|线|批|期|步|手|个|次|轮|层|级|道|条|项|阶段|季度|产业|村|社区|小学|中学|医院|部分|种|类|家)|唯一|领先"
)
_PRAISE = re.compile(r"显著|有效提升|大幅")
_NUMBER = re.compile(r"[0-9]|[一二两三四五六七八九十百千万]+(?:成|倍|分之|个百分点)")
_SYLLABLE = re.compile(r"[a-z]{1,6}")
COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\uff21-\uff3a\uff41-\uff5a\uff10-\uff19]")
_NAMES = frozenset({"name", "aliases", "search_words"})
HANGUL_LIKE = re.compile("[\u0370-\u03ff\u0400-\u04ff]")


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”|《[^》]*》", "", text)


@record_rule(
    "R601",
    "率先、首创等是来源的说法，要写“来源称”。",
    "summary: 全国首创的做法。",
    "summary: 来源称这是全国首创的做法。",
    Severity.WARNING,
)
def _claims(record: Record, _: Context) -> Iterator[Finding]:
    for loc, text in own_words(record):
        for sentence in re.split(r"[。！？]", _unquoted(text)):
            if "来源称" not in sentence and (found := _CLAIMS.search(sentence)):
                yield Finding(loc, f"“{found[0]}”是来源自己的说法。请写“来源称……”，或删去。")
                break


@record_rule("R602", "显著、大幅等要有数字。", "summary: 投诉大幅下降。", "summary: 投诉下降 12%。", Severity.WARNING)
def _praise(record: Record, _: Context) -> Iterator[Finding]:
    for loc, text in own_words(record):
        if (found := _PRAISE.search(_unquoted(text))) and not _NUMBER.search(text):
            yield Finding(loc, f"“{found[0]}”没有数字支持。请写出数字，或删去。")


@record_rule("R603", "文字用合成的字符（NFC）。", "summary: 'e\u0301'", "summary: 'é'")
def _not_nfc(record: Record, _: Context) -> Iterator[Finding]:
    for loc, text in record.texts:
        normal = unicodedata.normalize("NFC", text)
        if normal != text:
            yield Finding(loc, "有字是拆开存放的，看着一样，搜索不到。运行 fmt 可改正。", _line(loc, normal))


def _whole(text: str) -> str:
    return unicodedata.normalize("NFKC", whole_characters(text))


def _line(loc: Loc, text: str) -> str:
    return f"- {text}" if isinstance(loc[-1], int) else f"{loc[-1]}: {text}"


@record_rule("R604", "名称里不用形近的替用字符。", "name: ⽼人饭堂", "name: 老人饭堂")
def _look_alikes(record: Record, _: Context) -> Iterator[Finding]:
    for loc, text in record.texts:
        if loc[0] in _NAMES and (found := COMPATIBILITY.search(text)):
            message = f"“{found[0]}”是形近的替用字符，应为“{_whole(found[0])}”。"
            yield Finding(loc, message, _line(loc, COMPATIBILITY.sub(lambda part: _whole(part[0]), text)))
        elif loc[0] in _NAMES and (found := HANGUL_LIKE.search(text)):
            yield Finding(loc, f"“{found[0]}”是外文字母，看着像英文字母。请用键盘重新输入。")


@record_rule("R605", "拼音一字一个音节。", "pinyin: lóu dòng", "pinyin: lóu dòng zhǎng")
def _wrong_readings(record: Record, _: Context) -> Iterator[Finding]:
    if record.pinyin is None:
        return
    spoken, parts = record.pinyin.split(), tokens(record.name)
    if len(spoken) != len(parts):
        message = f"拼音有 {len(spoken)} 个音节，名称有 {len(parts)} 个字。请一字一个音节，用空格分开。"
        yield Finding(("pinyin",), message)
        return
    for syllable, token in zip(spoken, parts, strict=True):
        if not token.isascii() and not _SYLLABLE.fullmatch(split_tone(syllable)[0]):
            yield Finding(("pinyin",), f"“{syllable}”不是拼音音节。请写成 lóu dòng zhǎng。")
