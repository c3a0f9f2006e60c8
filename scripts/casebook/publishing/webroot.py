"""The folder `webroot/` of the checkout: what a web master wants at the site's root, byte for byte."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from casebook.errors import Stopped
from casebook.publishing.complaints import listed
from casebook.publishing.manifest import MARKER, Contents

WEBROOT = "webroot"


def webroot_files(root: Path) -> dict[str, Path]:
    """Return the files of a checkout's `webroot/`, by their names in the site. Raises Stopped for what is no plain file."""
    folder = root / WEBROOT
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Stopped(f"{folder} 应当是文件夹，不能是链接或文件。请改正后再运行。")
    found = Contents.of(folder).files
    wrong = sorted(name for name, s in found.items() if not stat.S_ISREG(s.st_mode) or not name.isprintable())
    if wrong:
        raise Stopped(
            f"webroot/ 里只能放普通文件，不能放链接，文件名里不能有换行等看不见的字符：{listed(wrong, '个')}\n"
            "请换成文件本身，再运行同一条命令。"
        )
    mark = [MARKER] if os.path.lexists(folder / MARKER) else []
    return {name: folder / name for name in sorted([*found, *mark])}


def copy_webroot(files: Mapping[str, Path], site: Path) -> None:
    """Copy the files into a site that has been made. Raises Stopped, before any is copied, where one would take another's place."""
    taken = [name for name in files if _is_taken(site, name)]
    if taken:
        raise Stopped(
            f"webroot/ 里的文件与网站自己的文件重名，所以没有发布：{listed(taken, '个')}\n请改名，或从 webroot/ 里移走。"
        )
    for name, source in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, site / name)


def _is_taken(site: Path, name: str) -> bool:
    """Tell whether a file, or one of the folders above it, cannot be made."""
    above = [parent for parent in PurePosixPath(name).parents if parent.name]
    return name == MARKER or os.path.lexists(site / name) or any((site / parent).is_file() for parent in above)


def clear_old(names: Collection[str], site: Path) -> None:
    """Remove what an earlier build in place has copied: this one copies it anew. All of it is ours: that was asked before."""
    for name in names:
        if not (site / name).is_dir():
            (site / name).unlink(missing_ok=True)
