"""What may lie in `practices/`, and where."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from casebook.problems import Problem
from casebook.records.model import ID_PATTERN
from casebook.rule import Rule
from casebook.text.pinyin import Pronouncer, slug

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
NO_VOCABULARY = Rule(
    "F107",
    "五个词表、易混词表、读音表、地名变化表、单位和政策登记表都在。",
    "（没有 _themes.yml）",
    "practices/_themes.yml",
)
LEDGER_FORM = Rule(
    "F108", "登记簿每行是“种类 编号 锚点……”，只由 publish-ledger 写。", "practice", "practice lou-dong-zhang"
)
SAME_WORD = Rule("F109", "词表里的编号和名称不重复。", "两个词都叫网格化", "网格化；网格五长")
PLACES = Rule(
    "F111",
    "地名变化表一个代码一个现名，代码在已有的省里。",
    "{code: '990101', name: 某县, from: '2024', notice: 某公告}",
    "{code: '653229', name: 和安县, from: 2024-12, notice: 某公告}",
)
REGISTERS = Rule(
    "F112",
    "单位和政策登记表编号不重复，一个简称在一个地方只指一个单位。",
    "{id: a, name: 甲市民政局, place: 某省/甲市} 写了两次",
    "{id: jia-shi-min-zheng-ju, name: 甲市民政局, place: 某省/甲市}",
)
READINGS = Rule("F110", "读音表一字一个音节，用空格分开。", "重建: chóng", "重建: chóng jiàn")


Passing: TypeAlias = Callable[[str], bool]
SOURCES = "_sources"
SPECIAL = frozenset(
    {"_themes.yml", "_problems.yml", "_kinds.yml", "_stages.yml", "_natures.yml", "_terms.yml", "_pinyin.yml",
     "_places.yml", "_bodies.yml", "_policies.yml",
     "_schema.json", "_ledger.txt"}
)  # fmt: skip
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")
_RESERVED = frozenset(
    {"index", "practices", "browse", "search", "api", "assets", "compare", "courses", "contribute", "about", "downloads",
     "feed", "sitemap", "404", "pinyin", "themes", "problems", "places", "documents", "kinds", "stages", "bodies",
     "policies", "figures"}
)  # fmt: skip
MAX_ID = 64
_FLAT = 2  # parts of the path of a document: `_sources/<id>.yml`


@dataclass(frozen=True)
class Found:
    """What a knowledge base holds: record files, document files, and what must not be there."""

    records: tuple[Path, ...]
    documents: tuple[Path, ...]
    problems: tuple[Problem, ...]


def none_passes(_: str) -> bool:
    """Let no file pass unread."""
    return False


def find_files(practices: Path, passing: Passing = none_passes) -> Found:
    """List a knowledge base, in a fixed order, without following links.

    passing: tells of a file's name that it is let pass unread (an editor's own, while serving).
    """
    records: list[Path] = []
    documents: list[Path] = []
    problems: list[Problem] = []
    for path in _walk(practices):
        if passing(path.name):
            continue
        inside = path.relative_to(practices)
        problem = _problem(path, inside)
        if problem:
            problems.append(problem)
        elif inside.parts[0] == SOURCES:
            documents.append(path)
        elif inside.name not in SPECIAL:
            records.append(path)
    return Found(tuple(records), tuple(documents), (*problems, *_same_ids(records), *_same_ids(documents)))


def _walk(folder: Path, *, top: bool = True) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir(follow_symlinks=False) and _is_folder_of_ours(entry.name, top=top):
            yield from _walk(Path(entry.path), top=False)
        else:
            yield Path(entry.path)


def _is_folder_of_ours(name: str, *, top: bool) -> bool:
    return (top and name == SOURCES) or (re.fullmatch(ID_PATTERN, name) is not None and not _DEVICES.match(name))


def _problem(path: Path, inside: Path) -> Problem | None:
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        return STRAY.of(
            path, f"文件夹名 {inside.name} 不能用。文件夹名只用小写字母、数字和连字符；_sources 只放在最上层。"
        )
    if not stat.S_ISREG(mode):
        return NOT_A_FILE.of(path, "这是链接或特殊文件。请放普通文件。")
    if len(inside.parts) == 1 and inside.name in SPECIAL:
        return None
    return _name_problem(path, inside)


def _name_problem(path: Path, inside: Path) -> Problem | None:
    if path.suffix != ".yml":
        return STRAY.of(path, "这里只放 .yml 记录。请把这个文件移走；若是记录，把扩展名改为 .yml。")
    if inside.parts[0] == SOURCES and len(inside.parts) > _FLAT:
        return STRAY.of(path, f"文件说明直接放在 {SOURCES}/ 里，不再分文件夹。请移到上一层。")
    stem = path.stem
    if re.fullmatch(ID_PATTERN, stem) is None or len(stem) > MAX_ID:
        return FILE_NAME.of(path, f"文件名 {inside.name} 不能作编号。请用拼音，例如 {_spelled(stem)}.yml。")
    if is_reserved(stem):
        return RESERVED_ID.of(path, f"{stem} 是系统或本站保留的名字。请换一个编号。")
    return None


def _spelled(stem: str) -> str:
    """Return a Chinese name in pinyin; an example where that makes no id."""
    spelled = slug(Pronouncer({}).syllables(stem))
    return spelled if not stem.isascii() and spelled and len(spelled) <= MAX_ID else "lou-dong-zhang"


def is_reserved(id_: str) -> bool:
    """Tell whether an id is a name that Windows or the site keeps for itself."""
    return _DEVICES.match(id_) is not None or id_ in _RESERVED


def _same_ids(records: list[Path]) -> Iterator[Problem]:
    """Yield each file whose id another one has too: which of them is new, nobody here knows."""
    by_id: dict[str, list[Path]] = {}
    for path in records:
        by_id.setdefault(path.stem, []).append(path)
    for path in records:
        for other in [other for other in by_id[path.stem] if other != path][:1]:
            where = other.parent.name
            yield SAME_ID.of(path, f"编号 {path.stem} 已被 {where} 文件夹里的文件用了。请改名。")
