"""What is known of the readings of characters, phrases, places and surnames: the vendored tables, read once when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

# After a surname wherever it stands: 社区曾姐.
_KIN = (
    "姐 叔 姨 伯 哥 嫂 婶 妈 爸 爷 奶 姑 舅 妹 婆 大姐 大叔 大姨 大伯 大哥 大嫂 大婶 大妈 大爷 大娘 "
    "阿姨 阿姐 阿叔 阿婆 阿公 姐姐 叔叔 伯伯 奶奶 爷爷 妈妈 姑姑 嬢嬢"
)
# After a surname at the beginning of a text: the middle of one may have 历任书记.
_PERSONAL = "老师 医生 律师 警官 法官 师傅 教授 博士 先生 女士 小姐 同志 大夫 护士 教练 老"
_OFFICES = (
    "书记 主任 局长 所长 站长 队长 校长 院长 村长 镇长 支书 委员 代表 班长 馆长 园长 会长 组长 秘书 "
    "检察官 调解员 网格员 公 氏 家 工 总"
)
_BEFORE = "老小阿"
# Far commoner as other words: 白云区姐妹, 区书记. These are surnames only at the beginning, before a word of kinship.
_RARELY_SURNAMES = frozenset("区相员应洗")
# Words too behind 老 and 小: 小区, 老单位.
_OFTEN_WORDS = _RARELY_SURNAMES | frozenset("单解任华查盖乐黑折种召车藏曲贾秘")
# A place stands before one of these: 朝阳社区; 朝阳产业 is none.
_KINDS = "省 市 县 区 旗 盟 镇 乡 街 村 路 街道 社区 新区 林场 农场 水库 公园 小区 地区 开发区 瑶族 壮族 水族 自治"
_ONLY_BEFORE_A_KIND = "@"


def lines(name: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a vendored table: what is read, and its reading."""
    table = (files("casebook") / "data" / name).read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            text, _, reading = line.partition(" ")
            yield text, reading


@cache
def characters() -> Mapping[str, str]:
    """Return the usual syllable of each common character, with its tone mark."""
    usual = {character: syllable for syllable, group in lines("characters.txt") for character in group}
    usual.update((text, reading) for text, reading in lines("own_readings.txt") if len(text) == 1)
    return MappingProxyType(usual)


@cache
def usual(character: str) -> str:
    """Return the usual syllable of any Chinese character; the character itself where none is known."""
    if found := characters().get(character):
        return found
    from pypinyin.constants import PINYIN_DICT  # rare: loading it takes longer than all the rest

    return str(PINYIN_DICT.get(ord(character), character)).split(",")[0]


@cache
def every_reading(character: str) -> tuple[str, ...]:
    """Return all syllables of a character that dictionaries know, the usual one first."""
    from pypinyin.constants import PINYIN_DICT

    known = str(PINYIN_DICT.get(ord(character), character)).split(",")
    return tuple(dict.fromkeys((usual(character), *known)))


@cache
def polyphones() -> Mapping[str, tuple[str, ...]]:
    """Return the characters of several common readings that spell differently, the usual one first."""
    return MappingProxyType({text: tuple(reading.split()) for text, reading in lines("polyphones.txt")})


@dataclass(frozen=True)
class Phrases:
    """Phrases with their syllables; the longest that begins at a place is found there."""

    said: Mapping[str, tuple[str, ...]]

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        lengths: dict[str, set[int]] = {}
        for phrase in self.said:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def longest(self, text: str, at: int, end: int) -> str:
        """Return the longest phrase that stands in a text from a place on, before another; empty where there is none."""
        for length in self._lengths.get(text[at], ()):
            if at + length <= end and text[at : at + length] in self.said:
                return text[at : at + length]
        return ""


def spoken(readings: Iterable[tuple[str, str]]) -> Phrases:
    """Return phrases of pairs of a phrase and its reading, syllables separated by one space."""
    return Phrases({phrase: tuple(reading.split()) for phrase, reading in readings if phrase})


@cache
def phrases() -> Phrases:
    """Return the phrases of the dictionary, of places and of surnames wherever they stand."""
    return spoken([*lines("phrases.txt"), *_surnames(_KIN, rare=False), *places()])


@cache
def head_phrases() -> Phrases:
    """Return what is read so at the beginning of a text alone."""
    polite = [*_surnames(f"{_KIN} {_PERSONAL}", rare=True), *_surnames(f"{_PERSONAL} {_OFFICES}", rare=False)]
    familiar = [(f"{word}{name}", f"{usual(word)} {said}") for word in _BEFORE for name, said in lines("surnames.txt")]
    return spoken([*polite, *((phrase, said) for phrase, said in familiar if phrase[-1] not in _OFTEN_WORDS)])


def places() -> Iterator[tuple[str, str]]:
    """Yield names of places whose reading is not that of their characters; each kind of place behind those that are words too."""
    for text, reading in lines("own_readings.txt"):
        if text.endswith(_ONLY_BEFORE_A_KIND):
            name = text.removesuffix(_ONLY_BEFORE_A_KIND)
            yield from ((name + kind, f"{reading} {_plain(kind)}") for kind in _KINDS.split())
        elif len(text) > 1:
            yield text, reading


def _surnames(titles: str, *, rare: bool) -> Iterator[tuple[str, str]]:
    for name, reading in lines("surnames.txt"):
        if (name in _RARELY_SURNAMES) == rare:
            yield from ((name + title, f"{reading} {_plain(title)}") for title in titles.split())


_TITLE_READINGS = {"大夫": "dài fu", "秘书": "mì shū"}


def _plain(text: str) -> str:
    return _TITLE_READINGS.get(text) or " ".join(_long_at_the_end(text))


def _long_at_the_end(text: str) -> Iterator[str]:
    for character in text:
        yield "zhǎng" if character == "长" else usual(character)
