"""The macros of hand-written pages, through the real plugin; the example of the contribution page; names that are not there."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Protocol

import pytest

from casebook.catalog import Catalog
from casebook.checks.checking import check
from casebook.errors import Stopped
from casebook.pages.macros import MACROS
from casebook.project import Project
from casebook.publishing.assemble import generated_files, generated_pages
from casebook.publishing.generating import Generated
from casebook.publishing.site_builder import build_site
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import DOCUMENT, RECORD, ROOT, KnowledgeBase, laid_over

FRONT = "---\ntitle: 首页\ndescription: 说明\nkind: home\nrender_macros: true\n---\n\n"
CONFIG = """\
site_name: 甲库
extra: {operator: 某局 <甲>, feedback_url: "https://example.gov.cn/fk"}
theme: {name: null, custom_dir: theme}
markdown_extensions: [attr_list, md_in_html, tables]
plugins:
  - macros: {module_name: scripts/macros, render_by_default: false, on_error_fail: true, on_undefined: strict}
"""
TELLING = """\
name: 甲做法 {{ 1 }}
outcomes:
  - {key: grids, metric: 网格, value: '14', unit: 个, nature: 规模, scope: 全市, document: d, anchor: 全市14个网格, status: 存疑, note: 两数不一}
changes: [{date: '2026-11-22', note: 更正数值, key: grids}]
publication:
  former_keys: [{key: old, replaced_by: grids}]
"""
LINKED = ("practices/jia/", "browse/themes/", "browse/documents/")
WITHDRAWN = "name: 乙做法 {{ 1 }}\npublication: {status: withdrawn, reason: 已废止}"


class Render(Protocol):
    """Publishes a page of this Markdown and gives its HTML."""

    def __call__(self, markdown: str, front: str = FRONT) -> str: ...


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Return a Catalog of one practice with one doubtful figure, and one that was withdrawn."""
    knowledge_base = KnowledgeBase(tmp_path_factory.mktemp("small"))
    report = knowledge_base.write(
        {"_sources/d.yml": DOCUMENT, "jia.yml": laid_over(RECORD, TELLING), "yi.yml": laid_over(RECORD, WITHDRAWN)}
    ).check()
    assert report.catalog is not None, report.problems
    return report.catalog


@pytest.fixture(scope="module")
def linked(small: Catalog) -> dict[str, str]:
    """Return what stands in for the pages that a page may lead to: empty ones at their places, with a figure's anchor."""
    site = Site.of(small, SiteSettings())
    names = [name for name, _ in (*generated_pages(site), *generated_files(site)) if name.startswith(LINKED)]
    return {f"docs/{name}": "# 一页\n\n## 一节 { #grids }\n" for name in (*names, "index.md", "about/index.md")}


@pytest.fixture
def render(tmp_path: Path, small: Catalog, linked: dict[str, str]) -> Render:
    """Return a function that publishes a page of this Markdown and gives its HTML."""

    def render(markdown: str, front: str = FRONT) -> str:
        root = tmp_path / "checkout"
        files = {
            **linked,
            "mkdocs.yml": CONFIG,
            "theme/main.html": "{{ page.content }}",
            "scripts/macros.py": (ROOT / "scripts" / "macros.py").read_text(encoding="utf-8"),
            "docs/about/x/index.md": front + markdown,
        }
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        build_site(Generated(Site.of(small, SiteSettings()), {}, {}, frozenset()), root, root / "docs", root / "site")
        return (root / "site" / "about" / "x" / "index.html").read_text(encoding="utf-8")

    return render


def test_counts_come_from_the_records(render: Render) -> None:
    text = render('{{ count("practices") }} {{ count("figures") }} {{ count("places") }} {{ count("documents") }}')
    assert text == "<p>1 1 2 1</p>"


def test_links_lead_from_the_page_that_calls(render: Render) -> None:
    assert 'href="../../practices/jia/"' in render('{{ practice("jia") }}')
    shelves = render('{{ shelves("themes") }}')
    assert '<li><a href="../../browse/themes/wang-ge-hua/">网格化</a> <strong>1</strong></li>' in shelves
    assert 'href="../">关于</a>' in render("{{ crumbs() }}")


def test_record_text_stays_text(render: Render) -> None:
    text = render('{{ practice("jia") }}')
    assert "甲做法 {{ 1 }}" in html.unescape(text)
    assert "甲做法 1" not in text


