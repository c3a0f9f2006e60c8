"""Publishing: everything is made and verified aside, then takes the old site's place at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from casebook import links
from casebook.catalog import Catalog
from casebook.errors import Stopped
from casebook.file_writing import write
from casebook.handouts.files import handout_files
from casebook.pages.page_files import css_outside, loads
from casebook.pages.site import Site
from casebook.project import Project
from casebook.publishing.assemble import GENERATED, assemble
from casebook.publishing.locks import hold
from casebook.publishing.offline import make_offline, make_zip
from casebook.publishing.places import WAIT_SECONDS, refuse_unsafe, scratch
from casebook.publishing.postbuild import finish_pages, own_scripts
from casebook.publishing.site_builder import Source, build_site
from casebook.publishing.swap import heal, put, remove, staging
from casebook.settings import SiteSettings
from casebook.telling import Steps

MARKER = ".casebook-site"
REQUIRED = ("index.html", "404.html", "practices/index.html", "browse/index.html", "api/v1/practices.json")
# The theme's files; ours replace most of them. Which of them a page loads, the pages themselves say.
_OF_THEME = ("assets/javascripts/**/*", "assets/stylesheets/**/*", "assets/images/favicon.png")
_SITEMAP = ("sitemap.xml", "sitemap.xml.gz")


@dataclass(frozen=True, slots=True)
class Published:
    """What was published. places: the site's folder, then the offline folder and zip where wanted; pages: their number."""

    places: tuple[Path, ...]
    pages: int
    seconds: float


def publish(
    catalog: Catalog, project: Project, out: Path, site_url: str | None, *, offline: bool, downloads: bool = False
) -> Published:
    """Build the site and put it at `out` (and, if wanted, `<out>-offline` and `<out>-offline.zip` beside it).

    site_url: the public address; None: the one in `mkdocs.yml`. downloads: also Word hand-outs and QR pictures.
    Raises Stopped, with what was published before untouched.
    """
    site, *copies = places = _places(out, offline=offline)
    for place in places:
        refuse_unsafe(place, project, MARKER)
    settings = replace(SiteSettings.load(project.root / "mkdocs.yml", site_url), handouts=downloads)
    steps = Steps(4 + offline + downloads)
    site.parent.mkdir(parents=True, exist_ok=True)
    with hold(site.with_name(f".{site.name}.lock"), "发布到同一个文件夹", WAIT_SECONDS):
        for place in places:
            heal(place)
        try:
            pages = _make(catalog, project, staging(site), settings, steps)
            if copies:
                with steps.step("制作离线版"):
                    _make_copies(staging(site), copies, catalog)
            with steps.step("换上新网站"):
                for place in reversed(places):
                    put(place)
        finally:
            for place in places:
                remove(staging(place))
    return Published(tuple(places), pages, steps.seconds)


def _places(out: Path, *, offline: bool) -> list[Path]:
    site = out.parent.resolve() / out.name
    copies = [site.with_name(f"{site.name}-offline"), site.with_name(f"{site.name}-offline.zip")]
    return [site, *(copies if offline else [])]


def _make(catalog: Catalog, project: Project, new: Path, settings: SiteSettings, steps: Steps) -> int:
    """Make a whole site in the folder `new`; return the number of its pages."""
    with scratch(project.root) as docs:
        with steps.step("写出各页"):
            copy_handwritten(project.root / "docs", docs, courses=project.practices == project.own)
            assemble(catalog, docs, settings)
        with steps.step("生成网页"):
            build_site(Source(project.root, docs, settings.site_url, catalog, settings.handouts), new)
        if settings.handouts:
            with steps.step("制作 Word 讲义和二维码"):
                for name, content in handout_files(Site.of(catalog, settings), docs, new):
                    write(new / name, content)
        with steps.step("整理并核对"):
            pages = finish_site(new, project.root, keep_sitemap=bool(settings.site_url))
            verify(new, docs)
    return pages


def finish_site(site: Path, root: Path, *, keep_sitemap: bool) -> int:
    """Finish all pages, drop what nobody needs, leave our mark; return the number of pages. root: the checkout."""
    done = finish_pages(site, own_scripts(root / "overrides"))
    files = [path for pattern in _OF_THEME for path in site.glob(pattern) if path.is_file()]
    for path in files:
        if path.relative_to(site).as_posix() not in done.files:
            path.unlink()
    for name in () if keep_sitemap else _SITEMAP:
        remove(site / name)
    write(site / MARKER, b"casebook\n")
    return done.pages


def copy_handwritten(docs: Path, dest: Path, *, courses: bool = True) -> None:
    """Copy the hand-written part of the docs: without what `serve` has generated there.

    courses: with the courses too; they name this checkout's own records.
    """
    left_out = GENERATED if courses else (*GENERATED, links.COURSES.rstrip("/"))

    def generated(folder: str, names: list[str]) -> list[str]:
        here = Path(folder).relative_to(docs)
        return [name for name in names if (here / name).as_posix() in left_out]

    shutil.copytree(docs, dest, ignore=generated, dirs_exist_ok=True)


def verify(site: Path, docs: Path) -> None:
    """Raise Stopped unless every page has come out whole and no style sheet asks another host for anything."""
    for name in (*REQUIRED, *_expected_pages(docs)):
        path = site / name
        if not path.is_file() or not path.stat().st_size:
            raise Stopped(f"网站里缺少 {name}，没有发布；原来的网站保持不变。请检查 docs/ 和 mkdocs.yml 后再运行。")
    for path in sorted(site.rglob("*.css")):
        for address in css_outside(path.read_text(encoding="utf-8")):
            raise Stopped(f"样式表 {path.relative_to(site).as_posix()} 要从别的网站加载 {address}；请改用本站的文件。")
    for address in loads((site / "404.html").read_text(encoding="utf-8")):
        if not address.startswith("data:"):
            raise Stopped(f"404.html 要加载 {address}，在子路径下会找不到；请把它写进 overrides/404.html 本身。")


def _expected_pages(docs: Path) -> Iterator[str]:
    for path in sorted(docs.rglob("index.md")):
        yield path.relative_to(docs).with_suffix(".html").as_posix()


def _make_copies(site: Path, copies: list[Path], catalog: Catalog) -> None:
    folder, packed = copies
    make_offline(site, staging(folder), catalog.build_date)
    make_zip(staging(folder), staging(packed), folder.name, catalog.build_date)
