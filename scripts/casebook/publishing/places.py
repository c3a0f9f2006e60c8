"""Where a site may be written, and where it is prepared."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from casebook.errors import Stopped
from casebook.project import Project
from casebook.publishing.locks import hold
from casebook.publishing.swap import remove
from casebook.publishing.webroot import WEBROOT

BUILD_FOLDER = ".build"
WAIT_SECONDS = 900.0
_LONGEST_NAME = 255
_ZIP = 2
_OURS = (
    ".build", ".cache", ".ci", ".git", ".github", ".venv", "data", "docs", "overrides", "practices", "scripts", "tests", WEBROOT,
)  # fmt: skip


@contextmanager
def scratch(root: Path) -> Iterator[Path]:
    """Yield an empty folder inside the checkout (where the theme's overrides and macros are found); remove it at the end.

    One build at a time uses it; what a killed one has left goes first.
    """
    parent = root / BUILD_FOLDER
    parent.mkdir(exist_ok=True)
    folder = parent / "docs"
    with hold(parent / "docs.lock", "生成网站", WAIT_SECONDS):
        remove(folder)
        folder.mkdir()
        try:
            yield folder
        finally:
            remove(folder)


def places_of(out: Path, *, offline: bool) -> list[Path]:
    """Return where all that is published goes: the site's folder, then the offline folder and its zip where wanted.

    Raises Stopped where no site could stand there, whatever is there now.
    """
    whole = out.resolve() if out.name in {"", ".."} else out
    longest = f".{whole.name}-offline.zip.{'0' * 32}.new"
    if not whole.name or len(os.fsencode(longest)) > _LONGEST_NAME or not whole.name.isprintable():
        raise Stopped(f"不能发布到 {out}：文件夹要有名字，名字不能太长。请换一个 --out，例如 --out site。")
    _refuse_unreachable(whole)
    site = whole.parent.resolve() / whole.name
    return [site, *(offline_places(site) if offline else [])]


def offline_places(site: Path) -> list[Path]:
    """Return where a site's offline folder and its zip stand."""
    return [site.with_name(f"{site.name}-offline"), site.with_name(f"{site.name}-offline.zip")]


def _refuse_unreachable(place: Path) -> None:
    """Raise Stopped where the folder above a place cannot be made, or nothing can be made in it."""
    try:
        above = next(parent for parent in place.absolute().parents if os.path.lexists(parent))
        if not above.is_dir():
            raise Stopped(f"不能发布到 {place}：{above} 不是文件夹。请把它移走，或换一个 --out。")
        if not os.access(above, os.W_OK | os.X_OK):
            raise Stopped(f"不能发布到 {place}：没有权限在 {above} 里写。请改它的权限，或换一个 --out。")
        place.exists()
    except OSError as error:
        raise Stopped(f"不能发布到 {place}：这个路径太长或者打不开。请换一个 --out，例如 --out site。") from error


def refuse_unsafe(places: Sequence[Path], project: Project) -> None:
    """Raise Stopped unless places are free for a site, an offline folder and a zip, or hold such; what is in them is not asked."""
    for number, place in enumerate(places):
        if place.is_symlink():
            raise Stopped(f"{place} 是链接，发布会把它换掉。请在 --out 写它指向的真实文件夹，或另选一个。")
        if _touches_ours(place.resolve(), project):
            raise Stopped(f"不能发布到 {place}：那里放着本库自己的文件。请换一个 --out，例如 --out site。")
        if number == _ZIP and place.exists() and not place.is_file():
            raise Stopped(f"{place} 是文件夹，写不了离线压缩包。请把它移走，或换一个 --out。")
        if number != _ZIP and place.exists() and not place.is_dir():
            raise Stopped(f"{place} 是文件，不是文件夹。请把它移走，或换一个 --out。")


def _touches_ours(place: Path, project: Project) -> bool:
    folders = (*(project.root / name for name in _OURS), project.practices)
    inside = any(place.is_relative_to(folder.resolve()) for folder in folders)
    return inside or any(folder.resolve().is_relative_to(place) for folder in (project.root, project.practices))
