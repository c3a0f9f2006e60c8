"""Live serving: one edit, one rebuild, at once; a wrong record never takes the site away."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from casebook.project import Project
from casebook.publishing.publish import copy_handwritten
from casebook.serving.live_server import live_page
from casebook.serving.watch import Watch, is_editors_own
from checkouts import command, make_checkout, write
from kit import BASE, ROOT

PATIENCE_SECONDS = 30.0
QUIET_SECONDS = 1.2
# A bound for a busy machine: another file of tests runs beside this one.
SOON_SECONDS = 15.0


@dataclass
class Served:
    """A running `serve`. log: what it has told so far."""

    port: int
    process: subprocess.Popen[str]
    log: Path

    def get(self, path: str = "/") -> tuple[int, str]:
        """Ask for a page; return status and text."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", quote(path, safe="/?=&%"))
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def wait_for(self, words: str, path: str = "/practices/jia/") -> float:
        """Ask until the page holds the words; return the seconds it took."""
        begun = time.monotonic()
        while words not in self.get(path)[1]:
            assert time.monotonic() < begun + PATIENCE_SECONDS, self.told()
            time.sleep(0.1)
        return time.monotonic() - begun

    def told(self) -> str:
        """Return what it has told so far."""
        return self.log.read_text(encoding="utf-8")

    def rebuilds(self) -> int:
        """Return how often it has made the site."""
        return self.told().count("已更新")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(project: Project) -> Iterator[Served]:
    port, log = free_port(), project.root.parent / "log.txt"
    run = command(project, "serve", "--port", str(port))
    with (
        log.open("w", encoding="utf-8") as told,
        subprocess.Popen(run, stderr=told, cwd=project.root, text=True) as process,
    ):
        served = Served(port, process, log)
        try:
            until = time.monotonic() + PATIENCE_SECONDS
            while "请在浏览器打开" not in served.told():
                assert process.poll() is None, served.told()
                assert time.monotonic() < until, served.told()
                time.sleep(0.05)
            yield served
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE_SECONDS)
            finally:
                process.kill()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_checkout(tmp_path / "库 一", program=True)


def with_summary(text: str) -> str:
    return re.sub(r"(?m)^summary: .*$", f"summary: {text}", BASE["jia.yml"])


def test_an_edit_makes_one_rebuild(project: Project) -> None:
    record = project.practices / "jia.yml"
    with serving(project) as served:
        assert served.rebuilds() == 1
        record.write_text("", encoding="utf-8")  # an editor that empties the file, then writes it
        record.write_text(with_summary("新的概要甲。"), encoding="utf-8")
        served.wait_for("新的概要甲")
        time.sleep(QUIET_SECONDS)
        assert served.rebuilds() == 2
        beside = record.with_name(".jia.yml.swp")  # an editor that writes beside and renames
        beside.write_text(with_summary("新的概要乙。"), encoding="utf-8")
        beside.replace(record)
        served.wait_for("新的概要乙")
        time.sleep(QUIET_SECONDS)
        assert served.rebuilds() == 3
        record.write_text(with_summary("新的概要乙。"), encoding="utf-8")  # saved without a change
        time.sleep(QUIET_SECONDS)
        assert served.rebuilds() == 3
        assert "有错误" not in served.told()


def test_an_edit_of_the_own_records_shows_soon_with_one_rebuild_each(tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "c", program=True)
    shutil.rmtree(project.practices)
    shutil.copytree(ROOT / "practices", project.practices)
    shutil.rmtree(project.root / "docs")
    copy_handwritten(ROOT / "docs", project.root / "docs")
    record = next(project.practices.rglob("lou-dong-zhang.yml"))
    text = record.read_text(encoding="utf-8")
    with serving(project) as served:
        times = []
        for number in range(3):
            record.write_text(re.sub(r"(?m)^summary: ", f"summary: 改第{number}次，", text), encoding="utf-8")
            times.append(served.wait_for(f"改第{number}次", "/practices/lou-dong-zhang/"))
        assert min(times) <= SOON_SECONDS, times
        assert served.rebuilds() == 4


def test_pages_templates_and_new_records_show_too(project: Project) -> None:
    with serving(project) as served:
        write(project.root / "docs/about/index.md", "# 新的关于\n")
        served.wait_for("新的关于", "/about/")
        write(project.practices / "bing.yml", BASE["jia.yml"].replace("甲做法", "丙做法"))
        served.wait_for("丙做法", "/practices/bing/")
        assert "丙做法" in served.get("/practices/")[1]
        (project.practices / "bing.yml").unlink()
        until = time.monotonic() + PATIENCE_SECONDS
        while served.get("/practices/bing/")[0] != 404:
            assert time.monotonic() < until
        footer = project.root / "overrides/partials/footer.html"
        footer.write_text(footer.read_text(encoding="utf-8") + "<p>新的页脚</p>", encoding="utf-8")
        served.wait_for("新的页脚")
        served.wait_for("新的页脚", "/about/")


