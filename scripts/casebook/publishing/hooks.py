"""What MkDocs calls while it builds: for our own publisher, and for those who type `mkdocs build`, `serve` or `gh-deploy`.

Our own publisher has everything checked and generated before, and lets MkDocs make the rest (`generating.Run`). Those who
type MkDocs's commands get the whole site too, or a sentence that says why not: every page goes through MkDocs then, but
`converting` turns it into HTML, since Python-Markdown would take some 18 times as long.
"""

from __future__ import annotations

import atexit
import datetime
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casebook import links
from casebook.checks.checking import check
from casebook.failures import failure_sentence
from casebook.file_writing import write_changed
from casebook.problems import Severity, as_text
from casebook.project import Project
from casebook.publishing.assemble import assemble
from casebook.publishing.bundles import NO_BUNDLES, Bundles
from casebook.publishing.converting import Converted, body, convert, finish_tables, is_generated
from casebook.publishing.foreign import TO_WEBROOT, refuse_strange
from casebook.publishing.generating import Run
from casebook.publishing.linking import Linking, record_behind
from casebook.publishing.manifest import Manifest, begin, seal
from casebook.publishing.postbuild import finish_site, verify
from casebook.publishing.site_builder import (
    Abort,
    Environment,
    File,
    Files,
    InclusionLevel,
    MkDocsConfig,
    MkDocsException,
    Page,
    TemplateContext,
    get_toc,
)  # fmt: skip
from casebook.publishing.twins import LLMS, index_pages, llms_list, write_twins
from casebook.publishing.webroot import clear_old, copy_webroot, webroot_files
from casebook.records.file_rules import Passing, none_passes
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.telling import say

_ELSEWHERE = "其他的请移到别处，或换一个放网站的文件夹（mkdocs build --site-dir 文件夹）。"
_COURSES = links.markdown_file(links.COURSES)


