"""Places: official names, from the province down."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.divisions import COUNTY, STREET, Unknown
from casebook.records.model import Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, record_rule
from casebook.rules.place_hints import PlaceHints, Zone

# The fields that hold official paths.
_PLACES = frozenset({"place", "from", "to"})
_YEAR = len("2021")
_WHOLE = frozenset({"香港特别行政区", "澳门特别行政区", "台湾省"})


def _place(path: str) -> str:
    return f"localities: [{{place: {path}, stage: 已实施, document: d, anchor: 六个字的原文}}]"


def _figure_in(path: str) -> str:
    return f"outcomes: [{{key: a, metric: 甲, value: '5', nature: 产出, place: {path}, document: d, anchor: 六个字的原文}}]"


def _unknown_places(record: Record, context: Context) -> Iterator[tuple[Loc, str, Unknown]]:
    for loc, text in record.texts:
        if _PLACES & {*loc} and isinstance(found := context.divisions.find(text), Unknown):
            yield loc, text, found


def _is_street(found: Unknown, context: Context) -> bool:
    """Tell whether the failing level is that of streets and towns (they change more often than our table)."""
    if found.known is None or not found.name:
        return False
    codes = context.divisions.children(found.known.code).values()
    return len(found.known.code) == COUNTY or (bool(codes) and all(len(code) == STREET for code in codes))


@record_rule("R501", "地方从省写起，用正式名称。", _place("白云区"), _place("广东省/广州市/白云区"))
def _wrong_places(record: Record, context: Context) -> Iterator[Finding]:
    for loc, text, found in _unknown_places(record, context):
        if not _is_street(found, context):
            yield _at(loc, *_message(text, found, context.place_hints))


def _at(loc: Loc, message: str, fix: str) -> Finding:
    """Return a finding about a place: the line to paste is an item's where it stands in a list."""
    return Finding(loc, message, fix.replace("place: ", "- ") if isinstance(loc[-1], int) else fix)


def _message(text: str, found: Unknown, hints: PlaceHints) -> tuple[str, str]:
    if found.known is not None and len(found.known.code) == STREET:
        return "地方写到街道、镇为止，社区、小区、村写到 note。", f"place: {found.known.full}"
    if zone := hints.zone(text):
        return _in_zone(zone)
    meant, sure = hints.meant(text), hints.sure(text)
    fix = f"place: {sure}" if sure else ""
    if meant and (ended := hints.renamed(text)):
        since = f"{ended[0].since} 年" if len(ended[0].since) == _YEAR else ended[0].since
        return f"“{ended[0].was}”从 {since}起不再用，现在是 {'，或 '.join(meant)}。", fix
    if meant:
        return f"没有“{found.name}”，是否 {'，或 '.join(meant)}？", fix
    return _unheard_of(found), ""


def _in_zone(zone: Zone) -> tuple[str, str]:
    where = [place.full for place in zone.within]
    unsure = f"（分不清的写 {zone.around}）" if zone.around else ""
    message = f"“{zone.name}”是功能区，不是行政区划。地方写 {'，或 '.join(where)}{unsure}，“{zone.name}”写到 note。"
    return message, f"place: {where[0]}" if len(where) == 1 else ""


def _unheard_of(found: Unknown) -> str:
    if found.known is None:
        return f"没有“{found.name}”这个地方。请从省写起，用正式名称：广东省/广州市/白云区。"
    if found.known.name in _WHOLE:
        return f"{found.known.name}在区划表里只到这一级。地方写 {found.known.name}，“{found.name}”写到 note。"
    return (
        f"{found.known.name}里没有“{found.name}”。请核对正式名称。区划表截至 2023 年底，"
        f"确是后来新设或改名的，在 practices/_places.yml 里加一条，写法见“参与”页“新设的县、改了的名”。"
    )


@record_rule(
    "R502",
    "街道、镇用正式名称，社区写到 note。",
    _place("广东省/广州市/白云区/某某里"),
    _place("广东省/广州市/白云区/云城街道"),
    Severity.WARNING,
)
def _unlisted_streets(record: Record, context: Context) -> Iterator[Finding]:
    for loc, text, found in _unknown_places(record, context):
        if _is_street(found, context) and found.known is not None:
            if zone := context.place_hints.zone(text):
                yield _at(loc, *_in_zone(zone))
                continue
            start = f"{found.known.name}的街道和镇里没有“{found.name}”"
            meant = [full for full in context.place_hints.meant(text) if full.startswith(f"{found.known.full}/")]
            if meant:
                sure = context.place_hints.sure(text)
                yield _at(loc, f"{start}，是否 {'，或 '.join(meant)}？", f"place: {sure}" if sure in meant else "")
            else:
                yield Finding(loc, f"{start}。请核对正式名称；社区、小区写到 note。")


@record_rule(
    "R503",
    "同一地方、同一阶段、同一文件写一条。",
    _place("广东省/广州市").replace("]", ", {place: 广东省/广州市, stage: 已实施, document: d, anchor: 另外六字原文}]"),
    _place("广东省/广州市"),
    Severity.WARNING,
)
def _repeated_places(record: Record, _: Context) -> Iterator[Finding]:
    seen: set[tuple[str | None, ...]] = set()
    for index, locality in enumerate(record.localities):
        key = (locality.place, locality.stage, locality.document, locality.note)
        if key in seen:
            yield Finding(("localities", index), f"{locality.place} 同一阶段、同一文件写了两次，请合并。")
        seen.add(key)


@record_rule("R504", "数据的地方在“谁在做”里。", _figure_in("广东省/深圳市"), _figure_in("广东省/广州市"))
def _places_elsewhere(record: Record, context: Context) -> Iterator[Finding]:
    # Only a place where somebody does something has a page. What a wrong place means is not guessed: R501 tells of it.
    wrong = {loc for loc, _, found in _unknown_places(record, context) if not _is_street(found, context)}
    if any(loc[0] == "localities" for loc in wrong):
        return
    done = [_steps(locality.place) for locality in record.localities]
    for index, outcome in enumerate(record.outcomes):
        steps = _steps(outcome.place or "")
        loc = ("outcomes", index, "place")
        if outcome.place and loc not in wrong and all(place[: len(steps)] != steps for place in done):
            yield Finding(loc, f"“谁在做”里没有 {outcome.place}。请在 localities 里补上，或改成那里已有的地方。")


def _steps(place: str) -> list[str]:
    return [step.strip() for step in place.split("/")]
