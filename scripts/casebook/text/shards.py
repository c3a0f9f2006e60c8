"""Which of several files holds a name: a hash, so that a browser can tell it without a list. `search-fold.js` has the same one."""

from __future__ import annotations


def shard(name: str, shards: int) -> int:
    """Return the number of the shard that holds a name. shards: a power of two."""
    value = 7
    for character in name:
        value = (value * 31 + ord(character)) & 0xFFFFFF
    return (value * 0x9E3779B1 & 0xFFFFFFFF) >> 12 & (
        shards - 1
    )  # the factor spreads ids that differ by their last digits


def shards_for(count: int, each: int) -> int:
    """Return how many shards so many names need: a power of two. each: how many one holds at most, on average."""
    return 1 << (max(count - 1, 0) // each).bit_length()
