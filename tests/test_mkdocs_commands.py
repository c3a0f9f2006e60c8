"""`mkdocs build`, `serve`, `gh-deploy` in a set-up checkout: the whole site, or a sentence that says why not."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from casebook.project import Project
from casebook.publishing.manifest import MARKER, seal
from casebook.publishing.publish import publish
from checkouts import catalog_of, command, make_checkout, tree, write
from kit import BASE

PATIENCE_SECONDS = 60.0
QUIET_SECONDS = 3.0
METHOD = "docs/about/method/index.md"


def mkdocs(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of MkDocs in a checkout."""
    run = [sys.executable, "-m", "mkdocs", *words]
    return subprocess.run(run, cwd=project.root, capture_output=True, encoding="utf-8", check=False)


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Return all that a command has said."""
    return done.stdout + done.stderr


def files(folder: Path) -> dict[str, str]:
    return {name: digest for name, digest in tree(folder).items() if name != MARKER}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a checkout with a public address, whose site `mkdocs build` has made."""
    project = make_checkout(tmp_path_factory.mktemp("mkdocs") / "库 一", program=True)
    settings = project.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('site_url: ""', "site_url: https://example.org/a/"), encoding="utf-8")
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, told(done)
    return project


def test_mkdocs_build_makes_the_same_site_as_our_own_publisher(built: Project, tmp_path: Path) -> None:
    publish(catalog_of(built), built, tmp_path / "site", None, offline=False)
    assert tree(built.root / "site") == tree(tmp_path / "site")


def test_it_has_practices_data_search_plain_markdown_and_finished_pages(built: Project) -> None:
    site = built.root / "site"
    assert {
        MARKER, "practices/jia/index.html", "practices/jia/index.md", "practices/yi/index.md", "api/v1/practices/jia.json",
        "downloads/practices.xlsx", "llms.txt", "404.html",
    } <= set(tree(site))  # fmt: skip
    assert [name for name in tree(site) if name.startswith("assets/search/")]
    for path in site.rglob("*.html"):
        assert 'http-equiv="Content-Security-Policy"' in path.read_text(encoding="utf-8"), path


