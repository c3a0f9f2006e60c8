"""How long a knowledge base of many records takes, and how large its pages are: `python tests/bench/thousand.py [1000]`.

Needs `scripts` and `tests` on PYTHONPATH. The records are the project's own, over and over under new names.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.checks.canonical import canonical
from casebook.checks.checking import check
from casebook.project import Project
from casebook.publishing.publish import publish
from casebook.records.file_rules import find_files
from casebook.records.model import Record
from kit import ROOT

LEFT_OUT = ("aliases:", "pinyin:", "relations:", "publication:", "  - {type: ")


def copies(source: Path, number: int) -> Iterator[tuple[str, bytes]]:
    """Yield ids and files of so many records."""
    originals = find_files(source).records
    for index in range(number):
        path = originals[index % len(originals)]
        turn = index // len(originals)
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(LEFT_OUT)]
        kept[0] = f"{kept[0].rstrip(chr(39))}{turn}号" + ("'" if kept[0].endswith("'") else "")
        data = "".join(f"{line}\n" for line in kept).encode()
        yield f"{path.stem[:56]}-{turn}", canonical(data, Record) or data


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long a part took, in seconds of wall clock and of our own CPU."""
    wall, own = time.perf_counter(), time.process_time()
    yield
    print(f"{what}: {time.perf_counter() - wall:.1f} s, CPU {time.process_time() - own:.1f} s")  # noqa: T201


def sizes(site: Path, folder: str) -> str:
    """Return the median and the largest size of the pages below a folder, with gzip, in KB."""
    found = sorted(len(gzip.compress(path.read_bytes(), 9)) / 1024 for path in (site / folder).rglob("*.html"))
    return f"{len(found)} pages, median {found[len(found) // 2]:.1f} KB, largest {found[-1]:.1f} KB"


def main(number: int) -> None:
    """Make, check and publish the records in a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        practices = Path(folder) / "practices"
        practices.mkdir()
        for id_, data in copies(ROOT / "practices", number):
            (practices / f"{id_}.yml").write_bytes(data)
        project = Project.here(practices)
        with timed(f"check of {number} records"):
            report = check(project)
        assert report.catalog is not None, report.problems[:3]
        site = Path(folder) / "site"
        with timed("publish"):
            publish(report.catalog, project, site, None, offline=False)
        for part in ("practices", "browse"):
            print(f"{part} (gzip): {sizes(site, part)}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