def test_a_wrong_record_keeps_the_site_and_shows_the_problem(project: Project) -> None:
    record = project.practices / "jia.yml"
    with serving(project) as served:
        _, before = served.get("/practices/jia/")
        record.write_text(BASE["jia.yml"].replace("summary:", "sumary<b>:"), encoding="utf-8")
        served.wait_for("live-problems")
        for path in ("/practices/jia/", "/", "/mei-you/"):
            page = served.get(path)[1]
            assert "practices/jia.yml:" in page
            assert "sumary&lt;b&gt;" in page
            assert "<b>：" not in page
        assert "自己的话写的概要" in served.get("/practices/jia/")[1]
        assert "practices/jia.yml:" in served.told()
        record.write_text(BASE["jia.yml"], encoding="utf-8")
        begun = time.monotonic()
        while "live-problems" in served.get("/practices/jia/")[1]:
            assert time.monotonic() < begun + PATIENCE_SECONDS
        strip = re.compile(r'data-version="\d+"')
        assert strip.sub("", served.get("/practices/jia/")[1]) == strip.sub("", before)


def test_a_wrong_page_keeps_the_site_whole(project: Project) -> None:
    with serving(project) as served:
        write(project.root / "docs/about/index.md", "# 关于\n\n[没有](../mei-you/index.md)\n")
        served.wait_for("链接 ../mei-you/index.md 找不到目标", "/about/")
        assert served.get("/about/")[0] == 200
        write(project.root / "docs/about/index.md", "# 改好的关于\n")
        served.wait_for("改好的关于", "/about/")
        assert "live-problems" not in served.get("/about/")[1]


def test_a_start_with_a_wrong_record_shows_the_problem_until_it_is_mended(project: Project) -> None:
    record = project.practices / "jia.yml"
    record.write_text(BASE["jia.yml"].replace("summary:", "sumary:"), encoding="utf-8")
    with serving(project) as served:
        for path in ("/", "/practices/jia/"):
            status, page = served.get(path)
            assert status == 200
            assert "practices/jia.yml:" in page
        assert "practices/jia.yml:" in served.told()
        record.write_text(BASE["jia.yml"].replace("自己的话", "改好以后"), encoding="utf-8")
        served.wait_for("改好以后写的概要")
        assert "live-problems" not in served.get("/practices/jia/")[1]


def test_a_start_with_a_wrong_record_shows_the_last_good_site(project: Project) -> None:
    record = project.practices / "jia.yml"
    with serving(project) as served:
        assert served.get("/practices/jia/")[0] == 200
    record.write_text(BASE["jia.yml"].replace("summary:", "sumary:"), encoding="utf-8")
    with serving(project) as served:
        page = served.get("/practices/jia/")[1]
        assert "自己的话写的概要" in page
        assert "live-problems" in page


def test_ctrl_c_ends_with_0_and_one_sentence(project: Project) -> None:
    with serving(project) as served:
        pass
    assert served.process.returncode == 0
    assert served.told().endswith("\n已停止。\n")


def test_a_taken_port_is_named_with_the_way_out(project: Project) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = command(project, "serve", "--port", str(port))
        done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert re.fullmatch(f"错误：端口 {port} 已被占用或不让使用。请换一个端口，例如：serve --port \\d+\n", done.stderr)


def test_a_second_serve_of_one_checkout_is_refused(project: Project) -> None:
    with serving(project) as served:
        run = command(project, "serve", "--port", str(free_port()))
        done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 2
        assert f"（进程 {served.process.pid}）正在用 serve 预览本库" in done.stderr


def test_nothing_outside_the_site_is_served(project: Project) -> None:
    with serving(project) as served:
        for path in (
            "/../docs.lock",
            "/%2e%2e/%2e%2e/mkdocs.yml",
            "/..%2f..%2fmkdocs.yml",
            "//etc/passwd",
            "/a%00b",
            "/C:/x",
        ):
            assert served.get(path)[0] in {400, 404}, path
        connection = HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", "/practices/jia?since=2024")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (302, "/practices/jia/?since=2024")


def test_a_served_page_waits_for_the_next_version() -> None:
    page = "<html><body class='x'><main></main></body></html>"
    assert live_page(page, "", 7) == (
        '<html><body class=\'x\'><script src="/_live/live.js" data-version="7"></script><main></main></body></html>'
    )
    assert "a &lt;script&gt; &quot;b&quot;" in live_page(page, 'a <script> "b"', 7)


def test_a_watch_sees_content_not_clocks(tmp_path: Path) -> None:
    write(tmp_path / "a.yml", "a")
    write(tmp_path / "skipped" / "b.yml", "b")
    watch = Watch((tmp_path,), frozenset({str(tmp_path / "skipped")}))
    assert watch.changes() == set()
    (tmp_path / "a.yml").touch()
    write(tmp_path / "skipped" / "b.yml", "c")
    write(tmp_path / ".a.yml.swp", "x")
    assert watch.changes() == set()
    write(tmp_path / "a.yml", "b")
    write(tmp_path / "new" / "c.yml", "c")
    assert watch.changes() == {tmp_path / "a.yml", tmp_path / "new" / "c.yml"}
    (tmp_path / "a.yml").unlink()
    assert watch.changes() == {tmp_path / "a.yml"}


@pytest.mark.parametrize(
    "name", [".x.yml.swp", "x.yml~", "#x.yml#", "4913", "x.tmp", "__pycache__", ".DS_Store", "~$x.docx"]
)
def test_files_of_editors_do_not_count(name: str) -> None:
    assert is_editors_own(name)


def test_a_swap_file_that_an_editor_keeps_beside_the_record_stops_nothing(project: Project) -> None:
    record = project.practices / "jia.yml"
    with serving(project) as served:
        record.with_name(".jia.yml.swp").write_bytes(b"b0VIM 9.0")
        record.write_text(with_summary("开着编辑器改的。"), encoding="utf-8")
        served.wait_for("开着编辑器改的")
        assert "F101" not in served.told()