def test_practices_fit_all_filters(render: Render) -> None:
    assert 'href="../../practices/jia/"' in render('{{ practices(theme="网格化", place="4401") }}')
    assert render('{{ practices(theme="网格化", problem="经费不足") }}') == "<p>目前没有做法。</p>"


def test_a_figure_says_its_scope_day_document_and_doubt(render: Render) -> None:
    text = html.unescape(re.sub(r"<[^>]+>", " ", render('{{ figure("jia", "grids") }}')))
    assert text.split() == [
        "存疑",
        "14个",
        "甲做法",
        "{{",
        "1",
        "}}：网格",
        "规模",
        "这个数据存疑，引用前请看说明，并向发文单位核对。",
        "广州市",
        "·",
        "口径：全市",
        "·",
        "未写日期，文件也未注日期",
        "答复",
        "（发文单位自述）“全市14个网格”",
    ]


def test_settings_that_are_empty_leave_no_trace(render: Render) -> None:
    text = render(
        '{{ setting("operator") }}|{{ setting("icp") }}|{{ address("repo_url", "仓库") }}|{{ address("feedback_url", "报告") }}'
    )
    assert html.unescape(text) == '<p>某局 <甲>|||<a href="https://example.gov.cn/fk">报告</a></p>'


def test_changes_and_doubtful_figures_are_listed(render: Render) -> None:
    text = render("{{ newest() }}\n\n{{ changes() }}\n\n{{ doubtful() }}")
    assert text.count("2026年11月22日") == 2
    assert "<strong>存疑</strong> 14个。两数不一</" in text
    assert '<h2 id="newest">最近更新</h2>' in text
    assert 'href="../../practices/jia/#grids"' in text


def test_a_practice_that_another_knowledge_base_lacks_is_named_without_link(render: Render) -> None:
    assert render('{{ see("mei-you", "没有的做法") }}') == "<p>没有的做法</p>"
    assert render('{{ see("jia", "甲") }}') == '<p><a href="../../practices/jia/">甲</a></p>'


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ('{{ practice("jai") }}', "没有做法 jai。相近的有：jia。"),
        ('{{ practice("yi") }}', "做法 yi 已撤下或并入别的做法。请从本页删去。"),
        ('{{ figure("jia", "grid") }}', "“甲做法 {{ 1 }}”没有数据 grid。相近的有：grids。"),
        ('{{ figure("jia", "old") }}', "“甲做法 {{ 1 }}”的数据 old 已撤下。请改用 grids。"),
        ('{{ practices(theme="网格") }}', "按主题里没有 网格。相近的有：网格化。"),
        ('{{ practices(sound="a") }}', "没有“sound”这个筛选。可以用：theme、problem、place、document、kind、stage。"),
        ("{{ nothing() }}", f"没有 nothing 这个宏。可以用的有：{'、'.join(MACROS)}。"),
        ('{{ practice("jia") ', "{{ }} 里的写法不对：unexpected end of template, expected 'end of print statement'."),
    ],
)
def test_a_name_that_is_not_there_fails_with_file_and_line(render: Render, call: str, sentence: str) -> None:
    with pytest.raises(Stopped) as stopped:
        render(f"第一行\n\n{call}\n")
    assert str(stopped.value) == f"docs/about/x/index.md:10 {sentence}"


def test_pages_without_the_mark_are_left_alone(render: Render) -> None:
    assert render("{{ nothing() }}", front="---\nrender_macros: false\n---\n") == "<p>{{ nothing() }}</p>"
    assert render("{{ nothing() }}", front="") == "<p>{{ nothing() }}</p>"


def test_the_contribution_pages_example_passes_the_check(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "contribute" / "index.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    path = tmp_path / "lou-dong-zhang.yml"
    path.write_text(example[1], encoding="utf-8")
    assert check(Project.here(), [path]).problems == ()
    path.write_text(example[1].replace("[网格化", "[党建引导"), encoding="utf-8")
    (problem,) = check(Project.here(), [path]).problems
    shown = re.search(r"lou-dong-zhang\.yml:(\d+:\d+ .*)", page)
    assert shown
    expected = f"{problem.line}:{problem.column} {problem.label}({problem.field})：{problem.message}改为：{problem.fix} [{problem.code}]"
    assert shown[1] == expected
