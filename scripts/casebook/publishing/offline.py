"""The copy that works by double click: every link names its file, and a zip holds it all."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from collections.abc import Collection
from pathlib import Path

from casebook.file_writing import write
from casebook.pages.page_files import file_name

LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz", "feed.xml")
READ_ME = (
    "打开方法\r\n\r\n1. 先把压缩包全部解压，不要在压缩包里直接打开。\r\n2. 双击 index.html，用浏览器打开。\r\n"
    "3. 不需要联网。可以整个文件夹拷到 U 盘。\r\n\r\n内容截至 {day}。\r\n"
)
_TAG = re.compile(r"<(?:a|area|link|form|meta|html)\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"""(\s(?:(?:href|action)\s*=\s*["']|content\s*=\s*["']\d+\s*;\s*url=))([^"'#?]*)(?=["'#?])""", re.IGNORECASE
)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')  # 'self' means little where there is no host
_HTML_TAG = re.compile(r"<html\b(?![^>]*\sdata-offline)", re.IGNORECASE)
_ZIP_LEVEL = 6
_READABLE = 0o644 << 16


def make_offline(site: Path, folder: Path, day: datetime.date, besides: Collection[str] = ()) -> None:
    """Copy a finished site into a new folder and make its links fit for `file://`. besides: names of files that are for servers."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in besides:
        (folder / name).unlink(missing_ok=True)
    for path in sorted(folder.rglob("*.html")):
        write(path, offline_page(path.read_text(encoding="utf-8")).encode("utf-8"))
    write(folder / "README.txt", READ_ME.format(day=day.isoformat()).encode("utf-8-sig"))


def offline_page(html: str) -> str:
    """Return a page whose links to folders name the folders' `index.html`, marked `data-offline` for our scripts."""
    linked = _TAG.sub(lambda tag: _LINK.sub(lambda link: link[1] + file_name(link[2]), tag[0]), html)
    allowed = _POLICY.sub(lambda found: found[0].replace("'self'", "'self' file:"), linked, count=1)
    return _HTML_TAG.sub('<html data-offline=""', allowed, count=1)


def make_zip(folder: Path, file: Path, top: str, day: datetime.date) -> None:
    """Pack a folder, below `top` in the zip; equal folders give equal bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_ZIP_LEVEL) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(
                f"{top}/{path.relative_to(folder).as_posix()}", (day.year, day.month, day.day, 0, 0, 0)
            )
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE, 3
            packed.writestr(entry, path.read_bytes(), compresslevel=_ZIP_LEVEL)
