"""Export and import are inverse; the template and whatever is typed come through whole or are told."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.catalog import Catalog
from casebook.checks.canonical import schema_line
from casebook.errors import Stopped
from casebook.problems import has_errors
from casebook.project import Project
from casebook.records.divisions import Divisions
from casebook.records.labels import LABELS
from casebook.records.loading import load_library
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.normal import squeezed
from casebook.workbooks.files import practices_workbook
from casebook.workbooks.importing import import_workbook
from casebook.workbooks.staging import cell_fix, in_titles, location
from casebook.workbooks.template import template
from kit import ROOT
from workbooks_made import (
    FIGURE,
    GOOD,
    PRACTICE,
    WRITTEN,
    Desk,
    but,
    cells,
    column,
    saved,
    typed,
)


def template_book(desk: Desk) -> openpyxl.Workbook:
    """Return the template for a desk's knowledge base."""
    return openpyxl.load_workbook(BytesIO(template(load_library(desk.base.project), Divisions.load())))


def test_an_unchanged_example_is_not_imported(desk: Desk) -> None:
    with pytest.raises(Stopped, match="没有要导入的内容（示例行不算）"):
        desk.bring(saved(template_book(desk)))


def test_a_changed_example_is_told(desk: Desk) -> None:
    book = template_book(desk)
    cells(book, "做法").cell(2, column(book, "做法", "概要")).value = "改了一点。"
    assert desk.said(book) == ["“做法”第 2 行：这是示例行，改过了。要导入，请把“【示例】”都删去；不要，请整行删去。"]


def test_a_filled_template_is_imported_beside_its_example(desk: Desk) -> None:
    book = template_book(desk)
    for name, rows in GOOD.items():
        for title, value in rows[0].items():
            cells(book, name).cell(3, column(book, name, title)).value = value
    assert desk.said(book) == []
    assert desk.files()["lou-xia-yi-shi.yml"] == WRITTEN


def emptied(folder: Path) -> Project:
    """Return a knowledge base with the project's own vocabularies, and nothing else."""
    practices = folder / "practices"
    practices.mkdir(parents=True)
    for path in (ROOT / "practices").glob("_*.yml"):
        shutil.copy(path, practices)
    (practices / "_sources").mkdir()
    return Project.here(practices)


def test_export_and_import_are_inverse_over_all_records_and_documents(catalog: Catalog, tmp_path: Path) -> None:
    project = emptied(tmp_path)
    file = tmp_path / "practices.xlsx"
    file.write_bytes(practices_workbook(Site.of(catalog, SiteSettings())))
    done = import_workbook(project, file, replace=False)
    assert done.problems == ()
    own = Project.here()
    records = [loaded.path for loaded in catalog.library.records if catalog.by_id[loaded.id].is_published]
    documents = [loaded.path for loaded in catalog.library.documents]
    for path in (*records, *documents):
        inside = path.relative_to(own.practices)
        new = project.practices / (inside if path in documents else inside.name)
        assert new.read_bytes() == path.read_bytes().removeprefix(schema_line(path.read_bytes()).encode()), inside
    assert len(done.written) == len(records) + len(documents)


def test_the_download_imported_into_its_own_knowledge_base_changes_nothing(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "practices.xlsx"
    file.write_bytes(practices_workbook(Site.of(catalog, SiteSettings(site_url="https://example.gov.cn/zlk/"))))
    done = import_workbook(Project.here(), file, replace=False)
    assert (done.problems, done.written) == ((), ())
    assert done.unchanged == len(catalog.practices) + len(catalog.documents)


TYPED = st.text(max_size=40) | st.sampled_from(
    [
        "=1+1", "-1", "+86", "@x", "_x000D_", "_x005F_x0041_", "x005F_", "a_x0041_b", "_xD800_", "{{ 1 }}", "  ", "\n", "①②",
        "null", "~", "'", '"', "甲\n乙", "甲\r\n乙", "\t", "【示例】",
    ]
)  # fmt: skip
WRITABLE = TYPED.filter(lambda text: not any("\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" for c in text))
TITLES = st.sampled_from(["背景", "怎么做", "须知", "别名", "概要", "编号", "主题2", "拼音", "状态", "与原文核对日期"])


@settings(max_examples=20)
@given(
    st.dictionaries(TITLES, WRITABLE, min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(sorted(FIGURE)), WRITABLE, max_size=2),
)
def test_whatever_is_typed_is_told_or_comes_out_again(
    tmp_path_factory: pytest.TempPathFactory, practice: dict[str, str], figure: dict[str, str]
) -> None:
    desk = Desk.at(tmp_path_factory.mktemp("typed"))
    before = desk.files()
    done = desk.bring(typed({**GOOD, "做法": [but(PRACTICE, **practice)], "数据": [but(FIGURE, **figure)]}))
    if has_errors(done.problems):
        assert desk.files() == before
        return
    assert len(done.written) == 1
    record = done.written[0].read_text(encoding="utf-8")
    for text in (*practice.values(), *figure.values()):
        for line in text.splitlines():
            assert squeezed(line) in squeezed(record).replace("''", "'") or line in LABELS.values()
    again = desk.bring(export(desk))
    assert not has_errors(again.problems)
    assert (again.written, again.unchanged) == ((), 4)


def export(desk: Desk) -> bytes:
    """Return the download of a desk's knowledge base."""
    catalog = desk.base.check().catalog
    assert catalog is not None
    return practices_workbook(Site.of(catalog, SiteSettings()))


def test_problems_of_files_are_said_in_the_words_of_sheets() -> None:
    assert location("outcomes[2].anchor") == ("outcomes", 2, "anchor")
    assert location("publication.former_ids[0]") == ("publication", "former_ids", 0)
    assert in_titles("没有“note”。写到 note。", {"note": "说明"}) == "没有“note”。写到“说明”。"
    assert cell_fix("nature: 产出") == "产出"
    assert cell_fix("- 网格化") == "网格化"
    assert cell_fix("as_of: '2022-06'") == "2022-06"
    assert cell_fix("") == ""
