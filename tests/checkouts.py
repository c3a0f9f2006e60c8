"""Small checkouts for tests: our theme and program, a few records, hand-written pages of one line."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from casebook.catalog import Catalog
from casebook.checks.checking import check
from casebook.project import Project
from kit import BASE, RECORD, ROOT, laid_over

PAGES = {
    "index.md": "---\nkind: home\n---\n# 首页\n",
    "about/index.md": "# 关于\n",
    "about/corrections/index.md": "# 纠错\n",
    "about/method/index.md": "# 编法\n\n## 数据 { #figures }\n",
    "contribute/index.md": "# 参与\n",
}
YI = laid_over(RECORD, "name: 乙做法")


def make_checkout(root: Path, records: Mapping[str, str] | None = None, *, program: bool = False) -> Project:
    """Make a checkout in a new folder. program: with `scripts/` copied, so that it can be run on its own."""
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    if program:
        shutil.copy(ROOT / "requirements.txt", root)
        shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    else:
        (root / "scripts").mkdir()
        for door in ("macros.py", "hooks.py"):
            shutil.copy(ROOT / "scripts" / door, root / "scripts")
    for name, text in PAGES.items():
        write(root / "docs" / name, text)
    for path in (ROOT / "practices").glob("_*.*"):
        if path.name != "_ledger.txt":
            write(root / "practices" / path.name, path.read_text(encoding="utf-8"))
    for name, text in (records if records is not None else {**BASE, "yi.yml": YI}).items():
        write(root / "practices" / name, text)
    return Project(root, root / "practices")


def write(path: Path, text: str) -> None:
    """Write a text file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def catalog_of(project: Project) -> Catalog:
    """Return the Catalog of good records."""
    report = check(project)
    assert report.catalog is not None, report.problems
    return report.catalog


def command(project: Project, *words: str) -> list[str]:
    """Return the command line that runs the checkout's own program with this Python."""
    return [sys.executable, "-I", "-X", "utf8", str(project.root / "scripts" / "manage.py"), *words]


def tree(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the hash of its content."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
