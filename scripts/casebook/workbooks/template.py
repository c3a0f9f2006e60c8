"""The workbook that people fill in, empty or given back with what is wrong in it: headings with help, an example, drop-downs, lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from casebook.catalog import FIRST_DAY
from casebook.records.divisions import STREET, Divisions
from casebook.records.entries import Policy
from casebook.records.labels import LABELS
from casebook.records.loading import Library
from casebook.workbooks.cell_problems import CellProblem, Spot, as_lines
from casebook.workbooks.columns import Column, Named
from casebook.workbooks.filled_sheets import FilledSheet
from casebook.workbooks.importing import Imported
from casebook.workbooks.layout import COMPLAINTS, DOCUMENTS, MAIN, PLACES, PRACTICES, WORDS, Sheet, all_sheets
from casebook.workbooks.texts import texts
from casebook.workbooks.writer import BLUE, GREY, Tab, Writer, width

# Excel's own limits for the words shown beside a cell.
_MESSAGE, _TITLE = 255, 32
# As far down as drop-downs reach: no workbook filled by hand has more rows.
_LAST_ROW = 1000
_NEW_DOCUMENTS, _MOST_DOCUMENTS = 50, 500
_WORD_WIDTH, _MEANING_WIDTH, _PLACE_WIDTH = 22, 60, 48
_NAMES: dict[Named, str] = {Policy: "policies"} | {owner: sheet for owner, (sheet, _) in MAIN.items()}
_TITLES = {"kinds": "类型", "themes": "主题", "problems": "解决什么问题", "stages": "阶段", "natures": "性质"}


def template(library: Library, divisions: Divisions) -> bytes:
    """Return the empty workbook, with the words of a knowledge base; the same bytes for the same words."""
    return _workbook(library, divisions, texts().filling_in.splitlines(), None)


def returned(library: Library, divisions: Divisions, done: Imported, file: str) -> bytes:
    """Return a workbook that somebody filled in, in the template's form, with what is wrong beside the cells. file: its name."""
    told = [*done.notes, *done.account, *as_lines(file, done.problems).splitlines()]
    return _workbook(library, divisions, ["要改的地方", *(f"　{line}" for line in told)], done)


def _workbook(library: Library, divisions: Divisions, lines: Sequence[str], done: Imported | None) -> bytes:
    writer = Writer(_date(library))
    writer.guide(((line, writer.prose if line.startswith("　") else writer.title) for line in lines), BLUE)
    pages = [(sheet, writer.sheet(sheet)) for sheet in all_sheets()]
    ranges = {PRACTICES: _range(PRACTICES, 0, _LAST_ROW - 1), **_write_words(writer, library)}
    ranges[PLACES] = _write_places(writer, divisions)
    for sheet, page in pages:
        _help(writer, sheet, page, ranges)
        if done is not None:
            _fill_again(writer, sheet, page, done)
            continue
        example = texts().example(sheet)
        row = [example.get(column, "") for column in sheet.columns]
        writer.fill(page, [row], [writer.sample] * len(row))
    return writer.finished()


def _fill_again(writer: Writer, sheet: Sheet, page: Tab, done: Imported) -> None:
    """Write the rows of a filled sheet where they stood, and behind them what is wrong with each."""
    filled = done.book.by_name.get(sheet.name)
    wrong: dict[int, list[CellProblem]] = {}
    for problem in done.problems if filled else ():
        if filled and problem.spot.place == filled.place and _belongs(problem, filled):
            wrong.setdefault(problem.spot.row, []).append(problem)
    if filled is None or not (filled.rows or wrong):
        return
    last, marked = len(sheet.columns), {(p.spot.row, p.spot.heading) for told in wrong.values() for p in told}
    page.set_column(last, last, _MEANING_WIDTH)
    page.write_string(0, last, COMPLAINTS, writer.computed)
    for row in sorted({*filled.rows, *wrong} - {0, 1}):
        for place, column in enumerate(sheet.columns):
            text, is_wrong = filled.rows.get(row, {}).get(column, ""), (row, column.title) in marked
            if text or is_wrong:
                page.write_string(row - 1, place, text, writer.wrong if is_wrong else writer.body(column))
        said = "\n".join(
            as_lines("", [replace(p, spot=Spot(heading=p.spot.heading))]).strip() for p in wrong.get(row, ())
        )
        page.write_string(row - 1, last, said, writer.wrong if said else writer.prose)


def _belongs(problem: CellProblem, filled: FilledSheet) -> bool:
    """Tell whether a problem is one of a sheet: a plain list became several."""
    titles = {column.title for column in filled.sheet.columns}
    return problem.spot.heading in titles or not problem.spot.heading


