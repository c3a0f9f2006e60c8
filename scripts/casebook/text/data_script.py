"""Data as a script file: browsers run one also from a local disk, where they would not fetch."""

from __future__ import annotations

import json

from casebook.memory import Json

__all__ = ["Json", "as_json", "call_script", "data_script"]


def data_script(take: str, name: str, data: Json) -> str:
    """Return a script that calls `take(name, data)`: `cbSearch.take("names",{…});`."""
    return call_script(take, name, as_json(data))


def as_json(data: Json) -> str:
    """Return data as it may stand in a script."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def call_script(take: str, name: str, text: str, stamp: str = "") -> str:
    """Return a script that calls `take(name, data, stamp)`. text: the data, from `as_json`."""
    more = f',"{stamp}"' if stamp else ""
    return f'{take}("{name}",{text}{more});\n'
