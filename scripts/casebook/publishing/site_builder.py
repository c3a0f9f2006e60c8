"""From a folder of Markdown to HTML pages. This module alone knows MkDocs; what MkDocs calls back is in `hooks`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casebook.catalog import Catalog
from casebook.publishing.complaints import chinese, collected, failed
from casebook.publishing.llms_list import LLMS

_FROM_ALL = ("404.html", "sitemap.xml", "sitemap.xml.gz", LLMS)


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


def build_site(source: Source, out: Path) -> Mapping[str, str]:
    """Build the whole site into an empty folder. Raises Stopped for anything MkDocs complains of.

    Returns the Markdown of the hand-written pages after the macros, by their paths from the root of the docs.
    """
    return _run_mkdocs(source, out, partly=False)


def rebuild_site(source: Source, out: Path) -> None:
    """Build into a finished site what it lacks, and what is older than its Markdown. Raises Stopped as above."""
    _run_mkdocs(source, out, partly=True)


def site_files(changed: Iterable[str]) -> list[str]:
    """Return the files of the site that come from these files of the docs, and from all.

    Every page is an `index.md`, and may have a twin of that name in the site.
    """
    names = list(changed)
    pages = [re.sub(r"(^|/)index\.md$", r"\1index.html", name) for name in names]
    return list(dict.fromkeys([*names, *pages, *_FROM_ALL]))


def build_day(catalog: Catalog) -> str:
    """Return the date of the records as MkDocs takes it from `SOURCE_DATE_EPOCH`, in place of today."""
    return str((catalog.build_date.toordinal() - 719163) * 86400)


def table_of_contents(headings: Iterable[tuple[str, str]]) -> object:
    """Return MkDocs's table of contents of headings of level 2: their ids and texts."""
    from mkdocs.structure.toc import get_toc

    return get_toc([{"level": 2, "id": id_, "name": name, "children": []} for id_, name in headings])


def stopping(sentence: str) -> Exception:
    """Return what ends a command of MkDocs with one sentence and exit status 1."""
    from mkdocs.exceptions import Abort

    return Abort(sentence)


def is_of_mkdocs(error: Exception) -> bool:
    """Tell whether MkDocs says an error itself, in its own way."""
    from mkdocs.exceptions import MkDocsException

    return isinstance(error, MkDocsException)


def _run_mkdocs(source: Source, out: Path, *, partly: bool) -> Mapping[str, str]:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material else prints an advertisement
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    filled: dict[str, str] = {}
    with _date_of(source.catalog), collected() as complaints:
        try:
            config = load_config(
                str(source.root / "mkdocs.yml"), docs_dir=str(source.docs), site_dir=str(out), site_url=source.site_url
            )
            config.extra |= {"catalog": source.catalog, "handouts": source.handouts, "filled": filled}
            build(config, dirty=partly)
        except (MkDocsException, SystemExit) as error:
            complaints.extend([] if complaints else [chinese(str(error))])
        except TemplateError as error:
            complaints.append(f"MkDocs 说：{type(error).__name__}: {error}")
    if complaints:
        raise failed(complaints)
    return filled


@contextmanager
def _date_of(catalog: Catalog) -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = build_day(catalog)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
