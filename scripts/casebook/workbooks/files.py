"""The files of `/downloads/`: all published practices for people, in a form that can be imported again, and the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook import links
from casebook.records.labels import LABELS
from casebook.records.loading import Loaded
from casebook.records.model import Document, Record
from casebook.records.reader import Value
from casebook.saying.practices import PracticeView
from casebook.saying.site import Site
from casebook.text.escaping import fold
from casebook.workbooks.columns import Column, Named, Owner
from casebook.workbooks.csv_files import figure_columns, outcomes_csv, practices_csv
from casebook.workbooks.layout import COMPUTED, PRACTICES, Sheet, all_sheets
from casebook.workbooks.references import References, names_in
from casebook.workbooks.template import template
from casebook.workbooks.texts import texts
from casebook.workbooks.writer import GREY, Cell, Writer

_MINIMUM, _MAXIMUM, _UNIT, _ADDRESS, _CODE, _DAY, _BASIS, _PLACE, _VOICE, _STATUS, _MARKS = COMPUTED
# What follows the columns of a figure: the heading here, and that in the table of all figures.
_OF_FIGURE = {
    _MARKS: "标注", _STATUS: "状态", _VOICE: "谁说的", _DAY: "截止时间", _BASIS: "时间依据", _PLACE: "地方",
    _CODE: "行政区划代码", _MINIMUM: "最小值", _MAXIMUM: "最大值", _UNIT: "基本单位", _ADDRESS: "网址",
}  # fmt: skip
_ADDED = {PRACTICES: (_ADDRESS,), "地方": (_CODE, _VOICE), "数据": tuple(_OF_FIGURE)}
_ADDED_WIDTH = 16


def downloads(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every download for people: its address and its bytes."""
    yield f"{links.DOWNLOADS}practices.xlsx", practices_workbook(site)
    yield f"{links.DOWNLOADS}practices.csv", practices_csv(site)
    yield f"{links.DOWNLOADS}outcomes.csv", outcomes_csv(site)
    yield f"{links.DOWNLOADS}template.xlsx", template(site.catalog.library, site.catalog.divisions)


def practices_workbook(site: Site) -> bytes:
    """Return `downloads/practices.xlsx`: published records and their documents; the same bytes for the same records."""
    day = site.catalog.build_date
    writer, rows = Writer(day), _Rows.of(site)
    writer.guide(
        ((line, writer.prose) for line in (*texts().download.splitlines(), f"更新到 {day.isoformat()}。")), GREY
    )
    for sheet in all_sheets():
        added = _ADDED.get(sheet.name, ())
        page = writer.sheet(sheet)
        for place, title in enumerate(added, start=len(sheet.columns)):
            page.set_column(place, place, _ADDED_WIDTH, writer.number)
            page.write_string(0, place, title, writer.computed)
        formats = [*map(writer.body, sheet.columns), *(writer.number for _ in added)]
        last = writer.fill(page, rows.of_sheet(sheet), formats)
        page.autofilter(0, 0, max(last, 1), len(formats) - 1)
    return writer.finished()


@dataclass(frozen=True)
class _Rows:
    """Records and documents as rows: the inverse of gathering. values: as the files tell them. names: what cells call them."""

    site: Site
    values: Mapping[tuple[Owner, str], Value]
    names: Mapping[Named, References]

    @classmethod
    def of(cls, site: Site) -> _Rows:
        library = site.catalog.library
        files: list[Loaded[Record] | Loaded[Document]] = [*library.records, *library.documents]
        values = {(file.kind, file.id): file.parsed.value for file in files if file.parsed.value}
        return cls(site, values, {owner: References.of(pairs) for owner, pairs in names_in(library).items()})

    def of_sheet(self, sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
        """Yield all rows of a sheet."""
        if sheet.owner is not Record:
            for id_ in self.site.documents:
                yield from self._told(sheet, id_)
            return
        for practice in self.site.practices:
            rows = self._told(sheet, practice.id)
            added = self._added(sheet, practice) if sheet.name in _ADDED else [() for _ in rows]
            yield from ((*row, *more) for row, more in zip(rows, added, strict=True))

    def _told(self, sheet: Sheet, id_: str) -> list[tuple[str, ...]]:
        """Return the rows of one record or document: a text for each column."""
        items = sheet.items(self.values[sheet.owner, id_])
        return [tuple(self._cell(column, id_, item) for column in sheet.columns) for item in items]

    def _cell(self, column: Column, id_: str, item: Value) -> str:
        if not column.loc:
            return self._text(column, id_)
        part = column.of(item)
        return "\n".join(self._text(column, entry) for entry in (part if isinstance(part, list) else [part or ""]))

    def _text(self, column: Column, text: Value) -> str:
        assert isinstance(text, str)
        if column.refers and text:
            return self.names[column.refers].shown(text)
        return LABELS[text] if column.words and text in LABELS else fold(text)

    def _added(self, sheet: Sheet, practice: PracticeView) -> Iterable[tuple[Cell, ...]]:
        """Return what stands behind the columns of each row."""
        root = self.site.settings.site_url
        if sheet.name == PRACTICES:
            return [(root + practice.address,)]
        if sheet.name == "地方":
            return [(doing.place.code, doing.proof.voice) for doing in practice.doings]
        cells = figure_columns(root)
        return [tuple(cells[title](figure) for title in _OF_FIGURE.values()) for figure in practice.figures]
