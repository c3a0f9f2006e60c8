"""A built site held against what it was to become, before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook.errors import Stopped
from casebook.pages.page_files import css_outside, loads
from casebook.publishing.llms_list import LLMS

REQUIRED = (
    "index.html", "404.html", "practices/index.html", "practices/index.md", "browse/index.html", "api/v1/practices.json", LLMS,
)  # fmt: skip


def verify(site: Path, docs: Path) -> None:
    """Raise Stopped unless every page has come out whole and no style sheet asks another host for anything."""
    for name in (*REQUIRED, *_expected_pages(docs)):
        path = site / name
        if not path.is_file() or not path.stat().st_size:
            raise Stopped(f"网站里缺少 {name}，不能发布。请检查 docs/ 和 mkdocs.yml 后再运行。")
    for path in sorted(site.rglob("*.css")):
        for address in css_outside(path.read_text(encoding="utf-8")):
            raise Stopped(f"样式表 {path.relative_to(site).as_posix()} 要从别的网站加载 {address}；请改用本站的文件。")
    for address in loads((site / "404.html").read_text(encoding="utf-8")):
        if not address.startswith("data:"):
            raise Stopped(f"404.html 要加载 {address}，在子路径下会找不到；请把它写进 overrides/404.html 本身。")


def _expected_pages(docs: Path) -> Iterator[str]:
    for path in sorted(docs.rglob("index.md")):
        yield path.relative_to(docs).with_suffix(".html").as_posix()
