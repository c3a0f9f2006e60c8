"""The nearest right word to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_READABLE = 30
_MOST = 3


def nearest(word: str, words: Iterable[str], field: str, cutoff: float = 0.4) -> tuple[str, str]:
    """Return the message about a word outside a list (with the nearest right one), and the line to paste."""
    known = list(words)
    # “公开” means no “不公开”: a cure must not turn a word into its opposite.
    candidates = [w for w in known if w != f"不{word}"]
    close = get_close_matches(word, candidates, n=1, cutoff=cutoff)
    close = close or [w for w in candidates if word in w or w in word][:1]
    holding = [w for w in candidates if word in w]
    if len(holding) > 1 and len(word) > 1:
        return f"没有“{word}”，是否{'、'.join(f'“{w}”' for w in holding[:_MOST])}？请选一个。", ""
    if close:
        line = f"- {close[0]}" if field.isdigit() else f"{field}: {close[0]}"
        return f"没有“{word}”，是否“{close[0]}”？", line
    if len(known) > _READABLE:
        return f"没有“{word}”。", ""
    return f"没有“{word}”。可用的有：{'、'.join(known)}。", ""
