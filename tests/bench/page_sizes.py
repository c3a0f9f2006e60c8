"""Builds a site of so many made records and prints its largest pages: `python tests/bench/page_sizes.py 173 1000 10000`.

For each number of records: the pages with the most kilobytes and the most elements, how many pass the bounds, and how many files the
families of data have. 173 stands for the real records.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests"), str(Path(__file__).parent)]

from made_records import write_made_records  # noqa: E402

from casebook.checks.checking import check  # noqa: E402
from casebook.problems import Severity  # noqa: E402
from casebook.project import Project  # noqa: E402
from casebook.publishing.publish import publish  # noqa: E402
from large_site import MOST_BYTES, MOST_NODES, size  # noqa: E402 (the paths above come first)

REAL = 173
SHOWN = 12
FAMILIES = ("assets/search", "assets/compare", "assets/figures", "assets/form")
_NUMBERED = re.compile(r"/(?:\d+|page_\d+)/index\.html$")


def main(counts: Sequence[int]) -> None:
    """Measure for each number of records."""
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            measure(count, Path(name))


def measure(count: int, folder: Path) -> None:
    practices = ROOT / "practices"
    if count != REAL:
        write_made_records(practices, folder / "practices", count)
        practices = folder / "practices"
    project = sound_project(practices)
    catalog = check(project).catalog
    if catalog is None:
        sys.exit("the records have errors")
    publish(catalog, project, folder / "site", None, offline=False)
    report(len(catalog.practices), folder / "site")


def sound_project(practices: Path) -> Project:
    """Return the project without the made records that chance gave words which a rule forbids."""
    project = Project(ROOT, practices)
    for problem in check(project).problems:
        if problem.severity is Severity.ERROR and practices != ROOT / "practices":
            (practices / Path(problem.path).name).unlink(missing_ok=True)
    return project


def report(count: int, site: Path) -> None:
    """Print the largest pages, one line for each list."""
    sizes = {
        path.relative_to(site).as_posix(): size(path.read_text(encoding="utf-8")) for path in site.rglob("index.html")
    }
    over = [name for name, (kept, nodes) in sizes.items() if kept > MOST_BYTES or nodes > MOST_NODES]
    say(f"{count} records: {len(sizes)} pages, {len(over)} above {MOST_BYTES // 1000} KB or {MOST_NODES} elements")
    for measure_of, unit in ((0, "KB"), (1, "elements")):
        lists: Counter[str] = Counter()
        for name in sorted(sizes, key=lambda name: -sizes[name][measure_of]):
            lists[of := re.sub(r"[^/]+/(?=index\.html$)", "", _NUMBERED.sub("/index.html", name))] += 1
            if lists[of] == 1 and len(lists) <= SHOWN:
                say(f"  most {unit}: {sizes[name][0] / 1000:6.1f} KB {sizes[name][1]:5} elements  {name}")
    for family in FAMILIES:
        files = [path for path in (site / family).rglob("*") if path.is_file()]
        largest = max((path.stat().st_size for path in files), default=0)
        say(
            f"  {family}: {len(files)} files, {100 * len(files) / count:.1f} for 100 records, most {largest / 1000:.0f} KB"
        )


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [REAL, 1000, 10000])
