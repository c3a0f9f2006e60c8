"""A generated page's Markdown beside it in the site: plain, to be pasted into a letter, a chat, an assistant; and the list of it."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from markdown.util import BLOCK_LEVEL_ELEMENTS

from casebook import links
from casebook.catalog import Catalog
from casebook.file_writing import write_changed
from casebook.publishing.converting import body, front_matter
from casebook.text.data_script import data_script
from casebook.text.escaping import escape_markdown

LLMS = "llms.txt"
_FIRST = (links.markdown_file(links.PRACTICES), links.markdown_file(links.BROWSE))
_INDEX = re.compile(rf"{links.BROWSE}[^/]+/index\.md")
_HIDDEN = re.compile(r"<(svg|script|style|button|select|textarea)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL)
_SUMMARY = re.compile(r"<summary\b[^>]*>(.*)</summary>")
_HOLDS_MARKDOWN = re.compile(r'^<summary\b|\smarkdown="1"')
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"\s*<br\s*/?>\s*")
_GAP = re.compile(r"(?<=\S) {2,}")
_OPENS_A_BLOCK = re.compile(rf" {{0,3}}</?(?:{'|'.join(BLOCK_LEVEL_ELEMENTS)})\b")
_MARK_OF_A_HEADING = re.compile(r"^(#{1,6} .*?)[ \t]*\{ ?#[\w-]+ ?\}[ \t]*$", re.MULTILINE)
_ESCAPED_OR_LINK = re.compile(r"\\.|\]\(([^()\s:?#]+\.md)(?=[?#\s)])")
# Escapes that a reader would stumble over, where the bare sign means nothing in Markdown either.
_READABLE = (
    (re.compile(r"(?<=\w)\\_(?=\w)"), "_"),
    (re.compile(r"\\\[((?:[^\[\]\\\n]|\\[^\[\]\n])*)\\\](?![(\[:])"), r"[\1]"),
    (re.compile(r"(?<=\S )&gt;(?= )"), ">"),
    (re.compile(r"&amp;(?![#\w]+;)"), "&"),
    (re.compile(r"&#34;"), '"'),
    (re.compile(r"&#39;"), "'"),
)
_BLANK_LINES = re.compile(r"\n{3,}")


def twin(text: str, name: str, has_twin: Callable[[str], bool]) -> str:
    """Return a generated page as plain Markdown: without front matter, marks of headings, and HTML.

    text: the page's file. name: its path from the root of the docs. has_twin: tells whether the page of such a path has
    one; links to others lead to the page itself.
    """
    blocks = _HIDDEN.sub("", body(text)).split("\n\n")
    plain = "\n\n".join(map(_without_tags, blocks))
    linked = _ESCAPED_OR_LINK.sub(lambda found: _way_on(found, posixpath.dirname(name), has_twin), plain)
    marked = _MARK_OF_A_HEADING.sub(r"\1", linked)
    for pattern, words in _READABLE:
        marked = pattern.sub(words, marked)
    return _BLANK_LINES.sub("\n\n", marked).strip("\n") + "\n"


def write_twins(docs: Path, site: Path) -> None:
    """Write the twins of all generated pages into the site: those that it lacks, or that are older than their page.

    Beside each, the same as a script file: the button that copies it also works from a local disk.
    """
    texts = dict(_changed_pages(docs, site))
    for name, text in texts.items():
        plain = twin(text, name, lambda there: there in texts or (site / there).is_file())
        for file, data in twin_files(name, plain):
            write_changed(site / file, data)


def twin_files(name: str, plain: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a page's twin: as Markdown, and as a script. name: the page's. plain: see `twin`."""
    yield name, plain.encode("utf-8")
    yield f"{name}.js", data_script("cb.plain.take", name, plain).encode("utf-8")


def _changed_pages(docs: Path, site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        made = site / name
        if made.is_file() and made.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        text = path.read_text(encoding="utf-8")
        if front_matter(text):
            yield name, text


def _without_tags(block: str) -> str:
    """Return a block without tags; of HTML nothing but the name of a folded part that holds Markdown."""
    if _OPENS_A_BLOCK.match(block):
        name = _SUMMARY.search(block) if _HOLDS_MARKDOWN.search(block) else None
        return escape_markdown(html.unescape(_TAG.sub("", name[1]))) if name else ""
    lines = (_GAP.sub(" ", _TAG.sub("", _BREAK.sub(" ", line))).rstrip() for line in block.split("\n"))
    return "\n".join(line for line in lines if line)


def _way_on(found: re.Match[str], folder: str, has_twin: Callable[[str], bool]) -> str:
    way = found[1]
    if not way or has_twin(posixpath.normpath(posixpath.join(folder, way))):
        return found[0]
    return f"]({way.removesuffix('index.md') or './'}"


def llms_list(
    catalog: Catalog, name: str, description: str, root: str, indexes: Mapping[str, Mapping[str, object]]
) -> str:
    """Return `llms.txt` (the form of llmstxt.org): all published practices by their pinyin, then the main indexes.

    name, description: the site's. root: its public address with `/`, or nothing. indexes: see `index_pages`.
    """
    head = f"# {escape_markdown(name)}\n" + (f"\n> {escape_markdown(description)}\n" if description else "")
    practices = (
        _item(root + links.markdown_file(links.practice(p.id)), p.name, p.record.summary) for p in catalog.practices
    )
    others = (_item(root + file, *_told(front)) for file, front in indexes.items())
    return f"{head}\n## 做法\n\n{''.join(practices)}\n## 索引\n\n{''.join(others)}"


def index_pages(docs: Path) -> dict[str, Mapping[str, object]]:
    """Return what stands above the Markdown of the main indexes, by their paths from the root of the docs."""
    paths = (path for pattern in (f"{links.BROWSE}*/index.md", *_FIRST) for path in docs.glob(pattern))
    return main_indexes(
        {path.relative_to(docs).as_posix(): front_matter(path.read_text(encoding="utf-8")) for path in paths}
    )


def main_indexes(fronts: Mapping[str, Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    """Return those of the main indexes, in their order, of what stands above the Markdown of pages."""
    of_values = sorted(name for name in fronts if _INDEX.fullmatch(name))
    return {name: fronts[name] for name in (*_FIRST, *of_values)}


def _item(address: str, name: str, about: str) -> str:
    return f"- [{escape_markdown(name)}]({address}){': ' if about else ''}{escape_markdown(about)}\n"


def _told(front: Mapping[str, object]) -> Iterator[str]:
    yield from (html.unescape(str(front.get(key, ""))) for key in ("title", "description"))
