"""Publishing: everything is made and verified aside, then takes the old site's place at once."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from jinja2 import Environment

from casebook import links
from casebook.catalog import Catalog
from casebook.file_writing import write
from casebook.handouts.files import CourseText, Handouts
from casebook.links import Way
from casebook.pages.courses import find_courses, named_ids
from casebook.pages.sheet import practice_sheet
from casebook.project import Project
from casebook.publishing.assemble import GENERATED
from casebook.publishing.foreign import Guard
from casebook.publishing.generating import Generated
from casebook.publishing.locks import hold
from casebook.publishing.manifest import Manifest, allow_file, file_hash, make_folder, seal, write_manifest
from casebook.publishing.offline import make_offline, make_zip
from casebook.publishing.places import WAIT_SECONDS, offline_places, places_of, refuse_unsafe, scratch
from casebook.publishing.postbuild import verify
from casebook.publishing.site_builder import build_site
from casebook.publishing.swap import Swap, heal, remove, staging
from casebook.publishing.webroot import copy_webroot, webroot_files
from casebook.publishing.writing import write_site
from casebook.saying.citing import Citable
from casebook.saying.passages import Passages
from casebook.saying.practices import PracticeView
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.telling import Steps


@dataclass(frozen=True, slots=True)
class Published:
    """What was published. places: the site's folder, then the offline folder and zip where wanted; pages: their number."""

    places: tuple[Path, ...]
    pages: int
    seconds: float


def publish(
    catalog: Catalog,
    project: Project,
    out: Path,
    site_url: str | None,
    *,
    offline: bool,
    downloads: bool = False,
    adopt: bool = False,
    texts: Path | None = None,
) -> Published:
    """Build the site and put it at `out` (and, if wanted, `<out>-offline` and `<out>-offline.zip` beside it).

    site_url: the public address; None: the one in `mkdocs.yml`. downloads: also Word hand-outs and QR pictures.
    texts: a folder with the texts of documents, whose sentences practices' pages then show.
    adopt: replace what a mark of an earlier version, without hashes, speaks for.
    Raises Stopped, with what was published before untouched, and all that is not ours.
    """
    site, *copies = places = places_of(out, offline=offline)
    refuse_unsafe(places, project)
    settings = replace(SiteSettings.load(project.root / "mkdocs.yml", site_url), handouts=downloads)
    passages = Passages.load(texts, iter(catalog.documents)) if texts else None
    steps = Steps(4 + offline + downloads)
    make_folder(site.parent)
    with _alone(site):
        for place in places:
            heal(place)
        guard = Guard(site, tuple(copies), adopt)
        guard.check()
        try:
            pages = make_site(Site.of(catalog, settings, passages), project, staging(site), steps)
            if copies:
                with steps.step("制作离线版"):
                    _make_copies(staging(site), copies, catalog, webroot_files(project.root))
            with steps.step("换上新网站"):
                refuse_unsafe(places, project)
                guard.check()
                Swap(site).run(places[::-1])
        finally:
            if not Swap(site).journal.exists():  # else what is staged waits there to be put in its place
                for place in places:
                    remove(staging(place))
    return Published(tuple(places), pages, steps.seconds)


def finish_killed(out: Path) -> None:
    """Finish what a killed `build` into this place had begun to put there, if so. Raises Stopped."""
    site = places_of(out, offline=False)[0]
    if Swap(site).journal.exists():
        with _alone(site):
            pass


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Let nobody else publish to this place; what a killed one had begun is finished first."""
    with hold(site.with_name(f".{site.name}.lock"), "发布到同一个文件夹", WAIT_SECONDS):
        Swap(site).recover(Guard(site, tuple(offline_places(site)), adopt=True).check_one)
        yield


def make_site(site: Site, project: Project, new: Path, steps: Steps | None = None) -> int:
    """Make a whole site in the folder `new`; return the number of its pages. Raises Stopped. steps: where they are to be told."""
    steps = steps or Steps(0)
    with scratch(project.root) as docs:
        copy_handwritten(project.root / "docs", docs, courses=project.practices == project.own)
        with steps.step("写出各页"):
            beside = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
            generated = Generated.of(site, tuple(beside), find_courses(docs))
        with steps.step("生成网页"):
            run = build_site(generated, project.root, docs, new)
        if site.settings.handouts:
            with steps.step("制作 Word 讲义、幻灯片和二维码"):
                handouts = Handouts(site, partial(_sheet, site))
                for name, content in handouts.files([*_course_texts(site, docs, run.filled)]):
                    write(new / name, content)
        with steps.step("整理并核对"):
            written = write_site(run, project.root, new)
            verify(new, [*run.filled, *generated.texts])
            copy_webroot(webroot_files(project.root), new)
            seal(new, written.hashes)
        site.catalog.memory.save()
    return written.pages


def _sheet(site: Site, practice: PracticeView, below: int) -> str:
    return practice_sheet(site, practice, Way(practice.address), below=below)


def _course_texts(site: Site, docs: Path, filled: Mapping[str, str]) -> Iterator[CourseText]:
    """Yield the courses as paper needs them, the newest first.

    docs: the Markdown as people wrote it; it names the practices whose full text follows.
    filled: the Markdown of hand-written pages after the macros, by their paths from the root of the docs.
    """
    published = {practice.id for practice in site.practices}
    for course in find_courses(docs):
        name = links.markdown_file(course.address)
        named = named_ids(Environment(autoescape=True), (docs / name).read_text(encoding="utf-8-sig"))
        page = Citable(course.title, course.address, course.day)
        yield CourseText(page, filled[name], tuple(id_ for id_ in named if id_ in published))


def copy_handwritten(docs: Path, dest: Path, *, courses: bool = True) -> None:
    """Copy the hand-written part of the docs: without what a command of MkDocs has generated there.

    courses: with the courses too; they name this checkout's own records.
    """
    left_out = GENERATED if courses else (*GENERATED, links.COURSES.rstrip("/"))

    def generated(folder: str, names: list[str]) -> list[str]:
        here = Path(folder).relative_to(docs)
        return [name for name in names if (here / name).as_posix() in left_out]

    shutil.copytree(docs, dest, ignore=generated, dirs_exist_ok=True)


def _make_copies(site: Path, copies: list[Path], catalog: Catalog, webroot: Collection[str]) -> None:
    """Make the offline folder and its zip. The folder's manifest names the zip too: each was made with the other."""
    folder, packed = copies
    make_offline(site, staging(folder), catalog.build_date, webroot)
    seal(staging(folder))
    make_zip(staging(folder), staging(packed), folder.name, catalog.build_date)
    allow_file(staging(packed))
    made = Manifest.of(staging(folder)).hashes
    write_manifest(staging(folder), {**made, f"../{packed.name}": file_hash(staging(packed))})
