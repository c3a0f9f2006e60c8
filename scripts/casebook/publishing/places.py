"""Where a site may be written, and where it is prepared.

Our mark stands in a site's folder: by the list in it, files that we have not made are told from those that we may remove.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.errors import Stopped
from casebook.file_writing import write
from casebook.project import Project
from casebook.publishing.complaints import listed
from casebook.publishing.locks import hold
from casebook.publishing.swap import remove

BUILD_FOLDER = ".build"
MARKER = ".casebook-site"
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


def refuse_unsafe(place: Path, project: Project) -> None:
    """Raise Stopped unless a site may take this place: a new or empty folder, or a site of ours."""
    if place.is_symlink():
        raise Stopped(f"{place} 是链接，发布会把它换掉。请在 --out 写它指向的真实文件夹，或另选一个。")
    if _touches_ours(place.resolve(), project):
        raise Stopped(f"不能发布到 {place}：那里放着本库自己的文件。请换一个 --out，例如 --out site。")
    if place.suffix == ".zip":
        if place.is_dir():
            raise Stopped(f"{place} 是文件夹，写不了离线压缩包。请把它移走，或换一个 --out。")
    elif place.exists() and not place.is_dir():
        raise Stopped(f"{place} 是文件，不是文件夹。请把它移走，或换一个 --out。")
    elif place.is_dir() and any(place.iterdir()) and not (place / MARKER).is_file():
        raise Stopped(f"{place} 里有别的文件，不是本程序发布的网站。请换一个 --out，或先把这个文件夹移走。")


def _touches_ours(place: Path, project: Project) -> bool:
    folders = (*(project.root / name for name in _OURS), project.practices)
    inside = any(place.is_relative_to(folder.resolve()) for folder in folders)
    return inside or any(folder.resolve().is_relative_to(place) for folder in (project.root, project.practices))


def mark(site: Path, *, begun: bool = False) -> None:
    """Write our mark into a site's folder: with the list of all files that stand there now.

    begun: before a build in place, without a list: whatever appears until it is written is made by that build.
    """
    names = [] if begun else sorted(_files(site))
    write(site / MARKER, "".join(f"{line}\n" for line in ["casebook", *names]).encode("utf-8"))


def foreign_files(site: Path) -> list[str]:
    """Return the files of a folder that no build of ours has made, from the folder on.

    A mark without a list (of an earlier version, or of a build that was killed) speaks for all of them. Files and folders
    right in the folder whose names begin with a dot do not count: MkDocs leaves them alone.
    """
    if not (site / MARKER).is_file():
        return sorted(_files(site))
    made = (site / MARKER).read_text(encoding="utf-8").splitlines()[1:]
    return sorted(_files(site) - set(made)) if made else []


def refuse_foreign(site: Path) -> None:
    """Raise Stopped where a folder holds files that a build would remove and has not made."""
    names = foreign_files(site)
    if names:
        raise Stopped(
            f"{site} 里有不是本程序生成的文件，生成网站会把它们删去，所以没有生成：{listed(names, '个')}\n"
            "请把它们移到别处，或换一个放网站的文件夹（mkdocs build --site-dir 文件夹）。"
        )


def _files(site: Path) -> set[str]:
    names = (path.relative_to(site) for path in site.rglob("*") if not path.is_dir())
    return {name.as_posix() for name in names if not name.parts[0].startswith(".")}
