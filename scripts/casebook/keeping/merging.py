"""One record goes into another: what its documents tell goes along, the sentences of our own are left to a person."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from casebook.errors import Stopped
from casebook.keeping.desk import Desk, Revision, changed, entries, publication, words
from casebook.keeping.references import Raw
from casebook.records.model import RESERVED_KEYS
from casebook.records.reader import Value
from casebook.text.normal import folded, squeezed

_TOLD = ("sources", "localities", "recognition", "diffusion", "actors", "relations")
_LISTED = ("basis", "funding", "conditions")
_PROSE = {"summary": "概要", "background": "背景", "steps": "怎么做", "notes": "须知"}
_KEYED = ("outcomes", "includes")
_LONGEST_KEY = 40


def merged(desk: Desk, id_: str, into: str) -> Revision:
    """Return what `merge ID INTO` writes: localities, sources, figures and names go along, whoever named ID names INTO."""
    if id_ == into:
        raise Stopped("不能并入自己。")
    own, other = desk.published(id_), desk.published(into)
    keys = _new_keys(own, other)

    def way(name: str) -> str:
        named, mark, key = name.partition("#")
        return f"{into}{mark}{keys.get(key, key)}" if named == id_ else name

    told = {**publication(own), "status": "merged", "replaced_by": into}
    gone = changed({**own, "publication": told}, desk.day, f"并入“{other['name']}”")
    whole = changed(_whole(other, own, keys), desk.day, f"并入“{own['name']}”的地方、来源和数据")
    led = desk.led_on({id_: gone, into: whole}, way)
    led[id_] = {field: value for field, value in led[id_].items() if field != "relations"}
    return Revision(desk.files(_once(led, into), way), notes=(_left(own),))


def _left(own: Raw) -> str:
    told = "、".join(word for field, word in _PROSE.items() if own.get(field))
    return f"“{own['name']}”的{told}没有并过去：两边的话要人来合，合好请第二人与原文核对。"


def _same_part(one: Raw, other: Raw) -> bool:
    """Tell whether two figures, or two included parts, are one: of the same words of a document, with the same value or name."""
    named = ("value", "name")
    return (one.get("document"), squeezed(str(one.get("anchor")))) == (
        other.get("document"),
        squeezed(str(other.get("anchor"))),
    ) and all(one.get(field) == other.get(field) for field in named)


def _new_keys(own: Raw, other: Raw) -> dict[str, str]:
    """Return the key in the other record of each figure and part: of the same one there, else its own, with a number where that is taken."""
    there = [part for field in _KEYED for part in entries(other, field)]
    taken = {str(part["key"]) for part in (*there, *entries(publication(other), "former_keys"))} | {*RESERVED_KEYS}
    keys: dict[str, str] = {}
    for part in (part for field in _KEYED for part in entries(own, field)):
        key = str(part["key"])
        same = next((str(one["key"]) for one in there if _same_part(one, part)), "")
        keys[key] = same or _free(key, taken)
        taken.add(keys[key])
    return keys


def _free(key: str, taken: set[str]) -> str:
    numbered = (f"{key[: _LONGEST_KEY - 3]}-{number}" for number in count(2))
    return key if key not in taken else next(name for name in numbered if name not in taken)


def _whole(other: Raw, own: Raw, keys: dict[str, str]) -> Raw:
    """Return the other record with what it lacks of this one."""
    whole = dict(other)
    for field in _TOLD:
        whole[field] = _united(entries(other, field), entries(own, field), lambda one, two: one == two)
    for field in _LISTED:
        whole[field] = [*dict.fromkeys([*words(other, field), *words(own, field)])]
    several = len({part.get("place") for part in entries(whole, "localities")}) > 1
    for field in _KEYED:
        ours, theirs = (
            _placed(raw, field) if several and field == "outcomes" else entries(raw, field) for raw in (other, own)
        )
        whole[field] = _united(ours, [_keyed(part, keys) for part in theirs], _same_part)
    whole |= _names(other, own)
    return {field: value for field, value in whole.items() if value != [] or field in other}


def _united(ours: list[Raw], theirs: list[Raw], same: Callable[[Raw, Raw], bool]) -> list[Value]:
    found: list[Raw] = list(ours)
    for part in theirs:
        if not any(same(one, part) for one in found):
            found.append(part)
    return [*found]


def _placed(raw: Raw, field: str) -> list[Raw]:
    """Return a record's figures with their place: in a record of several places each tells its own."""
    place = entries(raw, "localities")[0]["place"]
    return [part if "place" in part else {**part, "place": place} for part in entries(raw, field)]


def _keyed(part: Raw, keys: dict[str, str]) -> Raw:
    """Return a figure or a part with its keys, and those of the figures that it names, as they are in the other record."""

    def new(value: Value) -> Value:
        if isinstance(value, list):
            return [new(one) for one in value]
        return keys.get(value, value) if isinstance(value, str) else value

    ratio = part.get("ratio")
    shares: Raw = {name: new(key) for name, key in ratio.items()} if isinstance(ratio, dict) else {}
    named: Raw = {name: new(part[name]) for name in ("key", "result", "conflicts_with") if name in part}
    return {**part, **named, **({"ratio": shares} if shares else {})}


def _names(other: Raw, own: Raw) -> Raw:
    """Return the names that find the other record now: those that documents print stay names, our own name only finds."""
    taken = {folded(str(other["name"]))}
    aliases = _fresh([*words(other, "aliases"), *words(own, "aliases")], taken)
    search = _fresh([*words(other, "search_words"), str(own["name"]), *words(own, "search_words")], taken)
    return {"aliases": [*aliases], "search_words": [*search]}


def _fresh(names: list[str], taken: set[str]) -> list[str]:
    found = []
    for name in names:
        if folded(name) not in taken:
            taken.add(folded(name))
            found.append(name)
    return found


def _once(records: dict[str, Raw], into: str) -> dict[str, Raw]:
    """Return records whose relations to and from one of them are told once: it has none to itself, and each pair has one."""
    told = {str(relation["target"]) for relation in entries(records[into], "relations")}
    found = dict(records)
    for id_, raw in records.items():
        relations = entries(raw, "relations")
        seen: set[str] = set()
        kept: list[Value] = []
        for relation in relations:
            target = str(relation["target"])
            if target not in seen and target != id_ and not (target == into and id_ in told):
                kept.append(relation)
            seen.add(target)
        if len(kept) < len(relations):
            found[id_] = {
                field: value for field, value in {**raw, "relations": kept}.items() if field != "relations" or kept
            }
    return found
