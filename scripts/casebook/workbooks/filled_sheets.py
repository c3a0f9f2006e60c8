"""From stored sheets to filled ones: headings found by name, cells as texts, everything odd told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from casebook.errors import Unusable
from casebook.problems import Severity
from casebook.text.normal import squeezed
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.cells import Told, cell_text
from casebook.workbooks.columns import Column
from casebook.workbooks.headings import Headings
from casebook.workbooks.layout import EXAMPLE, OLD_POLICIES, PRACTICES, Sheet, all_sheets
from casebook.workbooks.recognising import Recognised, by_headings, is_ours_to_pass, plain_list
from casebook.workbooks.stored_cells import RawCell, RawSheet
from casebook.workbooks.texts import texts

# Answers a question with yes or no.
Ask: TypeAlias = Callable[[str], bool]
_ADDRESSES = frozenset({"url", "archive_url"})
_SHOWN = 5


@dataclass
class FilledSheet:
    """A sheet as read.

    place: of its tab, from 0. columns: where each column stands (1-based). rows: the texts of the filled cells by number
    (1-based) and column. called: the name of its tab. read: how many rows and cells it has; left: those not taken, by cause.
    """

    sheet: Sheet
    place: int
    columns: dict[Column, int]
    rows: dict[int, dict[Column, str]] = field(default_factory=dict)
    called: str = ""
    read: tuple[int, int] = (0, 0)
    left: Counter[str] = field(default_factory=Counter)

    def spot(self, row: int, column: Column | None = None) -> Spot:
        """Return a place in it."""
        number = self.columns.get(column, 0) if column else 0
        return Spot(self.place, self.called or self.sheet.name, row, number, column.title if column else "")

    @property
    def account(self) -> str:
        """How much of it was read, used and left out, and why; one line."""
        cells = sum(map(len, self.rows.values()))
        name = f"{self.called}”（{self.sheet.name}）" if self.called else f"{self.sheet.name}”表"
        rest = "；".join(f"{cause} {count} 格" for cause, count in self.left.items() if count)
        line = f"“{name}：读到 {self.read[0]} 行 {self.read[1]} 格，用了 {len(self.rows)} 行 {cells} 格"
        return f"{line}{f'，没有用：{rest}' if rest else ''}。"

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns that it lacks."""
        return tuple(column for column in self.sheet.columns if column not in self.columns)


@dataclass
class FilledBook:
    """All known sheets of a workbook, by name, with what is wrong in them, and what is told without being wrong.

    left: what is told of the sheets that are none of ours. ask: asks a person whether a guess is right; None: nobody is there.
    """

    by_name: dict[str, FilledSheet] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    ask: Ask | None = None

    @property
    def account(self) -> tuple[str, ...]:
        """What became of each sheet in which there is something."""
        return (*(sheet.account for sheet in self.by_name.values() if sheet.read[0]), *self.left)

    def unsure(self, spot: Spot, question: str, cure: str, fix: str) -> None:
        """Ask whether a guess is right; where nobody can be asked, or it is not, the question is a complaint."""
        if self.ask is None or not self.ask(question):
            self.problems.append(CellProblem(spot, f"{question}{cure}", fix))
        else:
            self.notes.append(f"“{spot.heading or spot.sheet}”当作“{fix}”。{cure.removeprefix('对的，')}下次就不再问。")


def read_filled(raws: Iterable[RawSheet], ask: Ask | None = None) -> FilledBook:
    """Read the known sheets of a workbook. Raises Unusable where it has none of them. ask: whether a guess is right."""
    book = FilledBook(ask=ask)
    left = {squeezed(sheet.name): sheet for sheet in (*all_sheets(), OLD_POLICIES)}
    known: list[Recognised] = []
    unknown: list[tuple[int, RawSheet]] = []
    names: list[str] = []
    for place, raw in enumerate(raws):
        names.append(raw.name)
        if sheet := left.pop(squeezed(raw.name), None):
            known.append(Recognised(sheet, place, raw))
        elif not is_ours_to_pass(raw):
            unknown.append((place, raw))
    left.pop(OLD_POLICIES.name, None)
    if not any(one.raw.rows for one in known):
        known += _lists(book, unknown)
    known += by_headings(unknown, {name: s for name, s in left.items() if s not in [one.sheet for one in known]})
    for one in known:
        _read(book, one)
    _leave(book, [(n, raw) for n, raw in unknown if not any(one.place == n for one in known)])
    if not book.by_name and not book.problems:
        shown = "、".join(names[:_SHOWN])
        raise Unusable(
            f"工作簿里没有“{PRACTICES}”表，各表（{shown}）也都不是本库的标题。请用 template 命令取一份模板，把内容填进去。"
        )
    is_list = any(one.raw.name != one.sheet.name and one.certain for one in known)
    book.notes += (
        []
        if is_list
        else [
            f"没有“{s.name}”表，当作没有内容。"
            for s in left.values()
            if s.name not in book.by_name and s.name != PRACTICES
        ]
    )
    return book


