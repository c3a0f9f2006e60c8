"""Which of several files holds a name: a hash, so that a browser can tell it without a list. `search-fold.js` has the same one."""

from __future__ import annotations

_PRIME = 1_299_709


def shard(name: str, shards: int) -> int:
    """Return the number of the shard that holds a name: its UTF-16 as one long number, modulo a prime."""
    return int.from_bytes(name.encode("utf-16-be"), "big") % _PRIME % shards


def shards_for(count: int, each: int) -> int:
    """Return how many shards so many names need: a power of two. each: how many one holds at most, on average."""
    return 1 << (max(count - 1, 0) // each).bit_length()
