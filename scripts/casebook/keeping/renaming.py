"""Another id for a record: the file moves, the old address leads on, whoever names it names it anew."""

from __future__ import annotations

import re

from casebook.errors import Stopped
from casebook.keeping.desk import Desk, Revision, changed, publication
from casebook.problems import relative
from casebook.records.file_rules import MAX_ID, is_reserved
from casebook.records.model import ID_PATTERN


def renamed(desk: Desk, old: str, new: str) -> Revision:
    """Return what `rename OLD NEW` writes. Raises Stopped where the new id can't be used."""
    raw, path = desk.raw(old), desk.records[old].path
    _refuse(desk, old, new)

    def way(name: str) -> str:
        id_, mark, key = name.partition("#")
        return f"{new}{mark}{key}" if id_ == old else name

    told = publication(raw)
    former = told.get("former_ids")
    told["former_ids"] = [*(id_ for id_ in (former if isinstance(former, list) else ()) if id_ != new), old]
    own = changed({**raw, "publication": told}, desk.day, f"编号由 {old} 改为 {new}，旧网址照样能用")
    files = desk.files(desk.led_on({old: own}, way), way)
    return Revision({(path.with_stem(new) if here == path else here): data for here, data in files.items()}, (path,))


def _refuse(desk: Desk, old: str, new: str) -> None:
    owners = {id_: r.id for r in desk.library.records if r.item for id_ in (r.id, *r.item.publication.former_ids)}
    if re.fullmatch(ID_PATTERN, new) is None or len(new) > MAX_ID or is_reserved(new):
        raise Stopped(
            f"“{new}”不能作编号：用拼音，小写字母、数字和连字符，最多 {MAX_ID} 个字符，不用系统和本站保留的名字。"
        )
    if owners.get(new, old) != old or new == old:
        where = relative(desk.records[owners[new]].path)
        raise Stopped(f"编号 {new} 已由 {where} 使用或用过，用过的编号不能再用。")
