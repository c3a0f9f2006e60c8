"""Data as a script file: browsers run one also from a local disk, where they would not fetch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def data_script(take: str, name: str, data: Json) -> str:
    """Return a script that calls `take(name, data)`: `cbSearch.take("names",{…});`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'{take}("{name}",{text});\n'
