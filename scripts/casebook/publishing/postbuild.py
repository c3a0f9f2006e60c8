"""The one step after the build: each page gets its content security policy, and is held against it; what nobody needs goes.

Only our own script files and the inline scripts of our own templates may run; nothing is loaded from another host.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.errors import Stopped
from casebook.file_writing import write
from casebook.pages.page_files import linked_files, local_files, outside_loads
from casebook.publishing.marking import mark
from casebook.publishing.stamping import stamp, stamped
from casebook.publishing.swap import remove

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
_HAS_SRC = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_IS_DATA = re.compile(r"""\stype\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
# The theme's files; ours replace most of them. Which of them a page loads, the pages themselves say.
_OF_THEME = ("assets/javascripts/**/*", "assets/stylesheets/**/*", "assets/images/favicon.png")
_SITEMAP = ("sitemap.xml", "sitemap.xml.gz")


@dataclass(frozen=True, slots=True)
class Finished:
    """What was finished. pages: their number; files: the site's files that they load."""

    pages: int
    files: frozenset[str]


def finish_site(site: Path, root: Path, *, keep_sitemap: bool, partly: bool = False, reloads: bool = False) -> int:
    """Finish all pages, drop what nobody needs, leave our mark; return the number of pages finished. Raises Stopped.

    root: the checkout. partly: only some pages are new, so what the others load is not known.
    reloads: for `mkdocs serve` (see `finish_pages`).
    """
    done = finish_pages(site, own_scripts(root / "overrides"), reloads=reloads)
    files = [path for pattern in _OF_THEME for path in site.glob(pattern) if path.is_file()]
    for path in () if partly else files:
        if path.relative_to(site).as_posix() not in done.files:
            path.unlink()
    for name in () if keep_sitemap else _SITEMAP:
        remove(site / name)
    mark(site)
    return done.pages


def finish_pages(site: Path, own_scripts: frozenset[str], *, reloads: bool = False) -> Finished:
    """Finish every page of a site that is not finished yet. Raises Stopped.

    reloads: let inline scripts run that come into the pages later, by the server that shows them.
    """
    done = 0
    version = stamp(site)
    loaded: set[str] = set()
    linked: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if _MARK in html[:_NEAR_THE_TOP]:
            continue
        name = path.relative_to(site).as_posix()
        page = finished(stamped(html, version), name, own_scripts, reloads=reloads)
        write(path, page.encode("utf-8"))
        for found, seen, verb in ((local_files, loaded, "要加载"), (linked_files, linked, "链接到")):
            files = set(found(html, name)) - seen
            _look_for(site, name, files, verb)
            seen.update(files)
        done += 1
    return Finished(done, frozenset(loaded))


def _look_for(site: Path, name: str, files: Iterable[str], verb: str) -> None:
    for file in sorted(files):
        if not (site / file).is_file():
            raise Stopped(f"页面 {name} {verb} {file}，网站里没有这个文件。请检查这一页和 overrides/ 里写的路径。")


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
        if _HAS_SRC.search(attributes) or _IS_DATA.search(attributes):
            continue
        if text not in own:
            shown = " ".join(text.split())[:60]
            raise Stopped(
                f"页面 {name} 里有一段不认识的内嵌脚本：{shown}……；请改成 overrides/assets/js/ 里的 .js 文件。"
            )
        yield f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
