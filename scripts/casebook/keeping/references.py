"""Who names a practice or a figure: in records, and in the macros of hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from casebook.records.reader import Value

Raw: TypeAlias = dict[str, Value]
# From the name of a practice (`<id>`) or of a figure (`<id>#<key>`) to the one to use instead; None: it goes.
Way: TypeAlias = Callable[[str], str | None]

_NAMING = frozenset({"target", "replaced_by", "result", "conflicts_with"})
_MACRO = re.compile(r"\{\{-?\s*(\w+)\((.*?)\)\s*-?\}\}", re.DOTALL)
_FIRST_WORDS = re.compile(r"\s*(['\"])([a-z0-9-]+)\1(?:(\s*,\s*)(['\"])([a-z0-9-]+)\4)?")
_GAP = re.compile(r"\n{3,}")
_ABOUT_FIGURES = frozenset({"figure", "sentence"})
_ABOUT_PRACTICES = frozenset({"practice", "see"})


def led_on(record: Raw, way: Way) -> Raw:
    """Return a record in which every name of another practice or figure leads on; what names one that goes, goes too.

    A relation goes with its target. Names of the record's own figures stand as they are.
    """
    found = {field: _part(value, field, way) for field, value in record.items()}
    return {field: value for field, value in found.items() if value is not None}


def _part(value: Value, field: str, way: Way) -> Value | None:
    if isinstance(value, dict):
        parts = led_on(value, way)
        return None if "target" in value and "target" not in parts else parts
    if isinstance(value, list):
        items = [part for item in value if (part := _part(item, field, way)) is not None]
        return items if items or not value else None
    return way(value) if field in _NAMING else value


def led_on_page(page: str, way: Way, gone: str = "") -> str:
    """Return a hand-written page whose macros lead on. gone: the Markdown that stands for a practice that goes; its figures just go."""

    def call(found: re.Match[str]) -> str:
        macro, named = found[1], _FIRST_WORDS.match(found[2])
        if named is None or macro not in _ABOUT_FIGURES | _ABOUT_PRACTICES:
            return found[0]
        old = f"{named[2]}#{named[5]}" if macro in _ABOUT_FIGURES else named[2]
        new = way(old)
        if new is None and macro != "see":
            return gone if macro == "practice" else ""
        return found[0] if new in {None, old} else found[0].replace(named[0], _words(named, str(new)), 1)

    led = _MACRO.sub(call, page)
    return page if led == page else _GAP.sub("\n\n", led)


def _words(named: re.Match[str], new: str) -> str:
    id_, _, key = new.partition("#")
    first = named[0].replace(f"{named[1]}{named[2]}{named[1]}", f"{named[1]}{id_}{named[1]}", 1)
    return first.replace(f"{named[4]}{named[5]}{named[4]}", f"{named[4]}{key}{named[4]}", 1) if key else first
