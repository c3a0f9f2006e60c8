"""From a folder of Markdown to HTML pages. This module alone knows MkDocs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casebook import links
from casebook.catalog import Catalog
from casebook.errors import Stopped

_FROM_ALL = ("404.html", "sitemap.xml", "sitemap.xml.gz")
_SHOWN = 20
_COURSES = links.markdown_file(links.COURSES)
_TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TRANSLATIONS = (
    (r"Doc file '(.+?)' contains a link '(.+?)', but the target .*", r"页面 \1 里的链接 \2 找不到目标"),
    (r"Doc file '(.+?)' contains an absolute link '(.+?)'.*", r"页面 \1 里的链接 \2 是绝对路径，请改成相对路径"),
    (r"Doc file '(.+?)' contains an unrecognized relative link '(.+?)'.*", r"页面 \1 里的链接 \2 找不到目标，请写到 .md 文件"),
    (r"Doc file '(.+?)' contains a link '(.+?)', but .*anchor.*", r"页面 \1 里的链接 \2 指向的锚点不存在"),
    (r"A reference to '(.+?)' is included in the 'nav' configuration, which is not found.*", r"mkdocs.yml 的 nav 里写了 \1，没有这个文件"),
    (r"(?s).*# _Macro \w+ Error_\s*_File_: `(.+?)`\s*_(.+?)_\s*([^\n]*).*", r"页面 \1 里的模板写错了：\2 \3"),
    (r"(?s)Error (?:reading|building) page '(.+?)':\s*(.*)", r"页面 \1 生成失败：\2"),
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """What a site is built from.

    root: the checkout (mkdocs.yml, overrides). docs: the folder with all Markdown.
    site_url: the public address or empty. catalog: for the macros of hand-written pages, and for the build's date.
    handouts: pages may link to Word hand-outs and QR pictures.
    """

    root: Path
    docs: Path
    site_url: str
    catalog: Catalog
    handouts: bool = False


def build_site(source: Source, out: Path) -> None:
    """Build the whole site into an empty folder. Raises Stopped for anything MkDocs complains of."""
    _run_mkdocs(source, out, partly=False)


def rebuild_site(source: Source, out: Path) -> None:
    """Build into a finished site what it lacks, and what is older than its Markdown. Raises Stopped as above."""
    _run_mkdocs(source, out, partly=True)


def site_files(changed: Iterable[str]) -> list[str]:
    """Return the files of the site that come from these files of the docs (every page is an `index.md`), and from all."""
    return [*(re.sub(r"(^|/)index\.md$", r"\1index.html", name) for name in changed), *_FROM_ALL]


def _run_mkdocs(source: Source, out: Path, *, partly: bool) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material else prints an advertisement
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _date_of(source.catalog), _complaints() as complaints:
        try:
            config = load_config(
                str(source.root / "mkdocs.yml"), docs_dir=str(source.docs), site_dir=str(out), site_url=source.site_url
            )
            config.extra["catalog"], config.extra["handouts"] = source.catalog, source.handouts
            if not (source.docs / _COURSES).is_file():  # another knowledge base has none
                config.nav = [entry for entry in config.nav or [] if _COURSES not in entry.values()]
            build(config, dirty=partly)
        except (MkDocsException, SystemExit) as error:
            complaints.extend([] if complaints else [str(error)])
        except TemplateError as error:
            complaints.append(f"{type(error).__name__}: {error}")
    if complaints:
        raise _failed(complaints)


@contextmanager
def _date_of(catalog: Catalog) -> Iterator[None]:
    """Give MkDocs the date of the records in place of today."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    day = catalog.build_date
    os.environ["SOURCE_DATE_EPOCH"] = str((day.toordinal() - 719163) * 86400)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Collector(logging.Handler):
    """Keeps each warning and error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message, unless it only tells that a build is partial."""
        message = record.getMessage()
        if not message.startswith("A 'dirty' build"):
            self.messages.append(message)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what MkDocs complains of, in place of printing it."""
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)


def _failed(complaints: list[str]) -> Stopped:
    sentences = list(dict.fromkeys(_chinese(text) for text in complaints if text))
    more = f"\n  ……另有 {len(sentences) - _SHOWN} 条" if len(sentences) > _SHOWN else ""
    return Stopped("生成网页时出了问题，请照下面改正后再运行：\n  " + "\n  ".join(sentences[:_SHOWN]) + more)


def _chinese(complaint: str) -> str:
    text = _TERMINAL_COLOUR.sub("", complaint).strip()
    for pattern, sentence in _TRANSLATIONS:
        if re.fullmatch(pattern, text):
            return re.sub(pattern, sentence, text, count=1)
    return f"MkDocs 说：{text}"
