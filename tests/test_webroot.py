"""`webroot/`: at the site's root, byte for byte; and who may read what is published."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from pathlib import Path

import pytest

from casebook.errors import Stopped
from casebook.project import Project
from casebook.publishing.manifest import MARKER, Manifest
from casebook.publishing.places import places_of
from casebook.publishing.publish import publish
from casebook.publishing.webroot import copy_webroot, webroot_files
from checkouts import catalog_of, make_checkout, tree, write

VERIFIED = "<html><script src='https://example.org/x.js'></script>"


def with_webroot(root: Path) -> Project:
    """Make a checkout with files for the site's root."""
    project = make_checkout(root)
    write(root / "webroot/baidu_verify_x.html", VERIFIED)
    write(root / "webroot/.well-known/acme/token", "t")
    write(root / "webroot/about/letter.txt", "l")
    return project


def test_its_files_are_in_the_site_and_the_manifest_and_not_in_the_offline_copy(tmp_path: Path) -> None:
    project = with_webroot(tmp_path / "c")
    for _ in range(2):
        site, offline, packed = publish(catalog_of(project), project, tmp_path / "web", None, offline=True).places
    mine = tree(project.root / "webroot")
    assert {name: tree(site)[name] for name in mine} == mine
    assert {name: Manifest.of(site).hashes[name] for name in mine} == mine
    assert mine.keys() & tree(offline).keys() == set()
    assert not (offline / ".well-known").exists()
    with zipfile.ZipFile(packed) as entries:
        assert [name for name in entries.namelist() if "baidu" in name or "well-known" in name] == []
    (project.root / "webroot/baidu_verify_x.html").unlink()
    publish(catalog_of(project), project, tmp_path / "web", None, offline=False)
    assert "baidu_verify_x.html" not in tree(site)


@pytest.mark.parametrize("name", ["index.html", MARKER, "index.html/x.txt", "practices"])
def test_a_name_of_the_sites_own_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path / "site/index.html", "x")
    write(tmp_path / "site/practices/index.html", "x")
    write(tmp_path / "webroot" / name, "y")
    write(tmp_path / "webroot/a.txt", "a")
    before = tree(tmp_path / "site")
    with pytest.raises(Stopped, match=re.escape(f"重名，所以没有发布：\n  {name}\n")):
        copy_webroot(webroot_files(tmp_path), tmp_path / "site")
    assert tree(tmp_path / "site") == before


def test_a_collision_keeps_the_old_site(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    publish(catalog_of(project), project, tmp_path / "web", None, offline=False)
    before = tree(tmp_path / "web")
    write(project.root / "webroot/llms.txt", "x")
    with pytest.raises(Stopped, match=r"\n  llms\.txt\n"):
        publish(catalog_of(project), project, tmp_path / "web", None, offline=False)
    assert tree(tmp_path / "web") == before


def test_links_and_pipes_are_no_files(tmp_path: Path) -> None:
    assert webroot_files(tmp_path) == {}
    write(tmp_path / "secret", "x")
    (tmp_path / "webroot").mkdir()
    (tmp_path / "webroot/link").symlink_to(tmp_path / "secret")
    (tmp_path / "webroot/folder").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "webroot/pipe")
    write(tmp_path / "webroot/a\nb", "x")
    with pytest.raises(Stopped, match="普通文件") as stopped:
        webroot_files(tmp_path)
    assert [name in str(stopped.value) for name in ("\n  folder\n", "\n  link\n", "\n  pipe\n")] == [True] * 3
    (tmp_path / "other").mkdir()
    (tmp_path / "other/webroot").symlink_to(tmp_path / "webroot")
    with pytest.raises(Stopped, match="不能是链接"):
        webroot_files(tmp_path / "other")


@pytest.mark.parametrize("umask", [0o077, 0o002])
def test_everybody_may_read_what_is_published_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        project = with_webroot(tmp_path / "c")
        done = publish(catalog_of(project), project, tmp_path / "srv/www/web", None, offline=True)
        publish(catalog_of(project), project, tmp_path / "srv/www/web", None, offline=True)
    finally:
        os.umask(old)
    found = [tmp_path / "srv", *(tmp_path / "srv").rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_dir()} == {0o755}
    assert {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_file()} == {0o644}
    with zipfile.ZipFile(done.places[2]) as packed:
        assert {entry.external_attr >> 16 & 0o777 for entry in packed.infolist()} == {0o644}


@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("/", "文件夹要有名字"),
        ("长" * 80, "名字不能太长"),
        ("x" * 240, "名字不能太长"),
        ("/".join(["x" * 200] * 30), "这个路径太长"),
        ("file/web", "file 不是文件夹"),
        ("file/a/web", "file 不是文件夹"),
        ("a\nb", "不能发布到"),
    ],
)
def test_a_place_where_no_site_can_stand_is_told_in_a_sentence(tmp_path: Path, out: str, sentence: str) -> None:
    write(tmp_path / "file", "x")
    with pytest.raises(Stopped, match=sentence):
        places_of(tmp_path / out, offline=True)
    assert tree(tmp_path).keys() == {"file"}
