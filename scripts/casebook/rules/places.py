"""Places: official names, from the province down."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.divisions import STREET, Unknown
from casebook.records.model import Record
from casebook.rule import Loc
from casebook.rules.base import Complaint, Context, RecordRule

_DISTRICT_CODE = 6


def _unknown_places(record: Record, context: Context) -> Iterator[tuple[Loc, Unknown]]:
    for loc, text in record.texts:
        if loc[-1] == "place" and isinstance(found := context.divisions.find(text), Unknown):
            yield loc, found


def _is_street(found: Unknown, context: Context) -> bool:
    """Tell whether the failing level is that of streets and towns (they change more often than our table)."""
    if found.known is None or found.near:
        return False
    code = found.known.code
    children = [c for c in context.divisions.names if c.startswith(code) and context.divisions.parent(c) == code]
    return bool(children) and all(len(c) == STREET for c in children)


def _wrong_places(record: Record, context: Context) -> Iterator[Complaint]:
    for loc, found in _unknown_places(record, context):
        if not _is_street(found, context):
            yield Complaint(loc, *_message(found))


def _unlisted_streets(record: Record, context: Context) -> Iterator[Complaint]:
    for loc, found in _unknown_places(record, context):
        if _is_street(found, context):
            around = found.known.name if found.known else ""
            yield Complaint(loc, f"{around}的街道和镇里没有“{found.name}”。请核对正式名称；社区、小区写到 note。")


def _message(found: Unknown) -> tuple[str, str]:
    if not found.near:
        return f"没有“{found.name}”这个地方。请从省写起，用正式名称：广东省/广州市/白云区。", ""
    if len(found.near) == 1:
        return f"没有“{found.name}”，是否 {found.near[0]}？", f"place: {found.near[0]}"
    return f"没有“{found.name}”，是否 {'，或 '.join(found.near)}？", f"place: {found.near[0]}"


def _repeated_places(record: Record, _: Context) -> Iterator[Complaint]:
    seen: set[tuple[str | None, ...]] = set()
    for index, locality in enumerate(record.localities):
        key = (locality.place, locality.stage, locality.document, locality.note)
        if key in seen:
            yield Complaint(("localities", index), f"{locality.place} 同一阶段、同一文件写了两次，请合并。")
        seen.add(key)


def _place(path: str) -> str:
    return f"localities: [{{place: {path}, stage: 已实施, document: d, anchor: 六个字的原文}}]"


PLACE_RULES = (
    RecordRule(
        "R501", "地方从省写起，用正式名称。", _place("白云区"), _place("广东省/广州市/白云区"), check=_wrong_places
    ),
    RecordRule(
        "R502",
        "街道、镇用正式名称，社区写到 note。",
        _place("广东省/广州市/白云区/某某里"),
        _place("广东省/广州市/白云区/云城街道"),
        Severity.WARNING,
        check=_unlisted_streets,
    ),
    RecordRule(
        "R503",
        "同一地方、同一阶段、同一文件写一条。",
        _place("广东省/广州市").replace(
            "]", ", {place: 广东省/广州市, stage: 已实施, document: d, anchor: 另外六字原文}]"
        ),
        _place("广东省/广州市"),
        Severity.WARNING,
        check=_repeated_places,
    ),
)
