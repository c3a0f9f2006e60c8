"""Data as a script file: browsers run one also from a local disk, where they would not fetch."""

from __future__ import annotations

import json

from casebook.memory import Json

__all__ = ["Json", "data_script"]


def data_script(take: str, name: str, data: Json) -> str:
    """Return a script that calls `take(name, data)`: `cbSearch.take("names",{…});`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'{take}("{name}",{text});\n'
