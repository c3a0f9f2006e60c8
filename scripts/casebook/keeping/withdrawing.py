"""Taking down a record, or one figure of it: its page and anchors stay and say so, nobody leads there any more."""

from __future__ import annotations

from casebook.errors import Stopped
from casebook.keeping.desk import Desk, Revision, changed, entries, publication
from casebook.keeping.references import Raw
from casebook.problems import relative
from casebook.records.reader import Value
from casebook.text.escaping import escape_markdown


def withdrawn(desk: Desk, id_: str, reason: str) -> Revision:
    """Return what `withdraw ID --reason …` writes: records that were merged into it go with it."""
    name = str(desk.published(id_)["name"])
    followers = [r.id for r in desk.library.records if r.item and r.item.publication.replaced_by == id_]
    gone = {
        one: _taken_down(desk, one, reason if one == id_ else f"并入的“{name}”已撤下：{reason}")
        for one in [id_, *followers]
    }

    def way(named: str) -> str | None:
        return None if named.partition("#")[0] == id_ else named

    stands = f'{_inert(name)}（已撤下：{_inert(reason)}；见{{{{ see("{id_}", "原来的页面") }}}}）'
    files = desk.files(desk.led_on(gone, way), way, stands)
    pages = [path for path in files if path.suffix == ".md"]
    return Revision(files, notes=tuple(f"{relative(path)} 讲过它，请把前后的话看一遍。" for path in pages))


def _inert(text: str) -> str:
    """Return text for a hand-written page: no markup, and nothing that a template engine would take for its own."""
    return escape_markdown(text).replace("\\{", "&#123;")


def _taken_down(desk: Desk, id_: str, reason: str) -> Raw:
    raw = desk.raw(id_)
    told = publication(raw)
    told.pop("replaced_by", None)
    told |= {"status": "withdrawn", "reason": reason}
    return changed({**raw, "publication": told}, desk.day, f"撤下：{reason}")


def withdrawn_part(desk: Desk, id_: str, key: str, reason: str) -> Revision:
    """Return what `withdraw ID KEY --reason …` writes: a figure is marked 撤回, a part that is included leaves its anchor."""
    raw, item = desk.published(id_), desk.records[id_].item
    assert item is not None
    if key not in item.keys:
        raise Stopped(f"“{item.name}”没有锚点 {key}。可用的有：{'、'.join(sorted(item.keys)) or '（没有）'}。")
    figure = next((one for one in item.outcomes if one.key == key), None)
    if figure is not None and figure.status == "撤回":
        raise Stopped(f"“{item.name}”的 {key} 已经撤回了。")
    named = figure.metric if figure else next(part.name for part in item.includes if part.key == key)
    new = _marked(raw, key, reason) if figure else _left_out(raw, key, reason)

    def way(name: str) -> str | None:
        return None if name == f"{id_}#{key}" else name

    own = changed(_without_rivals(new, key), desk.day, f"“{named}”撤回：{reason}", key)
    return Revision(desk.files(desk.led_on({id_: own}, way), lambda name: name))


def _marked(raw: Raw, key: str, reason: str) -> Raw:
    def marked(part: Raw) -> Raw:
        note = "；".join(str(text) for text in (part.get("note"), f"撤回：{reason}") if text)
        part = {name: value for name, value in part.items() if name not in {"conflicts_with", "result"}}
        return {**part, "status": "撤回", "note": note}

    return {**raw, "outcomes": [marked(part) if part.get("key") == key else part for part in entries(raw, "outcomes")]}


def _left_out(raw: Raw, key: str, reason: str) -> Raw:
    told = publication(raw)
    former: list[Value] = [*entries(told, "former_keys"), {"key": key, "reason": reason}]
    rest: list[Value] = [part for part in entries(raw, "includes") if part.get("key") != key]
    kept = {name: value for name, value in raw.items() if name != "includes" or rest}
    return {**kept, **({"includes": rest} if rest else {}), "publication": {**told, "former_keys": former}}


def _without_rivals(raw: Raw, key: str) -> Raw:
    """Return a record whose other figures no longer name one of its own as their result or as another count."""

    def parted(part: Raw) -> Raw:
        rivals = part.get("conflicts_with")
        left: list[Value] = [name for name in rivals if name != key] if isinstance(rivals, list) else []
        names = {
            name
            for name in ("conflicts_with", "result")
            if part.get(name) == key or (name == "conflicts_with" and not left)
        }
        return {name: left if name == "conflicts_with" else value for name, value in part.items() if name not in names}

    outcomes: list[Value] = [parted(part) for part in entries(raw, "outcomes")]
    return {**raw, "outcomes": outcomes} if outcomes else raw
