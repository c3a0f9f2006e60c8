"""Our mark in a site's folder: by the list in it, files that we have not made are told from those that we may remove."""

from __future__ import annotations

from pathlib import Path

from casebook.errors import Stopped
from casebook.file_writing import write

MARKER = ".casebook-site"
_TITLE = "casebook"
_SHOWN = 20


def mark(site: Path) -> None:
    """Write our mark into a site's folder: with the list of all files that stand there now."""
    _write(site, sorted(_files(site)))


def mark_begun(site: Path) -> None:
    """Write our mark before a build in place: whatever appears until the list is written is made by it."""
    _write(site, [])


def foreign_files(site: Path) -> list[str]:
    """Return the files of a folder that no build of ours has made, from the folder on.

    A mark without a list (of an earlier version, or of a build that was killed) speaks for all of them. Files and folders
    right in the folder whose names begin with a dot do not count: MkDocs leaves them alone.
    """
    if not site.is_dir():
        return []
    if not (site / MARKER).is_file():
        return sorted(_files(site))
    made = (site / MARKER).read_text(encoding="utf-8").splitlines()[1:]
    return sorted(_files(site) - set(made)) if made else []


def refuse_foreign(site: Path) -> None:
    """Raise Stopped where a folder holds files that a build would remove and has not made."""
    names = foreign_files(site)
    if names:
        more = f"\n  ……另有 {len(names) - _SHOWN} 个" if len(names) > _SHOWN else ""
        listed = "\n  ".join(names[:_SHOWN])
        raise Stopped(
            f"{site} 里有不是本程序生成的文件，生成网站会把它们删去，所以没有生成：\n  {listed}{more}\n"
            "请把它们移到别处，或换一个放网站的文件夹（mkdocs build --site-dir 文件夹）。"
        )


def _files(site: Path) -> set[str]:
    names = (path.relative_to(site) for path in site.rglob("*") if not path.is_dir())
    return {name.as_posix() for name in names if not name.parts[0].startswith(".")}


def _write(site: Path, names: list[str]) -> None:
    write(site / MARKER, "".join(f"{line}\n" for line in [_TITLE, *names]).encode("utf-8"))
