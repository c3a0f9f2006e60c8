"""A contribution: another checkout of which nothing is used but its records, and what to answer its author."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.checks.checking import check
from casebook.checks.untold import untold
from casebook.errors import Stopped
from casebook.problems import Problem, Severity, as_text, has_errors, relative
from casebook.project import Project
from casebook.records.file_rules import find_files
from casebook.records.loading import load_library
from casebook.text.escaping import fold

# The reader refuses far smaller files; this only keeps a huge one from being copied.
_LARGEST = 4 << 20
_OURS = ("_ledger.txt", "_schema.json")
_SHOWN = 50
_NAMED = 10
_FENCE = "~" * 12


@dataclass(frozen=True)
class Contribution:
    """What was found. problems: paths from the contribution's root; outside: files beside the records that differ."""

    problems: tuple[Problem, ...]
    outside: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Tell whether nothing stands against taking the records."""
        return not has_errors(self.problems)


@contextmanager
def taken(project: Project, folder: Path) -> Iterator[tuple[Project, list[Problem]]]:
    """Yield a knowledge base of another checkout's records with this one's program, ledger and schema, and what was refused.

    Only regular `*.yml` files below its `practices/` are copied; links are refused, whatever they point to. It goes away at the end.
    """
    theirs = folder / "practices"
    if theirs.is_symlink() or not theirs.is_dir():
        raise Stopped(f"{folder} 里没有 practices 文件夹（链接不算）。")
    with tempfile.TemporaryDirectory(prefix="casebook-") as temporary:
        staged = Path(temporary).resolve() / "practices"
        refused = _copy_records(theirs, staged)
        for name in _OURS:
            if (project.own / name).is_file():
                shutil.copyfile(project.own / name, staged / name)
        yield Project(project.root, staged), refused


def check_contribution(project: Project, folder: Path) -> Contribution:
    """Check the records of another checkout with this one's program; the rest of it is not read."""
    with taken(project, folder) as (there, refused):
        told = [*check(there).problems, *untold(load_library(there), differing(project, there))]
        problems = [_told(problem, relative(there.practices)) for problem in told]
    problems += [_told(problem, relative(folder / "practices")) for problem in refused]
    return Contribution(tuple(sorted(problems)), tuple(_differing(project.root, folder)))


def differing(project: Project, there: Project) -> dict[str, bytes | None]:
    """Return what this checkout's file holds of each record that is new there, or differs; by id, None where it is new."""
    ours = {path.stem: path for path in find_files(project.own).records}
    found: dict[str, bytes | None] = {}
    for path in find_files(there.practices).records:
        own = ours[path.stem].read_bytes() if path.stem in ours else None
        if own != path.read_bytes():
            found[path.stem] = own
    return found


def _copy_records(theirs: Path, staged: Path) -> list[Problem]:
    found = find_files(theirs)
    special = [path for path in sorted(theirs.glob("_*.yml")) if stat.S_ISREG(path.lstat().st_mode)]
    staged.mkdir()
    for path in (*found.records, *found.documents, *special):
        copy = staged / path.relative_to(theirs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as source:
            copy.write_bytes(source.read(_LARGEST))
    return list(found.problems)


def _told(problem: Problem, practices: str) -> Problem:
    """Return a problem with its path from the contribution's root. practices: the folder in which it was found."""
    return replace(problem, path=f"practices{problem.path.removeprefix(practices)}")


def _differing(ours: Path, theirs: Path) -> Iterator[str]:
    """Yield the files outside `practices/` that are new or differ, by their paths; nothing of them is kept."""
    for path in _files(theirs):
        inside = path.relative_to(theirs)
        if inside.parts[0] != "practices" and not _is_same(ours / inside, path):
            yield inside.as_posix()


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name != ".git" and name not in links)
        yield from (Path(here) / name for name in sorted([*names, *links]))


def _is_same(ours: Path, theirs: Path) -> bool:
    one, other = (path.lstat() if path.exists() or path.is_symlink() else None for path in (ours, theirs))
    if one is None or other is None or stat.S_IFMT(one.st_mode) != stat.S_IFMT(other.st_mode):
        return False
    if stat.S_ISLNK(other.st_mode):
        return ours.readlink() == theirs.readlink()
    return stat.S_ISREG(other.st_mode) and one.st_size == other.st_size and ours.read_bytes() == theirs.read_bytes()


def summary(found: Contribution) -> str:
    """Return the answer to the contributor, in Markdown: whatever the records say stands in one block of plain text."""
    errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
    warnings = len(found.problems) - errors
    parts = [f"## 检查结果：{f'有 {errors} 处要改' if errors else '通过'}", _thanks(errors, warnings)]
    if found.problems:
        parts.append(_block(found.problems))
    if errors:
        parts.append(
            "怎么改：在本页“Files changed”里打开那个文件，照“改为”后面的写法改，保存后会自动再查一遍。"
            "方括号里的编号可以在网站的“检查规则”里查到；看不懂的，直接在下面留言问。"
        )
    if found.outside:
        parts.append(_outside(found.outside))
    return "\n\n".join(parts) + "\n"


def _thanks(errors: int, warnings: int) -> str:
    more = f"另有 {warnings} 条提醒，请看看是不是该改。" if warnings else ""
    if errors:
        return f"谢谢您提供记录。下面各条写明了文件、行、列和改法，改好才能收入。{more}"
    return f"谢谢您提供记录。写法上没有错误。{more}接着由维护的人对照原文审校，审校通过后收入。"


def _block(problems: Sequence[Problem]) -> str:
    told = [fold(line) for line in as_text(problems).split("\n")[:-2]]
    rest = [f"……还有 {len(told) - _SHOWN} 条，改好这些再看。"] if len(told) > _SHOWN else []
    return "\n".join([f"{_FENCE}text", *(line[:600] for line in told[:_SHOWN]), *rest, _FENCE])


def _outside(paths: Sequence[str]) -> str:
    # A mark before each: a file may be called like the line that ends the block.
    named = [f"- {fold(path)[:200]}" for path in paths[:_NAMED]]
    rest = ["……"] if len(paths) > _NAMED else []
    block = "\n".join([f"{_FENCE}text", *named, *rest, _FENCE])
    return f"这次还改了记录以外的 {len(paths)} 个文件。自动检查没有用到它们，由维护的人审看：\n\n{block}"
