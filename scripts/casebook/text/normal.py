"""The forms in which texts are compared, and whole characters for those that only look like them, as PDF files give them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The CJK Radicals Supplement has no decompositions in Unicode; these are the whole characters among it
# (EquivalentUnifiedIdeograph.txt). Parts of characters (⺡ for 氵) are left alone.
_RADICALS = "⺟⺠⺩⺫⺬⺶⺼⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻭⻮⻯⻰⻱⻲⻳"
_WHOLE = "母民王目示羊肉臼虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐歯齿竜龙龜亀龟"
_TABLE = str.maketrans(_RADICALS, _WHOLE)
_RADICAL = re.compile(f"[{_RADICALS}]")
_DECOMPOSED = re.compile("[\u2e9f\u2ef3\u2f00-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_WHITE_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def whole_characters(text: str) -> str:
    """Return text with the characters that radicals and compatibility forms stand for: ⽼ and ⺠ become 老 and 民."""
    whole = text.translate(_TABLE) if _RADICAL.search(text) else text  # to look is quicker than to translate
    return _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), whole)


@lru_cache(maxsize=1 << 16)  # paths of sections and anchors are compared over and over
def squeezed(text: str) -> str:
    """Return text as anchors are compared: NFKC, whole characters for radicals, without white space."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", whole_characters(text)))


def folded(text: str) -> str:
    """Return a name as names are compared: NFKC, lower case, without punctuation and spaces."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", whole_characters(text)).lower())
