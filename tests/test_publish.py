"""Publishing: whole or not at all."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.errors import Stopped
from casebook.pages.page_files import loads
from casebook.project import Project
from casebook.publishing.locks import hold
from casebook.publishing.manifest import MARKER
from casebook.publishing.places import refuse_unsafe
from casebook.publishing.postbuild import REQUIRED
from casebook.publishing.publish import Published, publish
from checkouts import catalog_of, command, make_checkout, tree, write

STEPS = 4
ADDRESS = "https://example.org/a/b/"


def published(project: Project, site_url: str | None = None, *, offline: bool = False, out: str = "site") -> Published:
    return publish(catalog_of(project), project, project.root / out, site_url, offline=offline)


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".site*"))


def test_a_site_has_every_page_and_our_mark(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "库 一")
    done = published(project)
    assert done.places == (project.root / "site",)
    site = tree(project.root / "site")
    assert {
        *REQUIRED,
        MARKER,
        "practices/jia/index.html",
        "practices/yi/index.html",
        "api/v1/practices/jia.json",
    } <= set(site)
    assert done.pages == sum(name.endswith(".html") for name in site)
    assert leftovers(project.root) == []
    assert list((project.root / ".build").iterdir()) == []


def test_two_builds_are_byte_equal(tmp_path: Path) -> None:
    for name in ("one", "two"):
        published(make_checkout(tmp_path / name), ADDRESS, offline=True)
    assert tree(tmp_path / "one" / "site") == tree(tmp_path / "two" / "site")
    assert (tmp_path / "one/site-offline.zip").read_bytes() == (tmp_path / "two/site-offline.zip").read_bytes()


def test_a_sitemap_needs_a_public_address(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    published(project)
    assert "sitemap.xml" not in tree(project.root / "site")
    assert "canonical" not in (project.root / "site/practices/jia/index.html").read_text(encoding="utf-8")
    published(project, ADDRESS)
    assert f"<loc>{ADDRESS}practices/jia/</loc>" in (project.root / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2" in (project.root / "site/sitemap.xml").read_text(encoding="utf-8")


def test_no_page_depends_on_where_the_site_stands(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    published(project)
    site = project.root / "site"
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert [address for address in loads(html) if address.startswith("/")] == []
        assert re.findall(r'\shref="/[^"]*"', html) == []
    assert [address for address in loads((site / "404.html").read_text(encoding="utf-8")) if address != "data:,"] == []


def test_a_broken_link_stops_the_build_and_keeps_the_old_site(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    published(project)
    before = tree(project.root / "site")
    write(project.root / "docs/about/index.md", "# 关于\n\n[没有](../mei-you/index.md)\n")
    with pytest.raises(Stopped, match=re.escape("页面 about/index.md 里的链接 ../mei-you/index.md 找不到目标")):
        published(project)
    assert tree(project.root / "site") == before
    assert leftovers(project.root) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# 甲\n\n[x](../index.md#mei-you)\n", "指向的锚点不存在"),
        ("# 甲\n\n<script>alert(1)</script>\n", "不认识的内嵌脚本：alert"),
        ("# 甲\n\n<script src='https://example.org/x.js'></script>\n", "要从别的网站加载 https://example.org/x.js"),
        ("# 甲\n\n<img src='../x.png' alt='x'>\n", "要加载 x.png，网站里没有这个文件"),
        ("---\nrender_macros: true\n---\n# 甲\n\n{{ mei_you() }}\n", "index.md"),
    ],
)
def test_a_bad_hand_written_page_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    project = make_checkout(tmp_path / "c")
    write(project.root / "docs/about/index.md", text)
    with pytest.raises(Stopped, match=re.escape(sentence)) as stopped:
        published(project)
    assert "about/index" in str(stopped.value)
    assert not (project.root / "site").exists()


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_build_killed_at_any_step_leaves_a_whole_site(tmp_path: Path, step: int) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    site = project.root / "site"
    published(project)
    old = tree(site)
    write(project.root / "docs/about/index.md", "# 新的\n")
    run = command(project, "build", "--out", str(site))
    with subprocess.Popen(run, stderr=subprocess.PIPE, encoding="utf-8") as build:
        assert build.stderr is not None
        for line in build.stderr:
            if line.startswith(f"[{step}/{STEPS}]"):
                build.send_signal(signal.SIGKILL)
                break
    whole = tree(site)
    assert subprocess.run(run, capture_output=True, check=False).returncode == 0
    assert whole in (old, tree(site))
    assert leftovers(project.root) == []
    assert list((project.root / ".build").iterdir()) == []


def test_a_full_disk_leaves_the_old_site_and_one_sentence(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    published(project)
    before = tree(project.root / "site")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)); "
    again = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    manage, *words = command(project, "build", "--out", str(project.root / "site"))[4:]
    run = [sys.executable, "-I", "-X", "utf8", "-c", limit + again, manage, *words]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "错误：" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert tree(project.root / "site") == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 3000


def test_the_command_refuses_what_is_not_ours_and_takes_an_old_site_over_once(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)

    def build(out: str, *words: str) -> tuple[int, str]:
        run = command(project, "build", "--out", str(tmp_path / out), *words)
        done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
        assert "Traceback" not in done.stderr
        assert "程序自身出错" not in done.stderr
        return done.returncode, done.stderr

    write(tmp_path / "backup.zip", "PK")
    for out, sentence in (
        ("backup.zip", "backup.zip 是文件，不是文件夹"),
        ("/", "不能发布到 /"),
        ("backup.zip/x", "不是文件夹"),
    ):
        status, told = build(out)
        assert (status, sentence in told) == (2, True), told
    write(tmp_path / "web" / MARKER, "casebook\nindex.html\n")
    write(tmp_path / "web" / "index.html", "old")
    write(tmp_path / "web" / "robots.txt", "x")
    for words in ((), ("--adopt",)):
        status, told = build("web", *words)
        assert (status, "\n  robots.txt\n" in told, "请放进 webroot/" in told) == (2, True, True), told
    (tmp_path / "web" / "robots.txt").rename(tmp_path / "robots.txt")
    status, told = build("web")
    assert (status, "--adopt" in told, "\n  index.html\n" in told) == (2, True, True), told
    assert (tmp_path / "web" / "index.html").read_text(encoding="utf-8") == "old"
    status, told = build("web", "--adopt")
    assert (status, "接管" in told) == (0, True), told
    assert (tmp_path / "backup.zip").read_text(encoding="utf-8") == "PK"


def test_two_builds_at_once_both_succeed(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    run = command(project, "build", "--out", str(project.root / "site"))
    both = [subprocess.Popen(run, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    told = [build.communicate()[1] for build in both]
    assert [build.returncode for build in both] == [0, 0], told
    assert sum("等它完成" in text for text in told) == 1
    assert leftovers(project.root) == []


@pytest.mark.parametrize(
    "out", [".", "..", "docs", "docs/new", "practices", "practices/new", ".git", "scripts/x", ".build/x"]
)
def test_a_place_of_our_own_files_is_refused(tmp_path: Path, out: str) -> None:
    project = make_checkout(tmp_path / "c")
    with pytest.raises(Stopped, match="不能发布到"):
        published(project, out=out)
    assert (project.practices / "jia.yml").is_file()


def test_a_file_and_a_link_in_the_place_are_refused(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c")
    write(tmp_path / "other" / "letter.txt", "x")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    for name, sentence in (("other/letter.txt", "是文件"), ("link", "是链接")):
        with pytest.raises(Stopped, match=sentence):
            refuse_unsafe([tmp_path / name], project)


def test_a_lock_names_its_holder_and_dies_with_it(tmp_path: Path) -> None:
    lock = tmp_path / "x.lock"
    with hold(lock, "发布", 0), pytest.raises(Stopped, match=f"进程 {os.getpid()}"), hold(lock, "发布", 0):
        pass
    lock.write_text("999999", encoding="ascii")  # what a killed process leaves
    with hold(lock, "发布", 0):
        pass
    assert not lock.exists()
