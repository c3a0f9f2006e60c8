"""What the English words of a record are called in Chinese."""

from __future__ import annotations

from typing import Final

LABELS: Final[dict[str, str]] = {
    "part_of": "属于", "instance_of": "是它的一种", "variant_of": "同一做法的不同形式", "relies_on": "依靠",
    "related": "相关", "published": "在用", "merged": "已并入", "withdrawn": "已撤下",
}  # fmt: skip
