"""A small site published with all that `--downloads` makes: two practices, one course, a public address."""

from __future__ import annotations

from pathlib import Path

from casebook.project import Project
from casebook.publishing.publish import publish
from checkouts import YI, catalog_of, make_checkout, write
from kit import BASE

ADDRESS = "https://zlk.example.gov.cn/a/"
JIA = (
    BASE["jia.yml"]
    + """\
steps: [先看, 再办]
outcomes:
  - {key: grids, metric: 网格, value: '14', unit: 个, nature: 规模, scope: 全市, document: d, anchor: 全市14个网格}
  - {key: trained, metric: 培训, qualifier: 全覆盖, nature: 目标, as_of: '2021', scope: 全市, document: d, anchor: 实现培训全覆盖}
changes: [{date: '2026-11-22', note: 更正数值, key: grids}]
"""
)
COURSE = """\
---
title: 一课
description: 一门课。
kind: course
date: '{day}'
render_macros: true
---

# 一课 {{ #top }}

{{{{ changed() }}}}

{{{{ contents() }}}}

## 第一单元 {{ #one }}

老师的话。

{{{{ practice("yi") }}}}

1. 先问
2. 再答

{{{{ figure("jia", "grids") }}}}

| 谁 | 做 |
|---|---|
| 镇 | 应 |

{{{{ cite() }}}}

{{{{ booklet() }}}}
"""


def course_text(day: str) -> str:
    """Return a course of that day."""
    return COURSE.format(day=day)


def make_project(root: Path) -> Project:
    """Make a checkout with two practices and one course."""
    project = make_checkout(root, {**BASE, "jia.yml": JIA, "yi.yml": YI})
    write(root / "docs/courses/index.md", "---\nkind: courses\nrender_macros: true\n---\n# 课程\n\n{{ courses() }}\n")
    write(root / "docs/courses/yi-ke/index.md", course_text("2026-11-21"))
    return project


def publish_all(project: Project, out: Path) -> Path:
    """Publish a checkout with downloads at a public address; return the site's folder."""
    publish(catalog_of(project), project, out, ADDRESS, offline=False, downloads=True)
    return out
