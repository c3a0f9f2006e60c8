"""Faults from outside: killed, no room, no right to write, two at once. What was published stays whole, records too."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casebook.project import Project
from casebook.publishing.publish import publish
from checkouts import YI, catalog_of, command, make_checkout, tree, write

NO_MOUNT = "这里不能挂载，没有试"
MOMENTS = 8
LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); "
RUN = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
PAGE = "index.html"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a checkout that can be run, with a site published from it, and something new to publish."""
    made = make_checkout(tmp_path / "c", program=True)
    publish(catalog_of(made), made, made.root / "site", None, offline=False)
    write(made.root / "docs/about/index.md", "# 新的\n")
    return made


def build(project: Project) -> list[str]:
    """Return the command line that builds the site."""
    return command(project, "build", "--out", str(project.root / "site"))


def limited(line: list[str], most: int) -> list[str]:
    """Return a command line that may write no file longer than this: what a full disk looks like in its midst.

    Python's own caches are left out: it would keep them half-written (CPython before 3.13).
    """
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", LIMITED.format(most) + RUN, *line[4:]]


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_a_whole_site(project: Project) -> None:
    site = project.root / "site"
    old = tree(site)
    begun = time.monotonic()
    other = command(project, "build", "--out", str(project.root / "other"))
    assert subprocess.run(other, capture_output=True, check=False).returncode == 0
    whole, new = time.monotonic() - begun, tree(project.root / "other")
    for moment in range(1, MOMENTS + 1):
        with subprocess.Popen(build(project), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:
            time.sleep(whole * moment / (MOMENTS + 1))
            running.send_signal(signal.SIGKILL)
        assert tree(site) in (old, new), moment
    assert subprocess.run(build(project), capture_output=True, check=False).returncode == 0
    assert tree(site) == new
    assert sorted(path.name for path in project.root.glob(".site*")) == []


def test_readers_find_a_whole_site_at_every_moment_of_a_build(project: Project) -> None:
    page, seen, done = project.root / "site" / PAGE, set(), threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(page.read_bytes() if page.is_file() else b"")

    before = page.read_bytes()
    write(project.root / "docs" / "index.md", "---\nkind: home\n---\n# 新首页\n")
    looking = threading.Thread(target=look)
    looking.start()
    finished = subprocess.run(build(project), capture_output=True, check=False)
    done.set()
    looking.join()
    assert finished.returncode == 0
    assert seen == {before, page.read_bytes()}


@pytest.mark.parametrize("most", [100, 20_000, 60_000])
def test_a_full_disk_leaves_the_old_site_and_one_sentence(project: Project, most: int) -> None:
    before = tree(project.root / "site")
    finished = subprocess.run(limited(build(project), most), capture_output=True, encoding="utf-8", check=False)
    assert finished.returncode == 2
    assert finished.stderr.splitlines()[-1].startswith("错误：")
    assert "Traceback" not in finished.stderr
    assert tree(project.root / "site") == before
    assert subprocess.run(build(project), capture_output=True, check=False).returncode == 0


def test_a_small_disk_that_fills_up_leaves_the_old_site(project: Project, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounted("-t", "tmpfs", "-o", "size=16m", "none", str(disk)):
        pytest.skip(NO_MOUNT)
    try:
        shutil.copytree(project.root / "site", disk / "site")
        before = tree(disk / "site")
        (disk / "ballast").write_bytes(bytes(room(disk) - 200_000))
        line = command(project, "build", "--out", str(disk / "site"))
        finished = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
        assert finished.returncode == 2
        assert finished.stderr.splitlines()[-1] == "错误：磁盘满了。请腾出空间，再运行同一条命令。"
        assert tree(disk / "site") == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607 (the same)


def room(folder: Path) -> int:
    """Return how many bytes are free where a folder is."""
    return shutil.disk_usage(folder).free


def test_a_folder_that_may_not_be_written_keeps_its_site(project: Project, tmp_path: Path) -> None:
    public = tmp_path / "public"
    shutil.copytree(project.root / "site", public / "site")
    before = tree(public / "site")
    with read_only(public):
        line = command(project, "build", "--out", str(public / "site"))
        finished = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
        assert tree(public / "site") == before
    assert finished.returncode == 2
    assert re.search("没有权限在 .+ 里写", finished.stderr.splitlines()[-1])


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Keep a folder from being written: by its permissions, or, since these do not bind root, by a mount over itself."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    if not mounted("--bind", str(folder), str(folder)):
        pytest.skip(NO_MOUNT)
    try:
        assert mounted("-o", "remount,ro,bind", str(folder))
        yield
    finally:
        unmount(folder)


def mounted(*words: str) -> bool:
    """Tell whether something could be mounted."""
    program = shutil.which("mount")
    return program is not None and subprocess.run([program, *words], capture_output=True, check=False).returncode == 0


def unmount(folder: Path) -> None:
    """Take away what was mounted at a folder."""
    subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)


def test_a_disk_that_is_full_while_records_are_rewritten_loses_none(project: Project) -> None:
    long = YI.replace("name: 乙做法", "name:   乙做法") + "".join(f"steps{n}: {'很长' * 300}\n" for n in range(9))
    write(project.practices / "yi.yml", long)
    before = tree(project.practices)
    finished = subprocess.run(
        limited(command(project, "fmt"), 4000), capture_output=True, encoding="utf-8", check=False
    )
    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr
    after = tree(project.practices)
    assert after.keys() == before.keys()
    assert after["yi.yml"] == before["yi.yml"]


def test_a_fmt_killed_at_any_moment_leaves_every_record_whole(project: Project) -> None:
    untidy = {f"a-{number}.yml": YI.replace("乙做法", f"  第{number}号") for number in range(200)}
    for name, text in untidy.items():
        write(project.practices / name, text)
    with subprocess.Popen(command(project, "fmt"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while (project.practices / "a-3.yml").read_text(encoding="utf-8") == untidy[
            "a-3.yml"
        ] and running.poll() is None:
            time.sleep(0.001)
        running.send_signal(signal.SIGKILL)
    for name, text in untidy.items():
        found = (project.practices / name).read_text(encoding="utf-8")
        assert found == text or found.endswith("的原文句}\n"), name