@dataclass
class Hooks:
    """The hooks of one run of MkDocs, which finds them by their names.

    passing: names of files beside the records that `mkdocs serve` lets pass unread: somebody is editing.
    """

    passing: Passing
    _command: str = ""
    _is_partial: bool = False
    _begun: Path | None = None
    _sources: set[str] = field(default_factory=set)
    _bundles: Bundles = NO_BUNDLES

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember which command of MkDocs runs. Our own publisher does not come here."""
        self._command, self._is_partial = command, dirty

    def on_config(self, config: MkDocsConfig) -> None:
        """Name the bundles to the templates; leave the courses out of the menu where there are none."""
        self._begun = None
        self._bundles = Bundles.of(_root(config) / "overrides")
        config.extra["bundles"] = self._bundles.names
        if not (Path(config.docs_dir) / _COURSES).is_file():  # another knowledge base has none
            config.nav = [one for one in config.nav or [] if not (isinstance(one, dict) and _COURSES in one.values())]

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Check the records and write what is generated from them; stop where that cannot be, or where files would be lost."""
        if _run(config) is None:
            self._prepare(config, Path(config.site_dir))
        days = (_site(config).catalog.build_date - datetime.date(1970, 1, 1)).days
        os.environ["SOURCE_DATE_EPOCH"] = str(days * 86400)  # MkDocs else writes today into the site

    def _prepare(self, config: MkDocsConfig, folder: Path) -> None:
        refuse_strange(folder, f"{TO_WEBROOT}{_ELSEWHERE}", adopt=False, dotted=False)
        settings = SiteSettings.load(Path(config.config_file_path), config.site_url or "")
        site = self._checked(_root(config), settings)
        config.extra |= {"catalog": site.catalog, "site": site}
        assemble(site, Path(config.docs_dir))
        self._clear(folder, webroot_files(_root(config)))
        begin(folder)
        self._begun = folder
        atexit.register(self._abandon)  # after Ctrl+C MkDocs calls nothing

    def _clear(self, folder: Path, webroot: Collection[str]) -> None:
        """Remove what of the last build MkDocs would leave: names with a dot in front, or, after an edit, all of `webroot/`."""
        manifest = Manifest.of(folder)
        dotted = [name for name in manifest.hashes if name.startswith(".") and (folder / name).is_file()]
        for name in [one for one in dotted if manifest.made(folder, one)]:
            (folder / name).unlink()
        if self._is_partial:
            clear_old(webroot, folder)

    def _checked(self, root: Path, settings: SiteSettings) -> Site:
        is_editing = self._command == "serve"
        report = check(Project(root, root / "practices"), passing=self.passing if is_editing else none_passes)
        if report.catalog is None:
            errors = [problem for problem in report.problems if problem.severity is Severity.ERROR]
            raise Abort(f"{as_text(errors)}没有生成网站；原来的网站保持不变。")
        if report.problems and not is_editing:
            say(as_text(report.problems))
        return Site.of(report.catalog, settings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give MkDocs the specimens, and the names of all else that is generated: its own pages may link to them.

        What stands in a bundle is not in the site for itself.
        """
        for file in [file for file in files if file.src_uri in self._bundles.sources]:
            files.remove(file)
        if run := _run(config):
            for file in _stubs(run, config):
                files.append(file)
        self._sources = {file.src_uri for file in files}
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep the Markdown of generated pages from Python-Markdown; note that of the others, for paper."""
        del files
        if is_generated(page.meta):
            return ""
        if run := _run(config):
            run.filled[page.file.src_uri] = markdown
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return a page's HTML; of generated ones tell MkDocs contents, anchors, and which anchors elsewhere they name."""
        run, name = _run(config), page.file.src_uri
        if not is_generated(page.meta):
            return finish_tables(html)
        if run is not None:
            made = run.by_file[name].page
        else:
            text = page.file.content_string
            linking = Linking(name, self._sources, text, record_behind(name, _site(config).catalog))
            made = convert(body(text), linking.resolve)
            page.links_to_anchors = {_file(files, target): named for target, named in linking.anchors.items()}
        page.present_anchor_ids = set(made.ids)
        page.toc = get_toc([{"level": 2, "id": id_, "name": name, "children": []} for id_, name in made.contents])
        return made.html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let MkDocs know the anchors of the pages that it does not make, and us those of the pages that people wrote."""
        if run := _run(config):
            made = {one.name: one.page for one in run.generated.pages}
            for file in files.documentation_pages():
                if file.page is not None and file.src_uri not in run.by_file:
                    run.ids[file.src_uri] = frozenset(file.page.present_anchor_ids or ())
                    _know_anchors(file.page, made, config)
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Let the list of all pages be whole, in one order, whoever makes them."""
        pages = {file.src_uri: file for file in context["pages"]}
        if (run := _run(config)) and template_name == "sitemap.xml":
            pages = {name: file for name, file in pages.items() if name not in run.by_file}
            for name in run.generated.texts:
                pages[name] = _stub(name, config)
                Page(None, pages[name], config)
        context["pages"] = [pages[name] for name in sorted(pages)]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a specimen from being written: it is no page."""
        run = _run(config)
        if run is None or page.file.src_uri not in run.by_file:
            return output
        run.htmls[page.file.src_uri] = output
        return ""

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what MkDocs does not, the plain Markdown, and finish the site; our own publisher does so itself."""
        docs, site = Path(config.docs_dir), Path(config.site_dir)
        self._bundles.write(site)
        if _run(config) is not None:
            return
        write_twins(docs, site)
        told = (config.site_name, config.site_description or "", config.site_url or "")
        write_changed(site / LLMS, llms_list(_site(config).catalog, *told, index_pages(docs)).encode("utf-8"))
        kinds = {"partly": self._is_partial, "reloads": self._command == "serve"}
        finish_site(site, _root(config), keep_sitemap=bool(config.site_url), **kinds)
        verify(site, (path.relative_to(docs).as_posix() for path in docs.rglob("index.md")))
        webroot = webroot_files(_root(config))
        copy_webroot(webroot, site)
        _seal(site, webroot)
        self._begun = None

    def on_build_error(self, *, error: Exception) -> None:
        """End a command of MkDocs with a sentence in place of a traceback."""
        if not self._command:
            return
        self._abandon()
        if not isinstance(error, MkDocsException):
            raise Abort(failure_sentence(error)) from error

    def _abandon(self) -> None:
        """End a build that has failed: what stands there is of it, whole or not."""
        if self._begun is not None and self._begun.is_dir():
            _seal(self._begun, ())
        self._begun = None


def _seal(site: Path, webroot: Collection[str]) -> None:
    """Write the manifest; of names with a dot in front, which MkDocs leaves alone, only those that we have copied are ours."""
    seal(site, dotted=False, also=[name for name in webroot if name.startswith(".")])


def _stubs(run: Run, config: MkDocsConfig) -> Iterator[File]:
    for name in (*run.generated.texts, *run.generated.files):
        if name not in run.by_file:
            yield _stub(name, config)
    for name, specimen in run.by_file.items():
        yield File.generated(config, name, content=specimen.text, inclusion=InclusionLevel.NOT_IN_NAV)


def _stub(name: str, config: MkDocsConfig) -> File:
    return File.generated(config, name, content="", inclusion=InclusionLevel.EXCLUDED)


def _know_anchors(page: Page, made: dict[str, Converted], config: MkDocsConfig) -> None:
    for target in page.links_to_anchors or ():
        if target.src_uri in made:
            there = target.page or Page(None, target, config)
            there.present_anchor_ids = set(made[target.src_uri].ids)


def _file(files: Files, name: str) -> File:
    file = files.get_file_from_path(name)
    assert file is not None, name
    return file


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _run(config: MkDocsConfig) -> Run | None:
    """Return what our own publisher has put there; nothing where somebody has typed a command of MkDocs."""
    run = config.extra.get("run")
    return run if isinstance(run, Run) else None


def _site(config: MkDocsConfig) -> Site:
    site = config.extra["site"]
    assert isinstance(site, Site)
    return site
