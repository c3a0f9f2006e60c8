"""A site on which something was revised, doubted and taken back."""

from __future__ import annotations

from pathlib import Path

from casebook.project import Project
from checkouts import make_checkout, write
from kit import BASE, RECORD, ROOT, laid_over

ISSUES = "https://github.com/a/b"
FORMS = {
    "good": "value: '4321', unit: 人",
    "doubted": "value: '8642', unit: 人, status: 存疑, note: 两处不一致",
    "taken-back": "value: '9753', unit: 人, status: 撤回",
}
ROWS = ", ".join(
    f"{{key: {key}, metric: 受训人数, nature: 效果, scope: 全市, document: d, anchor: 六个字的原文, {form}}}"
    for key, form in FORMS.items()
)
CHANGES = """\
changes:
  - {date: '2026-11-22', note: 第一次修订}
  - {date: '2026-12-05', note: "标为<b>存疑</b>", key: doubted}
  - {date: '2026-12-05', note: 补写步骤}
"""
JIA = laid_over(RECORD, f"outcomes: [{ROWS}]\n{CHANGES}")
ADDRESS = "practices/jia/"


def make_revised(folder: Path, **settings: str) -> Project:
    """Make a checkout with one telling record, the real page of corrections, and these settings."""
    project = make_checkout(folder, {**BASE, "jia.yml": JIA})
    for name in ("about/corrections/index.md", "about/links/index.md"):
        write(folder / "docs" / name, (ROOT / "docs" / name).read_text(encoding="utf-8"))
    path = folder / "mkdocs.yml"
    config = path.read_text(encoding="utf-8")
    for name, value in settings.items():
        config = config.replace(f'{name}: ""', f'{name}: "{value}"')
    write(path, config)
    return project
