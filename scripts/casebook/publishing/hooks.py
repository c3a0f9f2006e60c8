"""What MkDocs calls while it builds: for our own publisher, and for those who type `mkdocs build`, `serve` or `gh-deploy`.

A generated page is turned into HTML by `converting`: Python-Markdown would take some 18 times as long. Those who type MkDocs's
commands get the whole site, or a sentence that says why not.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from casebook import links
from casebook.catalog import Catalog
from casebook.checks.checking import check
from casebook.failures import failure_sentence
from casebook.file_writing import write_changed
from casebook.problems import Severity, as_text
from casebook.project import Project
from casebook.publishing.assemble import assemble
from casebook.publishing.converting import body, convert, finish_tables, is_generated
from casebook.publishing.linking import Linking, record_behind
from casebook.publishing.places import mark, refuse_foreign
from casebook.publishing.postbuild import finish_site, verify
from casebook.publishing.site_builder import Abort, Files, MkDocsConfig, MkDocsException, Page, get_toc
from casebook.publishing.twins import LLMS, index_pages, llms_list, write_twins
from casebook.records.file_rules import Passing, none_passes
from casebook.settings import SiteSettings
from casebook.telling import say

_COURSES = links.markdown_file(links.COURSES)


@dataclass
class Hooks:
    """The hooks of one run of MkDocs, which finds them by their names.

    passing: names of files beside the records that `mkdocs serve` lets pass unread: somebody is editing.
    """

    passing: Passing
    _command: str = ""
    _is_partial: bool = False
    _is_ours: bool = False
    _begun: Path | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember which command of MkDocs runs. Our own publisher does not come here."""
        self._command, self._is_partial = command, dirty

    def on_config(self, config: MkDocsConfig) -> None:
        """Tell by the Catalog whether our own publisher runs: it has checked and written everything before."""
        self._is_ours, self._begun = isinstance(config.extra.get("catalog"), Catalog), None
        if not (Path(config.docs_dir) / _COURSES).is_file():  # another knowledge base has none
            config.nav = [one for one in config.nav or [] if not (isinstance(one, dict) and _COURSES in one.values())]

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Check the records and write what is generated from them; stop where that cannot be, or where files would be lost."""
        if not self._is_ours:
            self._prepare(config, Path(config.site_dir))
        days = (_catalog(config).build_date - datetime.date(1970, 1, 1)).days
        os.environ["SOURCE_DATE_EPOCH"] = str(days * 86400)  # MkDocs else writes today into the site

    def _prepare(self, config: MkDocsConfig, site: Path) -> None:
        refuse_foreign(site)
        config.extra["catalog"] = catalog = self._checked(_root(config))
        settings = SiteSettings.load(Path(config.config_file_path), config.site_url or "")
        assemble(catalog, Path(config.docs_dir), settings)
        mark(site, begun=True)
        self._begun = site

    def _checked(self, root: Path) -> Catalog:
        is_editing = self._command == "serve"
        report = check(Project(root, root / "practices"), passing=self.passing if is_editing else none_passes)
        if report.catalog is None:
            errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
            raise Abort(f"{as_text(errors)}没有生成网站；原来的网站保持不变。")
        if report.problems and not is_editing:
            say(as_text(report.problems))
        return report.catalog

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep the Markdown of generated pages from Python-Markdown; note that of the others, for paper."""
        del files
        if is_generated(page.meta):
            return ""
        noted = config.extra.get("filled")
        if isinstance(noted, dict):
            noted[page.file.src_uri] = markdown
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return a page's HTML; of generated ones tell MkDocs contents, anchors, and which anchors elsewhere they name."""
        if not is_generated(page.meta):
            return finish_tables(html)
        text = page.file.content_string
        linking = Linking(page.file, files, text, record_behind(page.file.src_uri, _catalog(config)))
        made = convert(body(text), linking.resolve)
        page.toc = get_toc([{"level": 2, "id": id_, "name": name, "children": []} for id_, name in made.contents])
        page.present_anchor_ids, page.links_to_anchors = set(made.ids), linking.anchors
        return made.html

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what MkDocs does not, the plain Markdown; finish the site, unless our own publisher has more to add first."""
        docs, site = Path(config.docs_dir), Path(config.site_dir)
        write_twins(docs, site)
        told = (config.site_name, config.site_description or "", config.site_url or "")
        write_changed(site / LLMS, llms_list(_catalog(config), *told, index_pages(docs)).encode("utf-8"))
        if not self._is_ours:
            kinds = {"partly": self._is_partial, "reloads": self._command == "serve"}
            finish_site(site, _root(config), keep_sitemap=bool(config.site_url), **kinds)
            verify(site, docs)

    def on_build_error(self, *, error: Exception) -> None:
        """End a command of MkDocs with a sentence in place of a traceback."""
        if self._is_ours:
            return
        if self._begun is not None:
            mark(self._begun)  # what stands there is of this build, whole or not
        if not isinstance(error, MkDocsException):
            raise Abort(failure_sentence(error)) from error


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _catalog(config: MkDocsConfig) -> Catalog:
    catalog = config.extra["catalog"]
    assert isinstance(catalog, Catalog)
    return catalog
