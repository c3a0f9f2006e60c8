"""The site that `serve` shows: made again after each change, the last good one kept where that fails."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

from casebook.checks.checking import check
from casebook.failures import failure_sentence
from casebook.problems import Severity, as_text
from casebook.project import Project
from casebook.publishing.assemble import GENERATED, assemble
from casebook.publishing.places import BUILD_FOLDER
from casebook.publishing.postbuild import finish_site
from casebook.publishing.site_builder import Source, build_site, rebuild_site, site_files
from casebook.publishing.swap import bring_back, heal, put, remove, set_aside, staging
from casebook.serving.watch import is_editors_own
from casebook.settings import SiteSettings
from casebook.telling import say


@dataclass
class LiveSite:
    """What browsers are shown.

    folder: the last good site. version: grows with each thing to show anew. complaint: what is wrong now,
    one problem per line; empty when all is good. ready: set once there is something to show.
    busy: held while the folder is read or changes places.
    """

    project: Project
    folder: Path
    version: int = 0
    complaint: str = ""
    ready: Event = field(default_factory=Event)
    busy: Lock = field(default_factory=Lock)
    _is_ours: bool = False
    _begun: float = 0.0

    @classmethod
    def of(cls, project: Project) -> LiveSite:
        """Return the live site of a checkout, with what an earlier `serve` has left as the last good one."""
        parent = project.root / BUILD_FOLDER
        parent.mkdir(exist_ok=True)
        folder = parent / "live"
        heal(folder)
        bring_back(folder)
        return cls(project, folder, version=time.time_ns())

    def update(self, changed: AbstractSet[Path] = frozenset()) -> None:
        """Check, and make the site again: what comes from the changed files; all where that cannot be told."""
        self._begun = time.monotonic()
        try:
            self._make(changed)
        except Exception as error:  # noqa: BLE001 (whatever fails, the last good site stays)
            self._show(failure_sentence(error))

    def _show(self, complaint: str) -> None:
        if complaint:
            kept = "网站保持上一次正确时的样子" if self.folder.is_dir() else "改正以后才有网页可看"
            say(f"{complaint.rstrip()}\n（{kept}；改好保存即可，不必重启。）")
        self.complaint = complaint
        self.version += 1
        self.ready.set()

    def _made(self, pages: int) -> None:
        """Tell that all is good. While the folder is still held: who sees the new pages has been told of them."""
        self._is_ours = True
        self._show("")
        say(f"已更新 {pages} 页，用时 {time.monotonic() - self._begun:.1f} 秒")

    def _make(self, changed: AbstractSet[Path]) -> None:
        """Make the site, or show what is wrong with the records."""
        report = check(self.project, passing=is_editors_own)
        if report.catalog is None:
            self._show(as_text([p for p in report.problems if p.severity is Severity.ERROR]))
            return
        docs = self.project.root / "docs"
        settings = SiteSettings.load(self.project.root / "mkdocs.yml", "")
        done = assemble(report.catalog, docs, settings)
        source = Source(self.project.root, docs, "", report.catalog)
        if self._is_ours and self._are_contents(changed):
            edited = [path.relative_to(docs).as_posix() for path in changed if path.is_relative_to(docs)]
            with self.busy:
                self._made(self._remake(source, [*done.changed, *done.removed, *edited, *_handwritten(docs)]))
            return
        self._is_ours = False
        new = staging(self.folder)
        build_site(source, new)
        pages = finish_site(new, self.project.root, keep_sitemap=False)
        with self.busy:
            put(self.folder)
            self._made(pages)

    def _are_contents(self, changed: AbstractSet[Path]) -> bool:
        """Tell whether only records and pages have changed, nothing that shapes every page."""
        contents = (self.project.practices, self.project.root / "docs")
        return bool(changed) and all(any(path.is_relative_to(folder) for folder in contents) for path in changed)

    def _remake(self, source: Source, changed: Sequence[str]) -> int:
        """Make the changed files of the site anew, in place; where that fails, put the old ones back."""
        aside = set_aside(self.folder, site_files(changed))
        self._is_ours = False
        try:
            rebuild_site(source, self.folder)
            pages = finish_site(self.folder, self.project.root, keep_sitemap=False, partly=True)
        except BaseException:
            bring_back(self.folder)
            raise
        remove(aside)
        return pages


def _handwritten(docs: Path) -> Iterable[str]:
    """Return the hand-written pages: they draw counts and cards from the records."""
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if not name.startswith(tuple(f"{folder}/" for folder in GENERATED)):
            yield name
