"""Reading a stranger's workbook in a process of its own, bounded in memory and time, that gives back plain data.

`package` and `stored_cells` keep bounds of their own; this one holds where they, or a library's parser, should fail.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import BinaryIO, TypeAlias

from casebook.errors import Unusable
from casebook.workbooks.contents import read_sheets
from casebook.workbooks.package import opened
from casebook.workbooks.stored_cells import RawCell, RawSheet

MAX_MEMORY = 512 * 1024 * 1024
MAX_CPU_SECONDS = 15
MAX_SECONDS = 20.0
_SCRIPTS = Path(__file__).parents[2]
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from casebook.workbooks.reading_apart import main; main()"
# A line of what the process gives back: ["sheet", name, epoch], ["merged", ref, row, column], ["link", row, column, target], ["hidden", row],
# ["row", number, [[column, kind, text, format], …]], ["unusable", sentence], ["failed", traceback],
# and ["end"] when all is told.
_Line: TypeAlias = list[str | int | list[list[str | int]]]


def read_apart(path: Path, seconds: float = MAX_SECONDS) -> tuple[RawSheet, ...]:
    """Return the sheets of a workbook. Raises Unusable for a file that is none or takes more than a workbook may."""
    if not path.is_file():
        raise Unusable(f"{path.name} 不是文件。请写工作簿的路径，例如 做法.xlsx。")
    command = [sys.executable, "-I", "-X", "utf8", "-c", _CHILD, str(_SCRIPTS), path.name]
    with (
        path.open("rb") as file,
        subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process,
    ):
        assert process.stdout is not None
        timer = Timer(seconds, process.kill)
        timer.start()
        try:
            return _gathered(path.name, process.stdout)
        finally:
            timer.cancel()
            process.kill()


def _gathered(name: str, lines: Iterable[bytes]) -> tuple[RawSheet, ...]:
    """Return the sheets that the lines tell. Raises Unusable where they say so, or end too early."""
    sheets: list[RawSheet] = []
    with suppress(ValueError):  # a line cut short, with the process
        for line in lines:
            told = json.loads(line)
            match told:
                case ["end"]:
                    return tuple(sheets)
                case ["unusable", str(sentence)]:
                    raise Unusable(sentence)
                case ["failed", str(fault)]:
                    raise RuntimeError(fault)
                case ["sheet", str(title), str(epoch)]:
                    sheets.append(RawSheet(title, datetime.datetime.fromisoformat(epoch)))
                case _:
                    _take(sheets[-1], told)
    raise _took_too_much(name)


def _take(sheet: RawSheet, told: object) -> None:
    match told:
        case ["row", int(number), list(cells)]:
            sheet.rows[number] = dict(map(_cell, cells))
        case ["merged", str(ref), int(row), int(column)]:
            sheet.merged[ref] = (row, column)
        case ["link", int(row), int(column), str(target)]:
            sheet.links[row, column] = target
        case ["hidden", int(number)]:
            sheet.hidden.add(number)
        case _:
            raise ValueError(told)


def _cell(told: object) -> tuple[int, RawCell]:
    match told:
        case [int(column), str(kind), str(text), str(code)]:
            return column, RawCell(kind, text, sys.intern(code))
    raise ValueError(told)


def _took_too_much(name: str) -> Unusable:
    return Unusable(f"{name} 要用的时间或内存太多，没有读取。请把要导入的内容复制到新下载的模板里，再导入。")


def main() -> None:
    """Read the workbook on standard input as another process asks; its name is the last word of the command."""
    _bound_this_process()
    for line in _told(sys.argv[-1], sys.stdin.buffer):
        sys.stdout.write(f"{json.dumps(line)}\n")


def _told(name: str, file: BinaryIO) -> Iterator[_Line]:
    try:
        with opened(name, file) as package:
            for sheet in read_sheets(package):
                yield from _sheet_told(sheet)
        yield ["end"]
    except Unusable as error:
        yield ["unusable", str(error)]
    except MemoryError:
        yield ["unusable", str(_took_too_much(name))]
    except Exception:  # noqa: BLE001 (a fault of ours: the other process tells it)
        yield ["failed", traceback.format_exc()]


def _sheet_told(sheet: RawSheet) -> Iterator[_Line]:
    yield ["sheet", sheet.name, sheet.epoch.isoformat()]
    for ref, (row, column) in sheet.merged.items():
        yield ["merged", ref, row, column]
    for (row, column), target in sheet.links.items():
        yield ["link", row, column, target]
    for row in sheet.hidden:
        yield ["hidden", row]
    for row, cells in sheet.rows.items():
        yield ["row", row, [[column, cell.kind, cell.text, cell.format] for column, cell in cells.items()]]


def _bound_this_process() -> None:
    """Set what this process may use, where the system can: it may also write no file."""
    if sys.platform == "win32":
        return
    import resource

    bounds = (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in bounds:
        with suppress(ValueError, OSError):  # macOS knows no bound of memory
            resource.setrlimit(which, (most, most))
