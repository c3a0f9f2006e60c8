"""From a folder of Markdown to HTML pages. This module alone knows MkDocs; what MkDocs calls back is in `hooks`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from casebook.catalog import Catalog
from casebook.publishing.complaints import chinese, collected, failed
from casebook.publishing.twins import LLMS

__all__ = [  # for the hooks too
    "Abort", "File", "Files", "MkDocsConfig", "MkDocsException", "Page", "Source", "build_site", "get_toc", "rebuild_site", "site_files",
]  # fmt: skip
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


def build_site(source: Source, out: Path, *, partly: bool = False) -> Mapping[str, str]:
    """Build the whole site into an empty folder, or partly (`rebuild_site`). Raises Stopped for anything MkDocs complains of.

    Returns the Markdown of the hand-written pages after the macros, by their paths from the root of the docs.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material else prints an advertisement
    filled: dict[str, str] = {}
    with collected() as complaints:
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


def rebuild_site(source: Source, out: Path) -> None:
    """Build into a finished site what it lacks, and what is older than its Markdown. Raises Stopped as above."""
    build_site(source, out, partly=True)


def site_files(changed: Iterable[str]) -> list[str]:
    """Return the files of the site that come from these files of the docs, and from all.

    Every page is an `index.md`, and may have a twin of that name in the site.
    """
    names = list(changed)
    pages = [re.sub(r"(^|/)index\.md$", r"\1index.html", name) for name in names]
    return list(dict.fromkeys([*names, *pages, *_FROM_ALL]))