def test_the_next_build_takes_its_place_with_nothing_left_over(built: Project, tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    assert mkdocs(project, "build").returncode == 0
    (project.practices / "yi.yml").unlink()
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, told(done)
    assert "practices/yi/index.html" in tree(built.root / "site")
    assert [name for name in tree(project.root / "site") if "/yi/" in name] == []


def test_gh_deploy_pushes_the_whole_site(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    for words in (
        ("init", "-q"), ("config", "user.name", "x"), ("config", "user.email", "x@example.org"),
        ("init", "-q", "--bare", str(tmp_path / "origin")), ("remote", "add", "origin", str(tmp_path / "origin")),
    ):  # fmt: skip
        git(project.root, *words)
    done = mkdocs(project, "gh-deploy", "--strict")
    assert done.returncode == 0, told(done)
    pushed = set(git(tmp_path / "origin", "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0")) - {
        "",
        ".nojekyll",
    }
    assert pushed == set(tree(project.root / "site"))
    assert {"api/v1/practices.json", "practices/jia/index.md", "downloads/practices.csv"} <= pushed


def git(folder: Path, *words: str) -> str:
    run = ["git", "-c", "init.defaultBranch=main", *words]
    return subprocess.run(run, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


def test_wrong_records_stop_it_with_the_problem(tmp_path: Path) -> None:
    project = make_checkout(
        tmp_path / "c", {**BASE, "jia.yml": BASE["jia.yml"].replace("summary:", "sumary:")}, program=True
    )
    write(project.root / "site" / "index.html", "old")
    seal(project.root / "site")
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 1
    assert "practices/jia.yml:5:1 sumary：没有字段 sumary，是否 summary？" in told(done)
    assert "没有生成网站；原来的网站保持不变。" in told(done)
    assert "Traceback" not in told(done)
    assert files(project.root / "site").keys() == {"index.html"}
    assert not (project.root / "docs" / "practices").exists()


def test_a_wrong_page_stops_it_with_a_sentence(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    write(project.root / "docs/about/index.md", "---\nrender_macros: true\n---\n# 关于\n\n{{ mei_you() }}\n")
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert "docs/about/index.md:6 没有 mei_you 这个宏。" in told(done)
    assert "Traceback" not in told(done)
    write(project.root / "docs/about/index.md", "# 关于\n\n<script>alert(1)</script>\n")
    done = mkdocs(project, "build")
    assert done.returncode == 1, "what a failed build has made is no stranger to the next one"
    assert "页面 about/index.html 里有一段不认识的内嵌脚本：alert(1)" in told(done)
    write(project.root / "docs/about/index.md", "# 关于\n")
    assert mkdocs(project, "build").returncode == 0


def test_without_the_packages_it_says_what_to_run(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    without = "import sys; sys.modules['pydantic'] = None; from mkdocs.__main__ import cli; cli(['build'])"
    run = [sys.executable, "-c", without]
    done = subprocess.run(run, cwd=project.root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "缺少程序包 pydantic，不能生成网站。请先运行一次 python3 scripts/manage.py serve" in told(done)
    assert "Traceback" not in told(done)


@pytest.mark.parametrize("is_marked", [False, True], ids=["no mark", "mark"])
def test_files_of_others_are_named_and_stay(tmp_path: Path, is_marked: bool) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    site = project.root / "site"
    if is_marked:
        write(site / "about" / "index.html", "old")
        seal(site)
    write(site / "letter.txt", "x")
    write(site / "about" / "信.txt", "y")
    write(site / ".git" / "HEAD", "z")
    before = tree(site)
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 1
    assert "里有不是本程序生成的文件" in told(done)
    assert re.search(r"一个文件也没有动：\n  about/信.txt\n  letter.txt\n要留在网站里的", told(done))
    assert "Traceback" not in told(done)
    assert tree(site) == before


def test_what_stands_at_the_root_for_servers_is_copied_and_what_others_put_with_a_dot_stays(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    site, webroot = project.root / "site", project.root / "webroot"
    write(webroot / "baidu_verify_x.html", "1")
    write(webroot / ".well-known" / "x.txt", "2")
    for words in (("build", "--strict"), ("build", "--strict"), ("build", "--dirty")):
        done = mkdocs(project, *words)
        assert done.returncode == 0, told(done)
        write(site / ".git" / "HEAD", "z")
        found = tree(site)
        assert [found[name] for name in ("baidu_verify_x.html", ".well-known/x.txt")] == list(tree(webroot).values())
    (webroot / ".well-known" / "x.txt").unlink()
    assert mkdocs(project, "build").returncode == 0
    assert [name for name in tree(site) if name.startswith(".")] == [MARKER, ".git/HEAD"]


@pytest.mark.parametrize(
    ("method", "theirs", "ours"),
    [
        pytest.param("", "页面 {page} 里的链接 {link} 找不到目标", "页面 {page} 里的链接 {link} 找不到目标", id="file"),
        pytest.param("# 编法\n", "Doc file '{page}' contains a link '{link}', but", "页面 {page} 里的链接 {link} 指向的锚点不存在", id="anchor"),
    ],
)  # fmt: skip
def test_a_dead_link_of_a_generated_page_stops_both_ways(tmp_path: Path, method: str, theirs: str, ours: str) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    (project.root / METHOD).unlink()
    if method:
        write(project.root / METHOD, method)
    by_mkdocs = mkdocs(project, "build", "--strict")
    run = command(project, "build", "--out", str(tmp_path / "out"))
    by_us = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
    assert (by_mkdocs.returncode, by_us.returncode) == (1, 2)
    page, link = "practices/jia/index.md", "../../about/method/index.md#figures"
    lines = (project.root / "docs" / page).read_text(encoding="utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, 1) if link in line)
    named = {"page": page, "link": f"{link}（第 {number} 行，来自记录 practices/jia.yml）"}
    assert theirs.format(**named) in told(by_mkdocs)
    assert ours.format(**named) in by_us.stderr
    assert "Traceback" not in told(by_mkdocs) + by_us.stderr
    assert not (tmp_path / "out").exists()


@contextmanager
def serving(project: Project) -> Iterator[tuple[str, Path]]:
    """Run `mkdocs serve`; yield its address and the file with what it tells."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    log = project.root.parent / "log.txt"
    run = [sys.executable, "-m", "mkdocs", "serve", "--strict", "-a", address]
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(run, cwd=project.root, stdout=out, stderr=out) as process,
    ):
        try:
            wait_for("Serving on", log)
            yield f"http://{address}/", log
        finally:
            process.terminate()


def wait_for(words: str, log: Path, times: int = 1) -> None:
    """Wait until the server has told the words so often."""
    until = time.monotonic() + PATIENCE_SECONDS
    while log.read_text(encoding="utf-8").count(words) < times:
        assert time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.1)


def page(address: str) -> str:
    with urlopen(address, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 (our own server)
        text: str = answer.read().decode()
    return text


def test_mkdocs_serve_follows_the_records_with_one_build_for_each_edit(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    record, good = project.practices / "jia.yml", BASE["jia.yml"]
    with serving(project) as (address, log):
        html = page(f"{address}practices/jia/")
        assert "livereload(" in html
        with pytest.raises(HTTPError, match="421"):
            urlopen(Request(address, headers={"Host": "evil.example"}))  # noqa: S310 (our own server)
        assert "script-src 'self' 'unsafe-inline';" in html, "else the browser would not run what reloads the page"
        write(record, good.replace("自己的话写的", "改过一次的"))
        write(project.practices / ".jia.yml.swp", "an editor's")
        wait_for("Reloading browsers", log)
        assert "改过一次的概要" in page(f"{address}practices/jia/")
        time.sleep(QUIET_SECONDS)
        # Not "Documentation built in 1.13 seconds": MkDocs tells the same words only once.
        assert log.read_text(encoding="utf-8").count("Building documentation...") == 2
        write(record, good.replace("summary:", "sumary:"))
        wait_for("sumary：没有字段 sumary", log)
        reloads = log.read_text(encoding="utf-8").count("Reloading browsers")
        write(record, good.replace("自己的话写的", "改好以后的"))
        wait_for("Reloading browsers", log, reloads + 1)
        assert "改好以后的概要" in page(f"{address}practices/jia/")
        assert "Traceback" not in log.read_text(encoding="utf-8")
