"""Where a site may be written, and where it is prepared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.errors import Stopped
from casebook.project import Project
from casebook.publishing.locks import hold
from casebook.publishing.swap import remove

BUILD_FOLDER = ".build"
WAIT_SECONDS = 900.0
_OURS = (".build", ".ci", ".git", ".github", ".venv", "docs", "overrides", "practices", "scripts", "tests")


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


def refuse_unsafe(place: Path, project: Project, marker: str) -> None:
    """Raise Stopped unless a site may take this place: a new or empty folder, or a site of ours."""
    if place.is_symlink():
        raise Stopped(f"{place} 是链接，发布会把它换掉。请在 --out 写它指向的真实文件夹，或另选一个。")
    if _is_or_holds(place, project.root) or _is_or_holds(place, project.practices) or _is_inside_ours(place, project):
        raise Stopped(f"不能发布到 {place}：那里放着本库自己的文件。请换一个 --out，例如 --out site。")
    if place.suffix == ".zip":
        if place.is_dir():
            raise Stopped(f"{place} 是文件夹，写不了离线压缩包。请把它移走，或换一个 --out。")
    elif place.exists() and not place.is_dir():
        raise Stopped(f"{place} 是文件，不是文件夹。请把它移走，或换一个 --out。")
    elif place.is_dir() and any(place.iterdir()) and not (place / marker).is_file():
        raise Stopped(f"{place} 里有别的文件，不是本程序发布的网站。请换一个 --out，或先把这个文件夹移走。")


def _is_or_holds(place: Path, folder: Path) -> bool:
    return folder.resolve().is_relative_to(place.resolve())


def _is_inside_ours(place: Path, project: Project) -> bool:
    folders = [*(project.root / name for name in _OURS), project.practices]
    return any(place.resolve().is_relative_to(folder.resolve()) for folder in folders)
