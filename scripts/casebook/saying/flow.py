"""Steps that follow one upon the other: told only where the record's own words say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STAGE, _THEN = r"[^，、；。：→（）]{2,12}", r"(?:、|→|，再到|，再|，最后)"
_LINE = re.compile(rf"([^：]*(?:流程|步骤|程序|环节|闭环)：)({_STAGE}(?:{_THEN}{_STAGE}){{2,}})")
_NEXT = re.compile(r"第[二三四五六七八九十]+步|再|然后|之后|接着|随后|最后")


def stages(step: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a step as what leads on, and the stages that it names one after the other, each with the words before it.

    `流程：登记、核实，再到反馈` -> `流程：`, (``, `登记`), (`、`, `核实`), (`，再到`, `反馈`). Mostly there are none.
    """
    found = _LINE.fullmatch(step)
    if not found:
        return step, ()
    first, *rest = re.split(f"({_THEN})", found[2])
    return found[1], (("", first), *zip(rest[::2], rest[1::2], strict=True))


def are_stages(steps: Sequence[str]) -> bool:
    """Tell whether all steps are stages of one way: each but the first says that it comes after."""
    return len(steps) > 1 and all(_NEXT.match(text) for text in steps[1:])
