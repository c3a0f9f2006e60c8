"""From a folder of Markdown to HTML pages. This module alone knows MkDocs; what MkDocs calls back is in `hooks`."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from casebook import links
from casebook.publishing.complaints import chinese, collected, failed
from casebook.publishing.generating import Generated, Run

__all__ = [  # for the hooks too
    "Abort", "Environment", "File", "Files", "InclusionLevel", "MkDocsConfig", "MkDocsException", "Page", "TemplateContext",
    "build_site", "get_toc",
]  # fmt: skip


def build_site(generated: Generated, root: Path, docs: Path, out: Path) -> Run:
    """Let MkDocs make the pages that people wrote and the shells of the others, in an empty folder; return what it made besides.

    root: the checkout (mkdocs.yml, overrides). docs: the folder with the pages that people wrote.
    Raises Stopped for anything MkDocs or we complain of.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material else prints an advertisement
    site = generated.site
    with collected() as complaints:
        run: Run | None = None
        try:
            config = load_config(
                str(root / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(out), site_url=site.settings.site_url
            )
            run = Run.of(generated, _led_to(config))
            config.extra |= {"catalog": site.catalog, "site": site, "run": run}
            build(config)
        except (MkDocsException, SystemExit) as error:
            complaints.extend([] if complaints else [chinese(str(error))])
        except TemplateError as error:
            complaints.append(f"MkDocs 说：{type(error).__name__}: {error}")
        if run is not None:
            generated.check_anchors(run.ids)
    if complaints or run is None:
        raise failed(complaints)
    return run


def _led_to(config: MkDocsConfig) -> frozenset[str]:
    """Return the pages to which the shell of every page leads: the menu, and the search box without scripts."""
    menu = (str(name) for one in config.nav or () if isinstance(one, dict) for name in one.values())
    return frozenset((*menu, links.markdown_file(links.index("pinyin"))))