def _lists(book: FilledBook, unknown: list[tuple[int, RawSheet]]) -> list[Recognised]:
    for place, raw in unknown:
        found, told = plain_list(place, raw)
        if found:
            book.notes.append(told)
            return found
    return []


def _leave(book: FilledBook, unknown: Iterable[tuple[int, RawSheet]]) -> None:
    for place, raw in unknown:
        text = "这张表不是模板里的，没有导入。里面若有要写的内容，请移到模板的表里；否则不用管。"
        book.left.append(
            f"“{raw.name}”表：读到 {len(raw.rows)} 行 {sum(map(len, raw.rows.values()))} 格，都没有用：不是模板里的表。"
        )
        if book.by_name:
            book.problems.append(CellProblem(Spot(place, raw.name), text, severity=Severity.WARNING))


def _read(book: FilledBook, one: Recognised) -> None:
    sheet, place, raw = one.sheet, one.place, one.raw
    headings = Headings.find(sheet, place, raw)
    if not headings.row:
        if raw.rows:
            text = f"没有标题行。请从模板把“{sheet.name}”表的第一行复制过来。"
            book.problems.append(CellProblem(Spot(place, raw.name, 1), text))
        return
    if not one.certain:
        question = f"不认识这张表，看标题是“{sheet.name}”，对吗？"
        book.unsure(Spot(place, raw.name), question, "对的，请把表名改回来。", sheet.name)
    columns, problems, guesses = headings.columns()
    called = raw.name if squeezed(raw.name) != squeezed(sheet.name) else ""
    filled = book.by_name[sheet.name] = FilledSheet(sheet, place, columns, called=called)
    for guess in guesses:
        book.unsure(guess.spot, guess.message, "对的，请把标题改过来。", guess.fix)
    book.problems += [*problems, *_merged(filled, raw)]
    below = sorted(number for number in raw.rows if number > headings.row)
    filled.read = len(below), sum(len(raw.rows[number]) for number in below)
    for number in below:
        _read_row(book.problems, filled, number, raw, headings.computed)
    if hidden := len(raw.hidden.intersection(filled.rows)):
        book.notes.append(f"“{raw.name}”表有 {hidden} 行是隐藏或筛选掉的，也一起导入。")


def _merged(filled: FilledSheet, raw: RawSheet) -> Iterator[CellProblem]:
    by_number = {number: column for column, number in filled.columns.items()}
    for ref, (row, number) in raw.merged.items():
        spot = filled.spot(row, by_number.get(number))
        yield CellProblem(spot, f"{ref} 合并了单元格，只有第一格有内容。请取消合并，每一行都写全。")


def _read_row(
    problems: list[CellProblem], filled: FilledSheet, number: int, raw: RawSheet, computed: frozenset[int]
) -> None:
    cells = raw.rows[number]
    told = {c: _told(cells[at], c, raw, (number, at)) for c, at in filled.columns.items() if at in cells}
    filled_in = {column: one.text for column, one in told.items() if one.text}
    wrong = [CellProblem(filled.spot(number, column), one.wrong, one.fix) for column, one in told.items() if one.wrong]
    if any(EXAMPLE in text for text in filled_in.values()):
        filled.left["示例行"] += len(cells)
        if filled_in != texts().example(filled.sheet):
            text = f"这是示例行，改过了。要导入，请把“{EXAMPLE}”都删去；不要，请整行删去。"
            problems.append(CellProblem(filled.spot(number), text))
        return
    beside = [at in computed for at in cells if at not in filled.columns.values()]
    filled.left["程序算出的列"] += sum(beside)
    filled.left["不认识的列"] += len(beside) - sum(beside)
    filled.left["读不出来的"] += len(told) - len(filled_in)
    if filled_in or wrong:
        problems += wrong
        filled.rows[number] = filled_in


def _told(cell: RawCell, column: Column, raw: RawSheet, place: tuple[int, int]) -> Told:
    """Return what a cell says; of a link, in a column of addresses, where it leads to."""
    link = raw.links.get(place, "")
    is_address = bool(column.loc) and column.loc[-1] in _ADDRESSES and "://" not in cell.text and "://" in link
    return cell_text(replace(cell, kind="text", text=link) if is_address else cell, column, raw.epoch)
