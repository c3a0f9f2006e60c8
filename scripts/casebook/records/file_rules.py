"""What may lie in `practices/`, and where."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from casebook.records.model import ID_PATTERN
from casebook.rule import Rule

STRAY = Rule(
    "F101",
    "practices/ 里只放记录和规定的 _ 文件。",
    "practices/guangzhou/说明.txt",
    "practices/guangzhou/lou-dong-zhang.yml",
)
FILE_NAME = Rule("F102", "文件名就是编号：小写字母、数字和连字符，以 .yml 结尾。", "楼栋长.yml", "lou-dong-zhang.yml")
NOT_A_FILE = Rule("F103", "记录是普通文件，不是链接或设备。", "lou-dong-zhang.yml -> ../x", "lou-dong-zhang.yml")
SAME_ID = Rule("F104", "编号全库唯一。", "a/lou-dong-zhang.yml 和 b/lou-dong-zhang.yml", "只留一个")
RESERVED_ID = Rule("F105", "编号不用系统保留的名字。", "con.yml", "lou-dong-zhang.yml")
NO_RECORDS = Rule("F106", "知识库里有记录。", "（空文件夹）", "practices/lou-dong-zhang.yml")
NO_VOCABULARY = Rule("F107", "五个词表、易混词表和读音表都在。", "（没有 _themes.yml）", "practices/_themes.yml")

FILE_RULES = (STRAY, FILE_NAME, NOT_A_FILE, SAME_ID, RESERVED_ID, NO_RECORDS, NO_VOCABULARY)

Passing: TypeAlias = Callable[[str], bool]
SOURCES = "_sources"
SPECIAL = frozenset(
    {"_themes.yml", "_problems.yml", "_kinds.yml", "_stages.yml", "_natures.yml", "_terms.yml", "_pinyin.yml",
     "_schema.json", "_ledger.txt"}
)  # fmt: skip
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")
_RESERVED = frozenset({"index", "practices", "browse", "search", "api", "assets"})
_MAX_ID = 64


@dataclass(frozen=True, slots=True)
class FileFlaw:
    """A file or folder that must not be there."""

    rule: Rule
    path: Path
    message: str


@dataclass(frozen=True)
class Found:
    """What a knowledge base holds: record files, document files, and what must not be there."""

    records: tuple[Path, ...]
    documents: tuple[Path, ...]
    flaws: tuple[FileFlaw, ...]


def none_passes(_: str) -> bool:
    """Let no file pass unread."""
    return False


def find_files(practices: Path, passing: Passing = none_passes) -> Found:
    """List a knowledge base, in a fixed order, without following links.

    passing: tells of a file's name that it is let pass unread (an editor's own, while serving).
    """
    records: list[Path] = []
    documents: list[Path] = []
    flaws: list[FileFlaw] = []
    for path in _walk(practices):
        if passing(path.name):
            continue
        inside = path.relative_to(practices)
        flaw = _flaw(path, inside)
        if flaw:
            flaws.append(flaw)
        elif inside.parts[0] == SOURCES:
            documents.append(path)
        elif inside.name not in SPECIAL:
            records.append(path)
    return Found(tuple(records), tuple(documents), (*flaws, *_same_ids(records)))


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir(follow_symlinks=False) and not _folder_name_is_wrong(entry.name):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _folder_name_is_wrong(name: str) -> bool:
    return name != SOURCES and re.match(ID_PATTERN, name) is None


def _flaw(path: Path, inside: Path) -> FileFlaw | None:
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        return FileFlaw(STRAY, path, f"文件夹名 {inside.name} 不合规定。文件夹名只用小写字母、数字和连字符。")
    if not stat.S_ISREG(mode):
        return FileFlaw(NOT_A_FILE, path, "这是链接或特殊文件。请放普通文件。")
    if len(inside.parts) == 1 and inside.name in SPECIAL:
        return None
    return _name_flaw(path, inside)


def _name_flaw(path: Path, inside: Path) -> FileFlaw | None:
    if path.suffix != ".yml":
        return FileFlaw(STRAY, path, "这里只放 .yml 记录。请把这个文件移走；若是记录，把扩展名改为 .yml。")
    stem = path.stem
    if re.match(ID_PATTERN, stem) is None or len(stem) > _MAX_ID:
        return FileFlaw(FILE_NAME, path, f"文件名 {inside.name} 不能作编号。请用拼音，例如 lou-dong-zhang.yml。")
    if _DEVICES.match(stem) or stem in _RESERVED:
        return FileFlaw(RESERVED_ID, path, f"{stem} 是系统或本站保留的名字。请换一个编号。")
    return None


def _same_ids(records: list[Path]) -> Iterator[FileFlaw]:
    first: dict[str, Path] = {}
    for path in records:
        if path.stem in first:
            yield FileFlaw(
                SAME_ID, path, f"编号 {path.stem} 已被 {first[path.stem].parent.name} 文件夹里的文件用了。请改名。"
            )
        first.setdefault(path.stem, path)
