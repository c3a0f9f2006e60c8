"""The link ledger against its own history: what any earlier commit had, it still has.

Git alone knows of a line that vanished together with its record. Where there is no git, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from casebook.checks.history import git, has_history
from casebook.facets import FACETS
from casebook.memory import Json
from casebook.problems import Problem
from casebook.project import Project
from casebook.records.loading import LEDGER, Library
from casebook.rules.plain_rules import FORGOTTEN_LINE

_MOST_COMMITS = 2000
_MOST_BYTES = 64 << 20
_LINE = re.compile(r"[a-z]+ [^\s]+(?: [^\s]+)*")
_BLOBS = re.compile(r"^:+[0-7 ]+ ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ", re.MULTILINE)
_KINDS = frozenset({"practice", *(facet.word for facet in FACETS)})
_FILE = f"practices/{LEDGER}"


def check_history(library: Library) -> Iterator[Problem]:
    """Yield a problem for each line, or anchor of a line, that a commit before this one had and the ledger has no more."""
    numbers = {(*line.split(" ")[:2],): number for number, line in enumerate(library.ledger, start=1)}
    keys = {(*line.split(" ")[:2],): set(line.split(" ")[2:]) for line in library.ledger}
    for page, had in sorted(_ever(library.project).items()):
        now = keys.get(page)
        if now is None or not had <= now:
            whole = " ".join([*page, *sorted(had | (now or set()))])
            yield _problem(library, numbers.get(page, 0), page, sorted(had - (now or set())), whole)


def _problem(library: Library, number: int, page: tuple[str, ...], keys: list[str], whole: str) -> Problem:
    lost = f"“{' '.join(page)}”这一行的锚点 {'、'.join(keys)}" if number else f"“{whole}”这一行"
    message = f"以前提交过{lost}，现在没有了。登记簿只增不减，请恢复这一行；不再有的，在记录里写明去向。"
    found = FORGOTTEN_LINE.at(number, int(number > 0), message, whole)
    return found.within(library.project.practices / LEDGER)


def _ever(project: Project) -> dict[tuple[str, ...], set[str]]:
    """Return all that the ledger ever held by page; nothing for a knowledge base that is not the checkout's own."""
    if not has_history(project):
        return {}
    told = git(project.root, "rev-parse", "HEAD", "--git-path", "shallow").splitlines()
    if len(told) != len(("head", "shallow")):
        return {}
    shallow = project.root / told[1]
    cut = shallow.read_bytes() if shallow.is_file() else b""
    lines = project.memory.recall("ledger history", (told[0], cut), lambda: _lines(project.root))
    return _by_page(cast("list[str]", lines or []))


def _by_page(lines: Iterable[str]) -> dict[tuple[str, ...], set[str]]:
    ever: dict[tuple[str, ...], set[str]] = {}
    for line in lines:
        kind, id_, *keys = line.split(" ")
        ever.setdefault((kind, id_), set()).update(keys)
    return ever


def _lines(root: Path) -> Json:
    """Return every line of every version that a commit brought in or took away, each once; None where git does not tell."""
    walk = (
        "log",
        f"--max-count={_MOST_COMMITS}",
        "--format=",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--full-history",
    )
    told = git(root, *walk, "--diff-merges=separate", "HEAD", "--", _FILE)
    blobs = sorted({blob for pair in _BLOBS.findall(told) for blob in pair if blob.strip("0")})
    text = git(root, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in blobs)) if blobs else ""
    if len(text) > _MOST_BYTES or (blobs and not text):
        return None
    return sorted({line for line in text.splitlines() if _LINE.fullmatch(line) and line.split(" ")[0] in _KINDS})
