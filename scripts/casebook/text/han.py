"""Which characters are Chinese: all blocks of Unicode that hold whole ones, and 〇.

`search-fold.js`, `form-reading.js` and `form-rules.js` have the same ranges.
"""

from __future__ import annotations

import re

# To stand between the brackets of a pattern. 〇 is a letter of numbers (二〇二四); planes 2 and 3 hold the extensions B onwards.
HAN_RANGES = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{HAN_RANGES}]")
# What a reading has one syllable for: a character, or a Latin word or number whole.
_TOKEN = re.compile(f"[A-Za-z0-9]+|[{HAN_RANGES}]")


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese character."""
    return _HAN.match(character) is not None


def tokens(text: str) -> list[str]:
    """Return what a text's reading has one syllable for: each Chinese character, each Latin word or number."""
    return _TOKEN.findall(text)
