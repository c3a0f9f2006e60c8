"""Plain pages of Markdown, always the same: what stock MkDocs is timed on."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "社区", "治理", "网格", "党建", "协商", "居民", "物业", "服务", "街道", "机制", "平台", "小区", "业委会", "志愿", "调解", "责任",
    "清单", "响应", "楼栋", "资金",
)  # fmt: skip
CONFIG = """\
site_name: x
theme: {name: material, language: zh, font: false}
plugins: [search]
markdown_extensions: [attr_list, tables, toc]
not_in_nav: /p/
nav: [index.md]
"""


def write_plain_pages(folder: Path, count: int) -> None:
    """Write so many pages below `docs/p/`, and the settings of a site."""
    chance = random.Random(1)  # noqa: S311 (variety, no secret)
    pages = folder / "docs" / "p"
    pages.mkdir(parents=True)
    for number in range(count):
        (pages / f"p{number}.md").write_text(_page(chance, number, count), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")


def _page(chance: random.Random, number: int, count: int) -> str:
    def words(many: int) -> str:
        return "".join(chance.choice(WORDS) for _ in range(many))

    lines = [
        f"# {words(3)}{number}",
        "",
        f"{words(20)}。",
        "",
        "## 谁在做",
        "",
        "| 地方 | 阶段 | 出处 |",
        "|---|---|---|",
    ]
    lines += [f"| {words(2)} | {words(1)} | {words(6)} |" for _ in range(3)]
    lines += ["", "## 数据", "", "| 指标 | 数 | 口径 |", "|---|---|---|"]
    lines += [f"| {words(3)} | {chance.randint(1, 9999)} | {words(8)} |" for _ in range(4)]
    lines += ["", "## 怎么做", "", *(f"{step}. {words(10)}" for step in range(1, 6))]
    lines += ["", "## 须知", "", *(f"- {words(12)}" for _ in range(4))]
    lines += ["", "## 相关", "", *(f"- [{words(3)}](../p/p{chance.randrange(count)}.md)" for _ in range(5))]
    return "\n".join([*lines, "", f"{words(60)}。"]) + "\n"
