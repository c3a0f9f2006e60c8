"""Measures search: `python tests/bench/search_bench.py 1000 10000`.

For each number of records: size of the index, time to make it, bytes (gzip) sent for the first query, time from a key to the
first result, cold and warm, also with the processor slowed 4 times; beside Pagefind (if its Python package is installed,
`pip install 'pagefind[bin]'`) over the same pages in the same run. One line for each measurement.
"""

from __future__ import annotations

import html
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(Path(__file__).parent)]

from search_browser import lines  # noqa: E402 (the paths above come first)
from search_records import many  # noqa: E402

from casebook.catalog import Catalog  # noqa: E402
from casebook.catalogued import Practice  # noqa: E402
from casebook.checks.checking import check  # noqa: E402
from casebook.project import Project  # noqa: E402
from casebook.publishing.bundles import Bundles  # noqa: E402
from casebook.saying.site import Site  # noqa: E402
from casebook.search.data import search_files  # noqa: E402
from casebook.settings import SiteSettings  # noqa: E402
from casebook.text.pinyin import split_tone  # noqa: E402

QUERIES, PASTED = 24, 120
QUESTIONS = (
    "白云区有多少个网格", "孤儿每个月能领多少钱", "业委会选不出来怎么办", "小区没有物业谁来管", "53600万元", "百分之四十九点一五", "云民函[2020]48",
    "2019年10月", "樓棟長", "阿公阿婆食饭", "停车难",
)  # fmt: skip
BOX = ROOT / "overrides" / "partials" / "search-box.html"


def main(counts: Sequence[int]) -> None:
    """Measure for each number of records."""
    real = check(Project.here()).catalog
    if real is None:
        sys.exit("the project's own records have errors")
    for count in counts:
        measure(many(real, count) if count != len(real.practices) else real)


def measure(catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings())
    say(f"{len(catalog.practices)} records")
    with tempfile.TemporaryDirectory() as name:
        write_site(site, Path(name))
        if importlib.util.find_spec("pagefind"):
            command = [sys.executable, "-m", "pagefind", "--site", name, "--glob", "pages/**/*.html"]
            subprocess.run(command, check=False, capture_output=True)
        for line in lines(Path(name), queries(site)):
            say(f"  {line}")


def write_site(site: Site, folder: Path) -> None:
    """Write the index, the scripts, a page with the box, and a plain page for each practice."""
    start = time.process_time()
    files = list(search_files(site))
    spent = (time.process_time() - start) * 1000 / len(site.catalog.practices)
    size = sum(len(text.encode()) for _, text in files) / 2**20
    say(f"  index made in {spent:.2f} ms a record: {len(files)} files, {size:.1f} MB")
    for name, text in files:
        write(folder / name, text)
    bundles = Bundles.of(ROOT / "overrides")  # as sites send them
    bundles.write(folder)
    write(folder / "index.html", start_page(bundles.names["js"]["base"]))
    for practice in site.catalog.practices:
        write(folder / "pages" / practice.id / "index.html", plain_page(practice))


def write_real(folder: Path) -> None:
    """Write index and scripts of the project's own records: `search_sets.py` asks them."""
    catalog = check(Project.here()).catalog
    if catalog:
        write_site(Site.of(catalog, SiteSettings()), folder)


def start_page(names: Sequence[str]) -> str:
    box = BOX.read_text(encoding="utf-8").split("-#}", 1)[-1]
    box = box.replace("{{ base_url }}", ".").replace("{{ 'browse/pinyin/' | url }}", "")
    scripts = "".join(f'<script src="assets/js/{name}.js" defer></script>' for name in names)
    return f"<!doctype html><meta charset=utf-8><title>x</title>{box}{scripts}"


def plain_page(practice: Practice) -> str:
    record = practice.record
    texts = (record.summary, "、".join(record.aliases), *record.steps, *record.notes)
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    name = html.escape(record.name)
    return f'<!doctype html><html lang="zh"><title>{name}</title><main data-pagefind-body><h1>{name}</h1>{body}</main>'


def queries(site: Site) -> list[str]:
    """Return starts of names and of their pinyin, as typed; questions, numbers, and pasted sentences of 120 characters."""
    chance = random.Random(5)  # noqa: S311 (variety, no secret)
    found = []
    for number, practice in enumerate(chance.sample(site.catalog.practices, QUERIES)):
        letters = "".join(split_tone(syllable)[0] for syllable in practice.reading.split())
        found.append(letters[:9] if number % 3 == 2 else practice.name[:6])
    pasted = (
        "".join((p.record.summary, *p.record.steps))[:PASTED]
        for p in site.catalog.practices[:: len(site.catalog.practices) // 4]
    )
    return [*found, *QUESTIONS, *pasted]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1000, 10000])
