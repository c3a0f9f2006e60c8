"""The one step after the build: each page gets its content security policy, and all is held against what it was to become.

Only our own script files and the inline scripts of our own templates may run; nothing is loaded from another host.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import Stopped
from casebook.file_writing import write
from casebook.pages.page_files import css_outside, linked_files, loads, local_files, outside_loads
from casebook.publishing.stamps import Stamps
from casebook.publishing.twins import LLMS

REQUIRED = (
    "index.html", "404.html", "practices/index.html", "practices/index.md", "browse/index.html", "api/v1/practices.json", LLMS,
)  # fmt: skip

POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
# MkDocs puts the script that reloads a page into each page it serves: another one each time, so no hash can name it.
_ANY_INLINE = " 'unsafe-inline'"
_MARK, _NEAR_THE_TOP = 'http-equiv="Content-Security-Policy"', 1000
_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TEMPLATE_TAG = re.compile(r"\{[{%]")
_IS_FILE_OR_DATA = re.compile(r"""\s(?:src\s*=|type\s*=\s*["']?application/(?:ld\+)?json\b)""", re.IGNORECASE)
# The theme's files; ours replace most of them. Which of them a page loads, the pages themselves say.
_OF_THEME = ("assets/javascripts/**/*", "assets/stylesheets/**/*", "assets/images/favicon.png")


@dataclass(frozen=True, slots=True)
class Finished:
    """What was finished. pages: their number; files: the site's files that they load."""

    pages: int
    files: frozenset[str]


def finish_site(site: Path, root: Path, *, keep_sitemap: bool, partly: bool = False, reloads: bool = False) -> int:
    """Finish all pages, drop what nobody needs; return the number of pages finished. Raises Stopped.

    root: the checkout. partly: only some pages are new, so what the others load is not known.
    reloads: for `mkdocs serve` (see `finish_pages`).
    """
    done = finish_pages(site, own_scripts(root / "overrides"), reloads=reloads)
    drop_unneeded(site, None if partly else done.files, keep_sitemap=keep_sitemap)
    return done.pages


def drop_unneeded(site: Path, loaded: Container[str] | None, *, keep_sitemap: bool) -> None:
    """Remove the theme's files that no page loads. loaded: those that pages load; None where that is not known."""
    theme = (path for pattern in _OF_THEME for path in site.glob(pattern) if path.is_file())
    for path in [] if loaded is None else [*theme]:
        if path.relative_to(site).as_posix() not in (loaded or ()):
            path.unlink()
    for name in () if keep_sitemap else ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)


def finish_pages(site: Path, own_scripts: frozenset[str], *, reloads: bool = False) -> Finished:
    """Finish every page of a site that is not finished yet. Raises Stopped.

    reloads: let inline scripts run that come into the pages later, by the server that shows them.
    """
    finishing = Finishing(site, own_scripts, reloads)
    done = 0
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if _MARK not in html[:_NEAR_THE_TOP]:
            write(path, finishing.page(html, path.relative_to(site).as_posix()).encode("utf-8"))
            done += 1
    return Finished(done, frozenset(finishing.loaded))


@dataclass
class Finishing:
    """Finishes pages, whose files must be there. loaded, linked: files seen so far."""

    site: Path
    own_scripts: frozenset[str]
    reloads: bool = False
    loaded: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    _stamps: Stamps = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no file stamped."""
        self._stamps = Stamps(self.site)

    def page(self, html: str, name: str) -> str:
        """Return a page finished. name: its path in the site. Raises Stopped for what it loads or links to and is not there."""
        page = self.shell(html, name)
        self.check_links(dict.fromkeys(linked_files(page, name), name))
        return page

    def shell(self, html: str, name: str) -> str:
        """Return a page finished, without asking where its links lead."""
        page = finished(self._stamps.put_into(html, name), name, self.own_scripts, reloads=self.reloads)
        self._check(dict.fromkeys(local_files(page, name), name), self.loaded, "要加载")
        return page

    def check_links(self, pages: Mapping[str, str]) -> None:
        """Raise Stopped where a file that pages link to is not there. pages: one that does, by the file."""
        self._check(pages, self.linked, "链接到")

    def _check(self, pages: Mapping[str, str], seen: set[str], verb: str) -> None:
        for file in sorted(file for file in pages.keys() - seen if not (self.site / file).is_file()):
            raise Stopped(
                f"页面 {pages[file]} {verb} {file}，网站里没有这个文件。请检查这一页和 overrides/ 里写的路径。"
            )
        seen.update(pages)


def own_scripts(overrides: Path) -> frozenset[str]:
    """Return the inline scripts of our own templates: those that stand there word for word, with nothing filled in."""
    templates = [path.read_text(encoding="utf-8") for path in sorted(overrides.rglob("*.html"))]
    found = {text for template in templates for _, text in _SCRIPT.findall(_TEMPLATE_COMMENT.sub("", template))}
    return frozenset(text for text in found if not _TEMPLATE_TAG.search(text))


def finished(html: str, name: str, own: frozenset[str], *, reloads: bool = False) -> str:
    """Return a page with its policy as the first element of its head.

    name: the page's path in the site, for the message. own: the inline scripts that may run. reloads: see `finish_pages`.
    Raises Stopped for any other one, and for anything that would be loaded from another host.
    """
    head = _HEAD.search(html)
    if head is None:
        raise Stopped(f"页面 {name} 没有 <head>，请检查 overrides/ 里的模板。")
    hashes = "".join(f" '{source}'" for source in dict.fromkeys(_inline_hashes(html, name, own)))
    policy = POLICY.format(hashes=_ANY_INLINE if reloads else hashes)
    for outside in outside_loads(html):
        raise Stopped(f"页面 {name} 要从别的网站加载 {outside}；请改用本站的文件。")
    return html[: head.end()] + _META.format(policy) + html[head.end() :]


def _inline_hashes(html: str, name: str, own: frozenset[str]) -> Iterator[str]:
    for attributes, text in _SCRIPT.findall(html):
        if _IS_FILE_OR_DATA.search(attributes):
            continue
        if text not in own:
            shown = " ".join(text.split())[:60]
            raise Stopped(
                f"页面 {name} 里有一段不认识的内嵌脚本：{shown}……；请改成 overrides/assets/js/ 里的 .js 文件。"
            )
        yield f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def verify(site: Path, pages: Iterable[str]) -> None:
    """Raise Stopped unless every page has come out whole and no style sheet asks another host for anything.

    pages: the Markdown files, from the root of the docs.
    """
    for name in (*REQUIRED, *(f"{page.removesuffix('.md')}.html" for page in sorted(pages))):
        path = site / name
        if not path.is_file() or not path.stat().st_size:
            raise Stopped(f"网站里缺少 {name}，不能发布。请检查 docs/ 和 mkdocs.yml 后再运行。")
    for path in sorted(site.rglob("*.css")):
        for address in css_outside(path.read_text(encoding="utf-8")):
            raise Stopped(f"样式表 {path.relative_to(site).as_posix()} 要从别的网站加载 {address}；请改用本站的文件。")
    for address in loads((site / "404.html").read_text(encoding="utf-8")):
        if not address.startswith("data:"):
            raise Stopped(f"404.html 要加载 {address}，在子路径下会找不到；请把它写进 overrides/404.html 本身。")
