"""The shell of generated pages: a specimen cut at its marks and filled in again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from casebook.publishing.converting import Converted
from casebook.publishing.shells import Made, Shell, specimens

FRONT = {"title": "甲 &amp; 乙", "description": "丙", "kind": "practice", "render_macros": False}
CONTENTS = (("steps", "怎么做"), ("outcomes", "有什么数据 &lt;1&gt;"), ("sources", "出自哪里"))


def page(name: str, contents: tuple[tuple[str, str], ...] = CONTENTS, **front: object) -> Made:
    """Return a page that holds little."""
    text = f"---\n{json.dumps(FRONT | front, ensure_ascii=False)}\n---\n"
    return Made(name, text, Converted("<h1>甲</h1><p>cbslot</p>", contents, frozenset()), {})


def theme(title: str, text: str, way: str, entries: tuple[tuple[str, str], ...], content: str) -> str:
    """Return a page as a theme would make it."""
    listed = "".join(f'\n<li class="x"><a href="#{id_}"><b>{name}</b></a></li>' for id_, name in entries)
    toc = f"<ul>{listed}\n</ul>" if entries else ""
    meta = f'<meta content="{text}">' if text else ""
    return f"<title>{title} - 库</title>{meta}<link href='{way}/'>{content}{toc}<a href='{way}/index.md'>"


def test_a_filled_shell_is_what_the_theme_makes_of_the_page_itself() -> None:
    for made in (
        page("practices/jia/index.md"),
        page("practices/yi/index.md", ()),
        page("a/b/index.md", description=""),
    ):
        specimen = specimens([made], ())[made.name]
        marked = themed(specimen.name, specimen.front, specimen.page)
        assert Shell.of(marked).fill(made) == themed(made.name, made.front, made.page)


def themed(name: str, front: Mapping[str, object], page: Converted) -> str:
    """Return a page of a file, with what stands above it, as a theme would make it."""
    return theme(str(front["title"]), str(front["description"]), name.split("/")[-2], page.contents, page.html)


def test_pages_share_a_specimen_that_lies_in_their_folder_where_all_but_their_words_is_equal() -> None:
    pages = [
        page("practices/jia/index.md"), page("practices/yi/index.md", title="乙"), page("practices/bing/index.md", ()),
        page("practices/ding/index.md", kind="moved"), page("browse/themes/jia/index.md"), page("practices/index.md"),
    ]  # fmt: skip
    found = specimens(pages, {"practices/index.md"})
    names = [found[made.name].name for made in pages]
    assert names[0] == names[1]
    assert len(set(names)) == 5
    assert [re.sub(r"cbslot\w+", "X", name) for name in names] == [
        "practices/X/index.md", "practices/X/index.md", "practices/X/index.md", "practices/X/index.md",
        "browse/themes/X/index.md", "practices/index.md",
    ]  # fmt: skip


def test_marks_in_the_words_of_a_page_stay_words() -> None:
    made = page("practices/jia/index.md", title="cbslotcontentz")
    marked = theme("cbslottitlez", "cbslottextz", "cbslotfolderz0", made.page.contents[:0], "<h1>cbslotcontentz</h1>")
    assert "<title>cbslotcontentz - 库</title>" in Shell.of(marked).fill(made)
