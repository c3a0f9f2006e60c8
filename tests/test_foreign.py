"""Files of others where we publish: twenty cases; each is named, and not a byte of it is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook.errors import Stopped
from casebook.project import Project
from casebook.publishing.foreign import Guard
from casebook.publishing.manifest import MARKER, Contents, Manifest, file_hash, seal, write_manifest
from casebook.publishing.places import offline_places, refuse_unsafe
from casebook.publishing.publish import publish
from checkouts import catalog_of, make_checkout, tree, write

WEBROOT = "请放进 webroot/"
MOVE = "请把它们移到别处"


@dataclass(frozen=True)
class Published:
    """A site that we made, with its offline folder and zip, in an empty folder."""

    site: Path

    @classmethod
    def at(cls, folder: Path) -> Published:
        """Make what a build leaves there."""
        site = folder / "web"
        for place in (site, folder / "web-offline"):
            write(place / "index.html", "首页")
            write(place / "practices/jia/index.html", "甲")
            seal(place)
        zip_ = folder / "web-offline.zip"
        write(zip_, "zip")
        hashes = Manifest.of(folder / "web-offline").hashes
        write_manifest(folder / "web-offline", {**hashes, "../web-offline.zip": file_hash(zip_)})
        return cls(site)

    @property
    def places(self) -> list[Path]:
        """All three places."""
        return [self.site, *offline_places(self.site)]

    def check(self, *, adopt: bool = False) -> None:
        """Do what a build does before it begins."""
        refuse_unsafe(self.places, Project.here())
        Guard(self.site, tuple(self.places[1:]), adopt).check()


def put(name: str, text: str = "别人的") -> Callable[[Path], None]:
    """Return a deed: a file is written below the folder that holds the site."""
    return lambda folder: write(folder / name, text)


def link(folder: Path) -> None:
    write(folder / "secret.txt", "x")
    (folder / "web/link.html").symlink_to(folder / "secret.txt")


def page_by_link(folder: Path) -> None:
    (folder / "web/index.html").rename(folder / "mine.html")
    (folder / "web/index.html").symlink_to(folder / "mine.html")


def read_only(folder: Path) -> None:
    write(folder / "web/read-only.txt", "x")
    (folder / "web/read-only.txt").chmod(0o400)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "web/pipe")


def file_for_folder(folder: Path) -> None:
    (folder / "web/practices/jia/index.html").unlink()
    (folder / "web/practices/jia").rmdir()
    write(folder / "web/practices/jia", "别人的")


def folder_for_file(folder: Path) -> None:
    (folder / "web/index.html").unlink()
    write(folder / "web/index.html/letter.txt", "别人的")


def folder_for_zip(folder: Path) -> None:
    (folder / "web-offline.zip").unlink()
    write(folder / "web-offline.zip/letter.txt", "别人的")


def zip_for_folder(folder: Path) -> None:
    (folder / "web").rename(folder / "elsewhere")
    write(folder / "web", "PK")


def foreign_offline_folder(folder: Path) -> None:
    (folder / "web-offline" / MARKER).unlink()


def old_list(folder: Path) -> None:
    write(folder / "web" / MARKER, "casebook\nindex.html\npractices/jia/index.html\n")


def old_list_and_stranger(folder: Path) -> None:
    old_list(folder)
    write(folder / "web/CNAME", "example.org")


def bare(folder: Path) -> None:
    write(folder / "web" / MARKER, "casebook\n")
    write(folder / "web/CNAME", "example.org")


def newer(folder: Path) -> None:
    write(folder / "web" / MARKER, "casebook-site 3\n")


CASES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a verification file": (put("web/baidu_verify_codeva-x.html"), "\n  baidu_verify_codeva-x.html\n", WEBROOT),
    "a hidden folder": (put("web/.well-known/acme/token"), "\n  .well-known/acme/token\n", WEBROOT),
    "a hidden file": (put("web/.htaccess"), "\n  .htaccess\n", WEBROOT),
    "robots.txt": (put("web/robots.txt"), "\n  robots.txt\n", WEBROOT),
    "an edited page": (put("web/index.html", "改过"), "\n  index.html（发布以后改过）\n", WEBROOT),
    "one more page": (put("web/practices/yi/index.html"), "\n  practices/yi/index.html\n", WEBROOT),
    "one more file beside a page": (put("web/practices/jia/附件.pdf"), "\n  practices/jia/附件.pdf\n", WEBROOT),
    "a foreign zip": (put("web-offline.zip", "PK"), "web-offline.zip 不是本程序生成的，或者生成以后改过", "移到别处"),
    "a folder for the zip": (folder_for_zip, "web-offline.zip 是文件夹", "移走"),
    "a zip for the site": (zip_for_folder, "web 是文件，不是文件夹", "换一个 --out"),
    "a foreign offline folder": (foreign_offline_folder, "\n  index.html\n  practices/jia/index.html\n", MOVE),
    "a file in the offline folder": (put("web-offline/课件.pptx"), "\n  课件.pptx\n", MOVE),
    "an empty folder": (lambda folder: (folder / "web/upload").mkdir(), "\n  upload/\n", WEBROOT),
    "a file where a folder was": (file_for_folder, "\n  practices/jia\n", WEBROOT),
    "a folder where a file was": (folder_for_file, "\n  index.html/letter.txt\n", WEBROOT),
    "a link": (link, "\n  link.html\n", WEBROOT),
    "a link where a page was": (page_by_link, "\n  index.html（发布以后改过）\n", WEBROOT),
    "a read-only file": (read_only, "\n  read-only.txt\n", WEBROOT),
    "a pipe": (pipe, "\n  pipe\n", WEBROOT),
    "an old list": (old_list, "\n  index.html\n  practices/jia/index.html\n", "加 --adopt 运行一次"),
    "an old list and a stranger": (old_list_and_stranger, "\n  CNAME\n", WEBROOT),
    "a bare mark": (bare, "\n  CNAME\n  index.html\n  practices/jia/index.html\n", "加 --adopt 运行一次"),
    "a mark of a later version": (newer, f"\n  {MARKER}\n  index.html\n  practices/jia/index.html\n", WEBROOT),
}  # fmt: skip


def everything(folder: Path) -> dict[str, str]:
    """Return all there is: bytes, links, and empty folders too."""
    return {path.relative_to(folder).as_posix(): _kind(path) for path in folder.rglob("*")}


def _kind(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return file_hash(path) if path.is_file() else "folder" if path.is_dir() else "special"


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_ours_is_named_and_nothing_is_lost(tmp_path: Path, case: str) -> None:
    do, named, cure = CASES[case]
    published = Published.at(tmp_path)
    published.check()
    do(tmp_path)
    before = everything(tmp_path)
    with pytest.raises(Stopped) as stopped:
        published.check()
    assert named in str(stopped.value)
    assert cure in str(stopped.value)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("case", [case for case in CASES if case not in {"an old list", "a bare mark"}])
def test_adopt_takes_over_nothing_but_what_an_old_mark_speaks_for(tmp_path: Path, case: str) -> None:
    published = Published.at(tmp_path)
    CASES[case][0](tmp_path)
    with pytest.raises(Stopped):
        published.check(adopt=True)


@pytest.mark.parametrize(("do", "number"), [(old_list, 2), (bare, 3)])
def test_adopt_names_each_file_that_it_takes_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], do: Callable[[Path], None], number: int
) -> None:
    published = Published.at(tmp_path)
    do(tmp_path)
    published.check(adopt=True)
    names = sorted(Contents.of(published.site).files)
    told = capsys.readouterr().err
    assert told == f"接管 {published.site} 里的 {number} 个文件，换成新的：\n" + "".join(
        f"  {name}\n" for name in names
    )


def test_the_zip_beside_an_offline_folder_of_the_first_edition_is_taken_over_too(tmp_path: Path) -> None:
    published = Published.at(tmp_path)
    write(published.places[1] / MARKER, "casebook\nindex.html\npractices/jia/index.html\n")
    with pytest.raises(Stopped, match="--adopt"):
        published.check()
    published.check(adopt=True)


def test_made_files_that_somebody_removed_are_no_hindrance(tmp_path: Path) -> None:
    published = Published.at(tmp_path)
    (published.site / "practices/jia/index.html").unlink()
    published.check()


def test_what_comes_while_the_site_is_made_is_seen_before_the_swap(tmp_path: Path) -> None:
    published = Published.at(tmp_path)
    guard = Guard(published.site, tuple(published.places[1:]), adopt=False)
    guard.check()
    guard.check()
    write(published.site / "robots.txt", "x")
    with pytest.raises(Stopped, match=r"robots\.txt"):
        guard.check()


def outside(folder: Path) -> dict[str, str]:
    """Return all there is beside the checkout `c`."""
    return {name: hash_ for name, hash_ in tree(folder).items() if not name.startswith("c/")}


def test_a_build_after_a_build_replaces_all_and_after_a_stranger_nothing(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    out = tmp_path / "web"
    publish(catalog_of(project), project, out, None, offline=True)
    (project.practices / "yi.yml").unlink()
    publish(catalog_of(project), project, out, None, offline=True)
    assert [name for name in tree(tmp_path) if name.startswith("web") and "/yi/" in name] == []
    for folder in (out, tmp_path / "web-offline"):
        files = {name: hash_ for name, hash_ in tree(folder).items() if name != MARKER}
        hashes = Manifest.of(folder).hashes
        assert {name: hash_ for name, hash_ in hashes.items() if not name.startswith("../")} == files
    assert Manifest.of(tmp_path / "web-offline").hashes["../web-offline.zip"] == tree(tmp_path)["web-offline.zip"]
    write(tmp_path / "web-offline.zip", "PK")
    before = outside(tmp_path)
    with pytest.raises(Stopped, match=r"web-offline\.zip 不是本程序生成的"):
        publish(catalog_of(project), project, out, None, offline=True)
    assert outside(tmp_path) == before
    publish(catalog_of(project), project, out, None, offline=False)
    assert (tmp_path / "web-offline.zip").read_text(encoding="utf-8") == "PK"
