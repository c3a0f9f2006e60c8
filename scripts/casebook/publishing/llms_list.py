"""`llms.txt`: what there is to read as plain Markdown, for programs (the form of llmstxt.org)."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from casebook import links
from casebook.catalog import Catalog
from casebook.publishing.converting import front_matter
from casebook.text.escaping import escape_markdown

LLMS = "llms.txt"
_INDEXES = (f"{links.PRACTICES}index.md", f"{links.BROWSE}index.md", f"{links.BROWSE}*/index.md")


def llms_list(
    catalog: Catalog, name: str, description: str, root: str, indexes: Mapping[str, Mapping[str, object]]
) -> str:
    """Return the list: all published practices in the order of their pinyin, then the main indexes.

    name, description: the site's. root: its public address with `/`, or nothing. indexes: see `index_pages`.
    """
    head = f"# {escape_markdown(name)}\n" + (f"\n> {escape_markdown(description)}\n" if description else "")
    practices, others = _items(_practices(catalog, root)), _items(_indexes(indexes, root))
    return f"{head}\n## 做法\n\n{practices}\n## 索引\n\n{others}"


def index_pages(docs: Path) -> dict[str, Mapping[str, object]]:
    """Return what stands above the Markdown of the main indexes, by their paths from the root of the docs."""
    paths = (path for pattern in _INDEXES for path in sorted(docs.glob(pattern)))
    return {path.relative_to(docs).as_posix(): front_matter(path.read_text(encoding="utf-8")) for path in paths}


def _items(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines)


def _practices(catalog: Catalog, root: str) -> Iterator[str]:
    for practice in catalog.practices:
        address = root + links.markdown_file(links.practice(practice.id))
        yield f"[{escape_markdown(practice.name)}]({address}): {escape_markdown(practice.record.summary)}"


def _indexes(indexes: Mapping[str, Mapping[str, object]], root: str) -> Iterator[str]:
    for file, front in indexes.items():
        title, about = (escape_markdown(html.unescape(str(front.get(key, "")))) for key in ("title", "description"))
        yield f"[{title}]({root}{file})" + (f": {about}" if about else "")
