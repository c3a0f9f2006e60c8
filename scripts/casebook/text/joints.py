"""All phrases: the dictionary's, ours, and those that are one word joined to another: a surname and a title (曾姐), a place and its kind (朝阳社区).

The joined ones are thousands when multiplied out, so the browser gets their parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from casebook.text.readings import Phrases, lines, spoken, usual

Spoken: TypeAlias = "tuple[tuple[str, str], ...]"
# Each of the first before each of the second; both with their readings, syllables separated by one space.
Joint: TypeAlias = "tuple[Spoken, Spoken]"
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
_BEFORE = "老 小 阿"
_TITLES = {"大夫": "dài fu"}
# Far commoner as other words: 白云区姐妹, 区书记. These are surnames only at the beginning, before a word of kinship.
_RARELY_SURNAMES = frozenset("区相员应洗")
# Words too behind 老 and 小: 小区, 老单位.
_OFTEN_WORDS = _RARELY_SURNAMES | frozenset("单解任华查盖乐黑折种召车藏曲贾秘")
# A place stands before one of these: 朝阳社区; 朝阳产业 is none.
_KINDS = "省 市 县 区 旗 盟 镇 乡 街 村 路 街道 社区 新区 林场 农场 水库 公园 小区 地区 开发区 瑶族 壮族 水族 自治"


def joined(joints: Iterable[Joint]) -> Iterator[tuple[str, str]]:
    """Yield the phrases of joints with their readings."""
    for firsts, seconds in joints:
        for first, said in firsts:
            yield from ((first + second, f"{said} {saying}") for second, saying in seconds)


def anywhere() -> tuple[Joint, ...]:
    """Return what is read so wherever it stands: surnames before words of kinship, places before their kinds."""
    names = tuple((text[:-1], said) for text, said in lines("own_readings.txt") if text.endswith("@"))
    return (_surnames(often=True), _read(_KIN)), (names, _read(_KINDS))


def at_head() -> tuple[Joint, ...]:
    """Return what is read so at the beginning of a text alone: surnames before titles, or behind 老 and 小."""
    familiar = tuple(pair for pair in lines("surnames.txt") if pair[0] not in _OFTEN_WORDS)
    return (
        (_surnames(often=False), _read(f"{_KIN} {_PERSONAL}")),
        (_surnames(often=True), _read(f"{_PERSONAL} {_OFFICES}")),
        (_read(_BEFORE), familiar),
    )


def _surnames(*, often: bool) -> Spoken:
    return tuple(pair for pair in lines("surnames.txt") if (pair[0] not in _RARELY_SURNAMES) == often)


def _read(words: str) -> Spoken:
    return tuple((word, _TITLES.get(word) or " ".join(map(usual, word))) for word in words.split())


@cache
def phrases() -> Phrases:
    """Return the phrases of the dictionary, ours, and those that are joined wherever they stand."""
    return spoken([*lines("phrases.txt"), *own_phrases(), *joined(anywhere())])


@cache
def head_phrases() -> Phrases:
    """Return what is read so at the beginning of a text alone."""
    return spoken(joined(at_head()))


def own_phrases() -> Iterator[tuple[str, str]]:
    """Yield the phrases of `own_readings.txt` that are read so wherever they stand."""
    return ((text, said) for text, said in lines("own_readings.txt") if len(text) > 1 and not text.endswith("@"))
