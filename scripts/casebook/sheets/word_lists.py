"""The sheets that drop-downs read from: all controlled words with their meanings, and the places down to districts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.records.divisions import STREET, Divisions
from casebook.records.labels import LABELS
from casebook.records.loading import Library
from casebook.sheets.columns import Column, Refers
from casebook.sheets.complaints import letters
from casebook.sheets.layout import DOCUMENTS, PLACES, PRACTICES, WORDS, Sheet
from casebook.sheets.workbook import GREY, Writer

# As far down as drop-downs reach: no workbook filled by hand has more rows.
LAST_ROW = 1000
_NEW_DOCUMENTS, _MOST_DOCUMENTS = 50, 500
_WORD_WIDTH, _MEANING_WIDTH, _PLACE_WIDTH = 22, 60, 48
_TITLES = {"kinds": "类型", "themes": "主题", "problems": "解决什么问题", "stages": "阶段", "natures": "性质"}
_DOCUMENT_LIST = "文件的简称"


@dataclass(frozen=True)
class Lists:
    """Where drop-downs find their words. ranges: by the list's name."""

    ranges: dict[str, str]

    def of(self, column: Column) -> str:
        """Return the range of a column's words; empty where it has none."""
        if column.refers is Refers.PRACTICE:
            return f"={PRACTICES}!$A$2:$A${LAST_ROW}"
        name = _DOCUMENT_LIST if column.refers is Refers.DOCUMENT else _list_name(column)
        return self.ranges.get(name, "")


def _list_name(column: Column) -> str:
    return PLACES if column.loc == ("place",) else column.facet or "、".join(column.words)


def write_lists(writer: Writer, library: Library, divisions: Divisions, sheets: Sequence[Sheet]) -> Lists:
    """Add both sheets; return where each list stands."""
    page = writer.book.add_worksheet(WORDS)
    page.set_tab_color(GREY)
    page.freeze_panes(1, 0)
    ranges: dict[str, str] = {}
    place = 0
    for name, title, words in _word_lists(library, sheets):
        formats = [writer.exact, writer.prose] if any(meaning for _, meaning in words) else [writer.exact]
        page.write_string(0, place, title, writer.optional)
        page.set_column(place, place, _WORD_WIDTH)
        if len(formats) > 1:
            page.write_string(0, place + 1, f"{title}：定义", writer.optional)
            page.set_column(place + 1, place + 1, _MEANING_WIDTH)
        last = writer.fill(page, [entry[: len(formats)] for entry in words], formats, left=place)
        if name == _DOCUMENT_LIST:
            for row in range(2, 2 + _NEW_DOCUMENTS):
                last += 1
                page.write_formula(last, place, f'=IF({DOCUMENTS}!$A${row}="","",{DOCUMENTS}!$A${row})', None, "")
        ranges[name] = _range(WORDS, place, last)
        place += len(formats)
    return Lists({**ranges, PLACES: _write_places(writer, divisions)})


def _range(sheet: str, place: int, last: int) -> str:
    column = letters(place + 1)
    return f"={sheet}!${column}$2:${column}${last + 1}"


def _word_lists(library: Library, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    for words in library.vocabularies.controlled:
        yield words.facet, _TITLES[words.facet], [(word.name, word.definition) for word in words.words]
    told: set[str] = set()
    columns = [(tab, column) for tab in sheets for column in tab.columns if column.words]
    for tab, column in columns:
        if _list_name(column) not in told:
            told.add(_list_name(column))
            yield (
                _list_name(column),
                f"{tab.name}：{column.title}",
                [(LABELS.get(w, w), "") for w in column.words],
            )
    labels = [loaded.item.label for loaded in library.documents if loaded.item is not None]
    yield _DOCUMENT_LIST, _DOCUMENT_LIST, [(label, "") for label in labels[:_MOST_DOCUMENTS]]


def _write_places(writer: Writer, divisions: Divisions) -> str:
    page = writer.book.add_worksheet(PLACES)
    page.set_tab_color(GREY)
    page.set_column(0, 0, _PLACE_WIDTH)
    page.write_string(0, 0, "省、市、区县（街道、镇接在后面写）", writer.optional)
    codes = sorted(code for code in divisions.names if len(code) < STREET)
    last = writer.fill(page, ([divisions.place(code).full] for code in codes), [writer.exact])
    return _range(PLACES, 0, last)
