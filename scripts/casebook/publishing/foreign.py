"""What others have put where we publish, or have changed there: it is named, and nothing of it is touched."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import Stopped
from casebook.publishing.complaints import listed
from casebook.publishing.manifest import MARKER, Contents, Manifest
from casebook.telling import say

_CHANGED = "（发布以后改过）"
TO_WEBROOT = (
    "要留在网站里的（验证文件、.well-known/、robots.txt 等），请放进 webroot/，每次发布都会原样复制到网站根下；"
)
_MOVE = "请把它们移到别处，再运行同一条命令。"


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What stands in a folder and would be lost. strange: not made by us, or changed; old: what an old mark speaks for, without hashes."""

    strange: list[str]
    old: list[str]

    @classmethod
    def of(cls, folder: Path, *, dotted: bool = True) -> InTheWay:
        """Hold a folder against its manifest. dotted: also what begins with a dot right in it."""
        manifest, found = Manifest.of(folder), Contents.of(folder, dotted=dotted)
        if manifest.is_bare:
            return cls([], sorted([*found.files, *_folders(found.empty)]))
        made = manifest.hashes.keys() | manifest.names
        empty = [name for name in _folders(found.empty) if not any(one.startswith(name) for one in made)]
        marker = [] if manifest.is_ours or not os.path.lexists(folder / MARKER) else [MARKER]
        strange = sorted([*(found.files.keys() - made), *marker, *([] if manifest.names else empty)])
        ours = sorted(found.files.keys() & made)
        changed = [f"{name}{_CHANGED}" for name in ours if name in manifest.hashes and not manifest.made(folder, name)]
        # The first edition left empty folders behind, and its list names none.
        old = sorted([name for name in ours if name in manifest.names] + empty) if manifest.names else []
        return cls(strange + changed, old)


def _folders(names: Iterable[str]) -> Iterator[str]:
    return (f"{name}/" for name in names)


def refuse_strange(folder: Path, cure: str, *, adopt: bool, dotted: bool = True) -> None:
    """Raise Stopped where a folder holds what we have not made. cure: what to do with it. adopt: an old mark is enough."""
    found = InTheWay.of(folder, dotted=dotted)
    if found.strange:
        raise Stopped(
            f"{folder} 里有不是本程序生成的文件，发布会把它们删去，所以没有发布，一个文件也没有动："
            f"{listed(found.strange, '个')}\n{cure}"
        )
    _take_over(folder, found.old, adopt=adopt)


def _take_over(folder: Path, names: list[str], *, adopt: bool) -> None:
    if names and not adopt:
        raise Stopped(
            f"{folder} 的标记里没有每个文件的校验值（旧版程序做的，或者上一次没有做完），看不出哪些文件是别人放的或改过的。"
            f"发布会换掉下面这些，所以没有发布：{listed(names, '个')}\n"
            "请看一遍，要留的移走或放进 webroot/，再在 build 命令后面加 --adopt 运行一次；以后不用再加。"
        )
    if names:
        say(f"接管 {folder} 里的 {len(names)} 个文件，换成新的：\n  " + "\n  ".join(names))


def refuse_strange_zip(file: Path, folder: Path, *, adopt: bool) -> None:
    """Raise Stopped where the zip's place holds another's. folder: the offline folder, whose manifest names the zip."""
    if not file.exists():
        return
    manifest = Manifest.of(folder)
    if manifest.is_ours and not manifest.hashes:
        _take_over(file, [file.name], adopt=adopt)
    elif not manifest.made(folder, f"../{file.name}"):
        raise Stopped(
            f"{file} 不是本程序生成的，或者生成以后改过，制作离线版会把它换掉，所以没有发布。"
            "请把它移到别处，或换一个 --out，再运行同一条命令。"
        )


@dataclass
class Guard:
    """Watches over the places of one publishing: nothing of others is there when it begins, nor when the new site is put there.

    site; copies: the offline folder and its zip, where wanted. adopt: what an old mark speaks for is replaced too.
    """

    site: Path
    copies: tuple[Path, ...]
    adopt: bool
    _seen: dict[Path, object] = field(default_factory=dict)

    def check(self) -> None:
        """Raise Stopped where a place holds what is not ours. What has not changed since the last time is not read again."""
        for place in (self.site, *self.copies):
            now = _signature(place)
            if place not in self._seen or self._seen[place] != now:
                self.check_one(place)
                self._seen[place] = now

    def check_one(self, place: Path) -> None:
        """Raise Stopped where one of the places holds what is not ours."""
        if place == self.site:
            refuse_strange(place, f"{TO_WEBROOT}其他的移到别处，或换一个 --out，再运行同一条命令。", adopt=self.adopt)
        elif place == self.copies[0]:
            refuse_strange(place, _MOVE, adopt=self.adopt)
        else:
            refuse_strange_zip(place, self.copies[0], adopt=self.adopt)


def _signature(place: Path) -> object:
    if place.is_dir():
        return Contents.of(place).signature
    return (place.stat().st_size, place.stat().st_mtime_ns) if place.exists() else None
