"""`check --links`: addresses on other hosts are asked politely, and never inside a closed network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from casebook.checks.asking_hosts import Answer, Manners, Result, ask
from casebook.checks.links_outside import (
    LinkReport,
    Target,
    as_table,
    check_links,
    last_report,
    manners_of,
    save,
    targets,
)
from casebook.commands.cli import main
from casebook.errors import Stopped
from checkouts import make_checkout, write
from kit import BASE, KnowledgeBase

FAILS_FIRST = "/fails-first"


class Host(ThreadingHTTPServer):
    """A host of which every page does something else; it keeps what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def url(self, path: str) -> str:
        return f"http://{self.name}{path}"


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Host)
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        if self.path.startswith("/to?"):
            self.answer(301 if "for-good" in self.path else 302, self.path.split("=", 1)[1])
        elif self.path == FAILS_FIRST:
            self.answer(200 if [path for path, _ in self.server.asked].count(FAILS_FIRST) > 1 else 503)
        elif self.path == "/lost-page":
            self.answer(200, body="<html><title>您访问的页面不存在</title></html>")
        elif self.path == "/round":
            self.answer(302, "/round")
        else:
            self.answer(int(self.path.rsplit("/", 1)[1]))

    def answer(self, status: int, location: str = "", body: str = "<title>答复</title>") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def manners(host: Host) -> Manners:
    return Manners(inside=frozenset({host.name}), pause=0.01, timeout=5.0)


@pytest.mark.parametrize(
    ("path", "result", "status"),
    [
        ("/page/200", Result.GOOD, 200),
        ("/page/404", Result.GONE, 404),
        ("/page/410", Result.GONE, 410),
        ("/lost-page", Result.GONE, 200),
        ("/page/403", Result.REFUSED, 403),
        ("/page/412", Result.REFUSED, 412),
        ("/page/429", Result.REFUSED, 429),
        ("/page/500", Result.FAILED, 500),
        (FAILS_FIRST, Result.GOOD, 200),
        ("/to?for-good=/page/200", Result.MOVED, 200),
        ("/to?now=/page/200", Result.GOOD, 200),
        ("/to?now=/page/404", Result.GONE, 404),
        ("/round", Result.GONE, 302),
    ],
)
def test_what_an_answer_means(host: Host, path: str, result: Result, status: int) -> None:
    found = ask(host.url(path), manners(host))
    assert (found.result, found.status) == (result, status)


def test_a_page_that_moved_tells_where_to(host: Host) -> None:
    found = ask(host.url("/to?for-good=/page/200"), manners(host))
    assert found == Answer(Result.MOVED, 200, f"已搬到 {host.url('/page/200')}")


def test_an_address_with_chinese_characters_is_asked_in_ascii(host: Host) -> None:
    ask(host.url("/文件/200"), manners(host))
    assert host.asked[0][0] == "/%E6%96%87%E4%BB%B6/200"


def test_a_failure_is_tried_again_and_an_answer_is_not(host: Host) -> None:
    ask(host.url("/page/500"), manners(host))
    ask(host.url("/page/404"), manners(host))
    assert [path for path, _ in host.asked] == ["/page/500"] * 3 + ["/page/404"]


def test_the_program_says_what_it_is(host: Host) -> None:
    ask(host.url("/page/200"), manners(host))
    assert host.asked[0][1].startswith("casebook-link-check/")


def test_a_closed_network_is_not_asked(host: Host) -> None:
    assert ask(host.url("/page/200"), Manners(pause=0.01)).result is Result.GONE
    assert host.asked == []


@pytest.mark.parametrize(
    "there",
    ["http://127.0.0.1:1/", "http://localhost:1/", "http://169.254.169.254/", "http://[::1]:1/", "file:///etc/passwd"],
)
def test_no_redirect_leads_into_a_closed_network(host: Host, there: str) -> None:
    found = ask(host.url(f"/to?now={there}"), manners(host))
    assert found.result is Result.GONE
    assert len(host.asked) == 1


