"""The copy that works by double click."""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from casebook.pages.page_files import file_name
from casebook.publishing.offline import make_zip, offline_page
from casebook.publishing.publish import publish
from checkouts import catalog_of, make_checkout, tree, write

DAY = datetime.date(2024, 5, 6)


@pytest.mark.parametrize(
    ("way", "file"),
    [
        ("../x/", "../x/index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("", ""),
        ("../x.json", "../x.json"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("mailto:a", "mailto:a"),
        ("//example.org/", "//example.org/"),
        ("/x/", "/x/"),
    ],
)
def test_a_link_to_a_folder_names_its_file(way: str, file: str) -> None:
    assert file_name(way) == file


def test_anchor_and_query_stay_behind_the_file() -> None:
    page = (
        '<html lang="zh"><a class=x href="../x/#steps">1</a><a href=\'../x/?q=a/\'>2</a><a href="#top">3</a> href="y/"'
    )
    assert offline_page(page) == (
        '<html data-offline="" lang="zh"><a class=x href="../x/index.html#steps">1</a>'
        '<a href=\'../x/index.html?q=a/\'>2</a><a href="#top">3</a> href="y/"'
    )


def test_forms_and_redirects_name_the_file_too() -> None:
    page = '<form action="../search/"></form><meta http-equiv="refresh" content="0; url=../x/#a">'
    assert offline_page(page) == (
        '<form action="../search/index.html"></form><meta http-equiv="refresh" content="0; url=../x/index.html#a">'
    )


def test_every_link_of_the_offline_folder_leads_to_a_file(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "库 一")
    publish(catalog_of(project), project, project.root / "site", "https://example.org/a/", offline=True)
    folder = project.root / "site-offline"
    dead = []
    for page in folder.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert '<html data-offline=""' in html
        for link in re.findall(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"', html):
            way = urlsplit(link)
            if not way.scheme and way.path and not (page.parent / unquote(way.path)).is_file():
                dead.append((page.relative_to(folder).as_posix(), link))
    assert dead == []
    assert not {"404.html", "sitemap.xml", "sitemap.xml.gz"} & set(tree(folder))


def test_the_zip_holds_the_folder_below_its_name(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    done = publish(catalog_of(project), project, project.root / "site", None, offline=True)
    assert [place.name for place in done.places] == ["site", "site-offline", "site-offline.zip"]
    with zipfile.ZipFile(done.places[2]) as packed:
        assert packed.testzip() is None
        assert set(packed.namelist()) == {f"site-offline/{name}" for name in tree(done.places[1])}
        assert packed.read("site-offline/README.txt").decode("utf-8-sig").startswith("打开方法\r\n")


def test_equal_folders_give_equal_zips(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name / "b.txt", "b")
        write(tmp_path / name / "a" / "a.txt", "a")
        make_zip(tmp_path / name, tmp_path / f"{name}.zip", "top", DAY)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert [(entry.filename, entry.date_time) for entry in packed.infolist()] == [
            ("top/a/a.txt", (2024, 5, 6, 0, 0, 0)),
            ("top/b.txt", (2024, 5, 6, 0, 0, 0)),
        ]
