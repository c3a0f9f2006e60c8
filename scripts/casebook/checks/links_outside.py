"""Whether the addresses that we name on other hosts still open; what was found is kept in a file for the quality page."""

from __future__ import annotations

import datetime
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from casebook.checks.asking_hosts import Answer, Manners, Result, ask
from casebook.errors import Stopped
from casebook.file_writing import write
from casebook.project import Project
from casebook.records.loading import load_library
from casebook.settings import SiteSettings
from casebook.text.escaping import is_safe_url

FILE = "data/links.json"
SKIPPED = "data/links-skipped.txt"
_ADDRESS = re.compile(r"https?://[^\s<>()\"'`，。；、）】》”{}|\\^]+")
_EXAMPLES = re.compile(r"(?:^|\.)example(?:\.|$)|^localhost$|^127\.")
_BETWEEN = 1.0


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Found(_Part):
    """What came of one address. owner: a document's id or a file; field: of the document, empty for a file."""

    owner: str
    field: str
    url: str
    result: str
    status: int
    note: str


class LinkReport(_Part):
    """What the last check found. checked: its day."""

    version: int
    checked: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An address to ask, and where it is named."""

    owner: str
    field: str
    url: str


def targets(project: Project) -> tuple[Target, ...]:
    """Return the addresses of documents, and of our own settings and hand-written pages, each place once, in order."""
    found = list(_of_documents(project))
    if project.practices == project.own:
        found += [*_of_settings(project), *_of_pages(project)]
    return tuple(dict.fromkeys(target for target in found if is_safe_url(target.url)))


def _of_documents(project: Project) -> Iterator[Target]:
    for loaded in load_library(project).documents:
        if loaded.item is not None:
            for field, url in (("url", loaded.item.url), ("archive_url", loaded.item.archive_url)):
                if url:
                    yield Target(loaded.id, field, url)


def _of_settings(project: Project) -> Iterator[Target]:
    if (project.root / "mkdocs.yml").is_file():
        settings = SiteSettings.load(project.root / "mkdocs.yml")
        for name, url in (("repo_url", settings.repo_url), ("feedback_url", settings.feedback_url)):
            yield Target("mkdocs.yml", name, url)


def _of_pages(project: Project) -> Iterator[Target]:
    pages = [*sorted(project.root.glob("*.md")), *sorted((project.root / "docs").rglob("*.md"))]
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if "render_macros: false" in text or '"render_macros": false' in text:
            continue  # made from the records
        for found in _ADDRESS.finditer(text):
            url = found[0].rstrip(".,:;!?*_")
            host = urlsplit(url).hostname or "" if is_safe_url(url) else ""
            if host and host.isascii() and not _EXAMPLES.search(host):
                yield Target(path.relative_to(project.root).as_posix(), "", url)


def manners_of(project: Project) -> Manners:
    """Return how hosts are asked: those listed in `data/links-skipped.txt` (one a line, then why) are left in peace."""
    path = project.root / SKIPPED
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return Manners(frozenset(line.split()[0] for line in lines if line.strip() and not line.startswith("#")))


def check_links(project: Project, tell: Callable[[str], None], manners: Manners | None = None) -> LinkReport:
    """Ask every address, one after another, each once."""
    manners = manners or manners_of(project)
    wanted = targets(project)
    answers: dict[str, Answer] = {}
    asked_before: set[str] = set()
    for number, url in enumerate(dict.fromkeys(target.url for target in wanted), start=1):
        host = urlsplit(url).hostname or ""
        if host in asked_before:
            time.sleep(min(_BETWEEN, manners.pause))
        asked_before.add(host)
        answers[url] = ask(url, manners)
        tell(f"[{number}] {answers[url].result} {url}")
    found = tuple(_found(target, answers[target.url]) for target in wanted)
    return LinkReport(version=1, checked=datetime.datetime.now(tz=datetime.UTC).date().isoformat(), found=found)


def _found(target: Target, answer: Answer) -> Found:
    return Found(
        owner=target.owner,
        field=target.field,
        url=target.url,
        result=answer.result.value,
        status=answer.status,
        note=answer.note,
    )


def as_table(report: LinkReport) -> str:
    """Return what was found as text: what needs a person first."""
    order = [Result.GONE, Result.MOVED, Result.FAILED, Result.REFUSED, Result.SKIPPED, Result.GOOD]
    rows = sorted(report.found, key=lambda found: order.index(Result(found.result)))
    lines = [f"{row.result}\t{row.owner} {row.field}".rstrip() + f"\t{row.url}\t{row.note}".rstrip() for row in rows]
    good = sum(row.result == Result.GOOD for row in rows)
    return "\n".join([*lines, f"共查 {len(rows)} 个网址，{good} 个打得开，{len(rows) - good} 个要人看。"]) + "\n"


def save(project: Project, report: LinkReport) -> Path:
    """Write what was found for the quality page; return the file."""
    path = project.root / FILE
    text = json.dumps(report.model_dump(), ensure_ascii=False, indent=1)
    write(path, f"{text}\n".encode())
    return path


def last_report(project: Project) -> LinkReport | None:
    """Return what the last check found, or None where none was kept. Raises Stopped where the file is broken."""
    path = project.root / FILE
    if not path.is_file():
        return None
    try:
        return LinkReport.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise Stopped(f"{FILE} 读不懂。请重新运行 check --links，或删去它。") from error