def _date(library: Library) -> datetime.date:
    days = [loaded.item.verified for loaded in library.records if loaded.item and loaded.item.verified]
    return max(map(datetime.date.fromisoformat, days), default=FIRST_DAY)


def _help(writer: Writer, sheet: Sheet, page: Tab, ranges: dict[str, str]) -> None:
    for place, column in enumerate(sheet.columns):
        text = "；".join(filter(None, ["必填" if column.required else "可以空着", column.help]))
        page.write_comment(0, place, text, {"x_scale": 1.6, "author": ""})
        validation = _validation(column, text, ranges.get(_list_name(column), ""))
        page.data_validation(1, place, _LAST_ROW - 1, place, validation)
        if column.rare:
            page.set_column(place, place, width(column), writer.body(column), {"level": 1, "hidden": True})


def _validation(column: Column, text: str, words: str) -> dict[str, str | bool]:
    shown: dict[str, str | bool] = {
        "input_title": column.title[:_TITLE], "input_message": text[:_MESSAGE], "ignore_blank": True,
    }  # fmt: skip
    if not words:
        return {"validate": "any", **shown}
    # Only closed lists refuse other words: a street, a document's id or several lines are typed by hand.
    is_closed = bool(column.facet or column.words) and not column.lines
    cure: dict[str, str | bool] = {"error_title": "不在列表里", "error_message": "请从下拉列表里选一个。"}
    return {"validate": "list", "source": words, "show_error": is_closed, **cure, **shown}


def _list_name(column: Column) -> str:
    if column.refers:
        return _NAMES[column.refers]
    return PLACES if column.is_place else column.facet or "、".join(column.words)


def _range(sheet: str, place: int, last: int) -> str:
    name = xl_col_to_name(place)
    return f"={sheet}!${name}$2:${name}${last + 1}"


def _write_words(writer: Writer, library: Library) -> dict[str, str]:
    """Add the sheet of all controlled words with their meanings; return where each list stands."""
    page = writer.tab(WORDS, GREY)
    page.freeze_panes(1, 0)
    ranges: dict[str, str] = {}
    place = 0
    for name, title, words in _word_lists(library):
        has_meanings = any(meaning for _, meaning in words)
        heads = [(title, _WORD_WIDTH, writer.exact), (f"{title}：定义", _MEANING_WIDTH, writer.prose)][
            : 1 + has_meanings
        ]
        for beside, (head, wide, _) in enumerate(heads, start=place):
            page.write_string(0, beside, head, writer.optional)
            page.set_column(beside, beside, wide)
        formats = [format_ for _, _, format_ in heads]
        last = writer.fill(page, [entry[: len(heads)] for entry in words], formats, left=place)
        if name == DOCUMENTS:
            for row in range(2, 2 + _NEW_DOCUMENTS):
                last += 1
                page.write_formula(last, place, f'=IF({DOCUMENTS}!$A${row}="","",{DOCUMENTS}!$A${row})', None, "")
        ranges[name] = _range(WORDS, place, last)
        place += len(heads)
    return ranges


def _word_lists(library: Library) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield name, title and entries of each list: words with their meanings, empty where they have none."""
    for words in library.vocabularies.controlled:
        yield words.facet, _TITLES[words.facet], [(word.name, word.definition) for word in words.words]
    told: set[str] = set()
    for sheet in all_sheets():
        for column in sheet.columns:
            name = _list_name(column)
            if not column.words or name in told:
                continue
            told.add(name)
            yield name, f"{sheet.name}：{column.title}", [(LABELS.get(word, word), "") for word in column.words]
    yield _NAMES[Policy], "政策依据", [(policy.title, "") for policy in library.vocabularies.policies.all]
    labels = [loaded.item.label for loaded in library.documents if loaded.item is not None]
    yield DOCUMENTS, "文件的简称", [(label, "") for label in labels[:_MOST_DOCUMENTS]]


def _write_places(writer: Writer, divisions: Divisions) -> str:
    """Add the sheet of the places down to districts; return where they stand."""
    page = writer.tab(PLACES, GREY)
    page.set_column(0, 0, _PLACE_WIDTH)
    page.write_string(0, 0, "省、市、区县（街道、镇接在后面写）", writer.optional)
    codes = sorted(code for code in divisions.names if len(code) < STREET)
    return _range(PLACES, 0, writer.fill(page, ([divisions.place(code).full] for code in codes), [writer.exact]))