def test_a_host_that_refuses_programs_is_left_in_peace(host: Host) -> None:
    skipping = Manners(skipped=frozenset({"127.0.0.1"}), inside=frozenset({host.name}))
    assert ask(host.url("/page/200"), skipping).result is Result.SKIPPED
    assert host.asked == []


def test_a_host_that_does_not_answer_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        name = f"127.0.0.1:{silent.getsockname()[1]}"
        found = ask(f"http://{name}/", Manners(inside=frozenset({name}), timeout=0.1, pause=0.01, tries=2))
    assert found.result is Result.FAILED
    assert found.note.endswith("没有回音")


def document(url: str) -> str:
    return f"{BASE['_sources/d.yml']}url: {url}\n"


def test_addresses_come_from_documents_settings_and_pages(tmp_path: Path) -> None:
    project = make_checkout(tmp_path, {**BASE, "_sources/d.yml": document("https://www.gov.cn/a.html")})
    config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    write(tmp_path / "mkdocs.yml", config.replace('repo_url: ""', "repo_url: https://gitee.com/a/b"))
    write(
        tmp_path / "docs" / "about" / "x" / "index.md",
        "见[标准](https://www.iso.org/a.html)。例如 https://example.gov.cn/ 。",
    )
    write(tmp_path / "docs" / "made" / "index.md", '---\n{"render_macros": false}\n---\nhttps://made.cn/')
    assert targets(project) == (
        Target("d", "url", "https://www.gov.cn/a.html"),
        Target("mkdocs.yml", "repo_url", "https://gitee.com/a/b"),
        Target("docs/about/x/index.md", "", "https://www.iso.org/a.html"),
    )


def test_what_was_found_is_kept_and_told(tmp_path: Path, host: Host) -> None:
    records = {
        **BASE,
        "_sources/d.yml": document(host.url("/page/404")),
        "_sources/e.yml": document(host.url("/page/200")),
    }
    project = make_checkout(tmp_path, records)
    told: list[str] = []
    report = check_links(project, told.append, manners(host))
    assert as_table(report) == (
        f"打不开\td url\t{host.url('/page/404')}\t网页不在了\n打得开\te url\t{host.url('/page/200')}\n"
        "共查 2 个网址，1 个打得开，1 个要人看。\n"
    )
    assert len(told) == 2
    assert last_report(project) is None
    assert save(project, report) == tmp_path / "data" / "links.json"
    assert last_report(project) == report


def test_an_address_that_does_not_open_is_only_a_warning(
    knowledge_base: KnowledgeBase, capsys: pytest.CaptureFixture[str]
) -> None:
    knowledge_base.write({**BASE, "_sources/d.yml": document("http://127.0.0.1:1/a.html")})
    assert main(["check", "--links", "--practices", str(knowledge_base.project.practices)]) == 0
    assert capsys.readouterr().out == (
        "打不开\td url\thttp://127.0.0.1:1/a.html\t是内网地址（127.0.0.1），没有去查\n共查 1 个网址，0 个打得开，1 个要人看。\n"
    )


def test_hosts_that_refuse_programs_are_listed_in_a_file(tmp_path: Path) -> None:
    project = make_checkout(tmp_path)
    write(tmp_path / "data" / "links-skipped.txt", "# 一行一个，后面写原因\nwww.gov.cn 拒绝程序访问\n\n")
    assert manners_of(project) == Manners(frozenset({"www.gov.cn"}))


def test_a_broken_report_is_told(tmp_path: Path) -> None:
    project = make_checkout(tmp_path)
    write(tmp_path / "data" / "links.json", "{")
    with pytest.raises(Stopped, match=r"data/links\.json 读不懂"):
        last_report(project)


def test_the_report_has_no_other_fields() -> None:
    assert set(LinkReport.model_fields) == {"version", "checked", "found"}
