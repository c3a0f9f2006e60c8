"""The site that `serve` shows: made again after each change, the last good one kept where that fails."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

from casebook.checks.checking import check
from casebook.failures import failure_sentence
from casebook.problems import Severity, as_text
from casebook.project import Project
from casebook.publishing.places import BUILD_FOLDER
from casebook.publishing.publish import make_site
from casebook.publishing.swap import heal, put, staging
from casebook.saying.site import Site
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
    _begun: float = 0.0

    @classmethod
    def of(cls, project: Project) -> LiveSite:
        """Return the live site of a checkout, with what an earlier `serve` has left as the last good one."""
        parent = project.root / BUILD_FOLDER
        parent.mkdir(exist_ok=True)
        folder = parent / "live"
        heal(folder)
        return cls(project, folder, version=time.time_ns())

    def update(self) -> None:
        """Check, and make the site again."""
        self._begun = time.monotonic()
        try:
            self._make()
        except Exception as error:  # noqa: BLE001 (whatever fails, the last good site stays)
            self._show(failure_sentence(error))

    def _show(self, complaint: str) -> None:
        if complaint:
            kept = "网站保持上一次正确时的样子" if self.folder.is_dir() else "改正以后才有网页可看"
            say(f"{complaint.rstrip()}\n（{kept}；改好保存即可，不必重启。）")
        self.complaint = complaint
        self.version += 1
        self.ready.set()

    def _make(self) -> None:
        """Make the site, or show what is wrong with the records."""
        report = check(self.project, passing=is_editors_own)
        if report.catalog is None:
            self._show(as_text([p for p in report.problems if p.severity is Severity.ERROR]))
            return
        settings = SiteSettings.load(self.project.root / "mkdocs.yml", "")
        pages = make_site(Site.of(report.catalog, settings), self.project, staging(self.folder))
        with self.busy:
            put(self.folder)
            self._show("")  # while the folder is still held: who sees the new pages has been told of them
            say(f"已更新 {pages} 页，用时 {time.monotonic() - self._begun:.1f} 秒")
