"""Ids of records and documents: what makes a good one, and how one is found that is free."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from casebook.records.file_rules import MAX_ID, is_reserved
from casebook.records.model import ID_PATTERN

_NUMBER = 4  # characters kept for a number behind it, `-999`


def wrong_id(id_: str) -> str:
    """Return what is wrong with an id; empty where it may be used."""
    if re.fullmatch(ID_PATTERN, id_) is None or len(id_) > MAX_ID:
        shown = id_ if len(id_) <= MAX_ID else f"{id_[:MAX_ID]}……"
        return f"“{shown}”不能作编号。编号只用小写字母、数字和单个连字符，不超过 {MAX_ID} 个，例如 lou-dong-zhang。"
    return f"{id_} 是系统或本站保留的名字。请换一个编号。" if is_reserved(id_) else ""


def free_id(base: str, taken: Container[str]) -> str:
    """Return a good id that is not taken: the base, cut where it is too long, or with a number behind it.

    base: made of a reading (`slug`), not empty.
    """
    short = shortened(base, MAX_ID - _NUMBER)
    if short not in taken and not wrong_id(short):
        return short
    return next(id_ for number in count(2) if (id_ := f"{short}-{number}") not in taken and not wrong_id(id_))


def shortened(id_: str, longest: int) -> str:
    """Return as many whole syllables of an id as fit into so many characters."""
    if len(id_) <= longest:
        return id_
    head = id_[: longest + 1].rpartition("-")[0]
    return head or id_[:longest].rstrip("-")
