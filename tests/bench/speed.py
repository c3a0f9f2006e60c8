"""How long `check` and `build` take, cold, warm and after one edit, beside stock MkDocs and Zensical: one table.

    PYTHONPATH=scripts .venv/bin/python tests/bench/speed.py [173 1000 10000] [--beside] [--stock PYTHON]

173 stands for the project's own records; larger sets are made of parts of them, under names of their own. All figures are
CPU seconds, user and system together, of a whole process and its children, and the most memory it held. The measure S is
what stock MkDocs with Material and its own search takes for 1,000 plain pages in this very run; --stock names a Python
that has both and jieba (else the one that runs this). --beside: publish the same generated Markdown by both, too.
Nothing else may run on the machine. Everything happens in a copy of the checkout that goes away.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from made_records import write_made_records
from plain_pages import write_plain_pages

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("docs", "mkdocs.yml", "overrides", "practices", "requirements.txt", "scripts")
OWN = 173
PLAIN = 1000
ASSEMBLE = """
import sys
from pathlib import Path
from casebook.checks.checking import check
from casebook.project import Project
from casebook.publishing.assemble import assemble
from casebook.saying.site import Site
from casebook.settings import SiteSettings
catalog = check(Project.here(Path(sys.argv[1]))).catalog
assemble(Site.of(catalog, SiteSettings()), Path(sys.argv[2]))
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: CPU seconds, wall-clock seconds, and the most memory it held, in MB."""

    cpu: float
    wall: float
    memory: float


def cost(*command: str | Path, folder: Path) -> Cost:
    """Run a command to its end in a folder. Raises SystemExit, with its words, where it fails."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [*map(str, command)],
            cwd=folder,
            stdout=told,
            stderr=told,
            env={**os.environ, "PYTHONPATH": str(folder / "scripts")},
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise SystemExit(told.read().decode("utf-8", "replace")[-3000:])
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)


def stock_seconds(python: str, folder: Path) -> float:
    """Return S, the CPU seconds of stock MkDocs for plain pages; the lesser of two runs."""
    write_plain_pages(folder / "plain", PLAIN)
    command = (python, "-m", "mkdocs", "build", "-q", "-d", folder / "plain-site")
    return min(cost(*command, folder=folder / "plain").cpu for _ in range(2))


def rows(checkout: Path, practices: Path) -> Iterator[tuple[str, Cost]]:
    """Yield what is measured of one set of records, and what it took."""
    ours = (sys.executable, "-m", "casebook")
    known = ("--practices", practices)
    for what, command in (("check", ("check", *known)), ("build", ("build", *known, "--out", checkout / "site"))):
        shutil.rmtree(checkout / ".cache", ignore_errors=True)
        yield f"{what}, cold", cost(*ours, *command, folder=checkout)
        yield f"{what}, warm", cost(*ours, *command, folder=checkout)
        edit_one_word(practices)
        yield f"{what}, one edit", cost(*ours, *command, folder=checkout)


def edit_one_word(practices: Path) -> None:
    """Change the summary of one record."""
    records = (path for path in practices.rglob("*.yml") if not path.relative_to(practices).parts[0].startswith("_"))
    path = [*sorted(records)][OWN // 2]
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("^summary: ['\"]?", r"\g<0>又", text, count=1, flags=re.MULTILINE), encoding="utf-8")


def beside(checkout: Path, practices: Path, python: str) -> Iterator[tuple[str, Cost]]:
    """Yield what stock MkDocs and Zensical take for the same generated Markdown."""
    folder = checkout / "beside"
    shutil.rmtree(folder, ignore_errors=True)
    cost(sys.executable, "-c", ASSEMBLE, practices, folder / "docs", folder=checkout)
    (folder / "docs" / "index.md").write_text("# x\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, language: zh, font: false}\nplugins: [search]\n"
        "markdown_extensions: [attr_list, tables, md_in_html, toc]\nnav: [index.md]\n", encoding="utf-8"
    )  # fmt: skip
    yield "stock MkDocs, same Markdown", cost(python, "-m", "mkdocs", "build", "-q", "-d", folder / "a", folder=folder)
    zensical = Path(sys.executable).with_name("zensical")
    if zensical.is_file():
        yield "Zensical, same Markdown", cost(zensical, "build", folder=folder)


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("sizes", nargs="*", type=int, default=[OWN, 1000])
    asked.add_argument("--beside", action="store_true")
    asked.add_argument("--stock", default=sys.executable)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            copy(ROOT / name, folder / name)
        stock = stock_seconds(options.stock, folder)
        print(f"S = {stock:.2f} s: stock MkDocs with search, {PLAIN} plain pages\n")  # noqa: T201
        print("| records | what | CPU s | of S | wall s | MB |\n|---|---|---|---|---|---|")  # noqa: T201
        for size in options.sizes:
            practices = folder / "practices"
            if size != OWN:
                practices = folder / f"made{size}"
                write_made_records(ROOT / "practices", practices, size)
            found = [*rows(folder, practices), *(beside(folder, practices, options.stock) if options.beside else ())]
            for what, took in found:
                shown = f"{took.cpu:.2f} | {took.cpu / stock:.2f} | {took.wall:.2f} | {took.memory:.0f}"
                print(f"| {size} | {what} | {shown} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
