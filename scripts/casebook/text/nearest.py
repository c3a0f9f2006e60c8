"""The nearest right word to a wrong one: a line to paste where it is the same word, a question where it only looks alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

from casebook.text.normal import folded
from casebook.text.readings import every_reading

_READABLE = 30
_MOST = 3
_ALIKE, _ID_ALIKE = 0.75, 0.85
_PART, _LONG = 3, 6  # as many characters of a name as can stand for it; as many as may lack one
# Up to here, words are those of a closed list: the nearest is meant. Names of things (higher) may be another thing's.
CLOSED = 0.4
_COUNTS = re.compile(r"[0-9一二三四五六七八九十]")
_DENIES = re.compile(r"[不未非无没]")


def nearest(word: str, words: Iterable[str], field: str, cutoff: float = CLOSED) -> tuple[str, str]:
    """Return the message about a word outside a list (with the nearest right one), and the line to paste."""
    known = list(words)
    # “公开” means no “不公开”: a cure must not turn a word into its opposite.
    candidates = [w for w in known if len(_DENIES.findall(w)) == len(_DENIES.findall(word))]
    within = [w for w in candidates if word in w or w in word]
    close = get_close_matches(word, candidates, n=1, cutoff=cutoff) or within[:1]
    holding = [w for w in within if word in w] or [w for w in within if len(w) > 1 and len(within) > 1]
    if len(holding) > 1 and len(word) > 1:
        return f"没有“{word}”，是否{'、'.join(f'“{w}”' for w in holding[:_MOST])}？请选一个。", ""
    if close:
        line = f"- {close[0]}" if field.isdigit() else f"{field}: {close[0]}"
        is_same = means_the_same(word, close[0], is_closed=cutoff <= CLOSED)
        return f"没有“{word}”，是否“{close[0]}”？", line if is_same else ""
    if len(known) > _READABLE:
        return f"没有“{word}”。", ""
    return f"没有“{word}”。可用的有：{'、'.join(known)}。", ""


def means_the_same(word: str, right: str, *, is_closed: bool) -> bool:
    """Tell whether a word is another misspelt or cut short, and no word of its own. is_closed: nothing else can be meant."""
    one, other = folded(word), folded(right)
    if _COUNTS.findall(one) != _COUNTS.findall(other) or not one:
        return False
    if one == other or _sound_alike(one, other):
        return True
    short, long = sorted((one, other), key=len)
    ratio = SequenceMatcher(None, one, other).ratio()
    if is_closed:
        return ratio >= _ALIKE or (short in long and len(short) * 2 >= len(long))
    if right.isascii():
        return ratio >= _ID_ALIKE
    is_part = len(short) >= _PART and (long.startswith(short) or long.endswith(short))
    return len(long) - len(short) == 1 and (is_part or (len(short) >= _LONG and _lacks_one(short, long)))


def _lacks_one(short: str, long: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _sound_alike(one: str, other: str) -> bool:
    """Tell whether two words of one length differ in one character that is read as the right one."""
    differing = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or len(differing) != 1:
        return False
    readings = [set(every_reading(character)) for character in differing[0]]
    return bool(readings[0] & readings[1])
