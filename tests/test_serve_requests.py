"""What `serve` answers to requests that no browser makes of its own accord: one quiet sentence, nothing of the site."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.project import Project
from casebook.serving.http_requests import MAX_HEAD, Refused, read_head
from casebook.serving.live_server import Server
from casebook.serving.live_site import LiveSite
from casebook.serving.under_mkdocs import OwnNames
from checkouts import write

DRAFT = "还没有发布的草稿"
ODD = "请求写得不对，没有回答。请在浏览器里打开本机的网址。\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a running server of a site of two pages; the folder above holds a secret."""
    write(tmp_path / "secret.txt", DRAFT)
    for path in ("index.html", "practices/jia/index.html", "practices/jia/甲 乙.txt"):
        write(tmp_path / "live" / path, f"<html><body>{DRAFT}</body></html>")
    site = LiveSite(Project(tmp_path, tmp_path / "practices"), tmp_path / "live")
    site.ready.set()
    server = Server(0, site)
    with server.running():
        yield server


def sent(server: Server, *pieces: bytes) -> str:
    """Send bytes as they are; return all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
        for piece in pieces:
            line.sendall(piece)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(1 << 16), b"")).decode()


def got(server: Server, line: str = "GET / HTTP/1.1", host: str = "", more: str = "") -> tuple[int, str]:
    """Send a request that is good but for what is given; return status and body."""
    said = sent(server, f"{line}\r\nHost: {host or f'127.0.0.1:{server.port}'}\r\n{more}\r\n".encode("latin-1"))
    head, _, body = said.partition("\r\n\r\n")
    return int(head.split()[1]), body


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_this_machine_is_answered_by_each_of_its_names(server: Server, name: str) -> None:
    status, body = got(server, host=f"{name}:{server.port}")
    assert (status, DRAFT in body) == (200, True)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}",
     "localhost.evil.example:{port}", "x@127.0.0.1:{port}", "0.0.0.0:{port}", "2130706433:{port}", "127.0.0.1:{port},evil"],
)  # fmt: skip
def test_a_foreign_host_sees_nothing_of_the_site(server: Server, host: str) -> None:
    assert got(server, host=host.format(port=server.port)) == (
        421,
        f"预览只给本机看，请打开 http://127.0.0.1:{server.port}/ 。\n",
    )


@pytest.mark.parametrize(
    "head",
    [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/0.9\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: {host}\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: {host}\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: {host}\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "G\x00T / HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        "GET / HTTP/1.1\nHost: {host}\n\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nnonsense\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : {host}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: a\nY: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: \x00\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nabcde",
        "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0, 5\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: {host}\r\nX: {long}\r\n\r\n",
        "GET /{long} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    ],
)
def test_a_malformed_request_gets_400_quietly(server: Server, head: str, capfd: pytest.CaptureFixture[str]) -> None:
    filled = head.replace("{host}", f"127.0.0.1:{server.port}").replace("{long}", "x" * MAX_HEAD)
    said = sent(server, filled.encode("latin-1"))
    assert said.startswith("HTTP/1.1 400 Bad Request\r\n")
    assert said.partition("\r\n\r\n")[2] == ODD
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/", "http://127.0.0.1/", "//evil.example/", "//", "/practices//jia/", "*", "practices/jia/", "evil:80",
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/practices/..%2f..%2fsecret.txt", "/practices/./jia/",
        "/..", "/%2e", "/a%00b", "/a%0d%0aSet-Cookie:x", "/..\\secret.txt", "/..%5csecret.txt", "/%2fetc/passwd", "/%ff", "/%",
        "/#x", "/\xe7\x94\xb2",
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_the_site_shows_nothing(server: Server, target: str) -> None:
    status, body = got(server, f"GET {target} HTTP/1.1")
    assert (status, DRAFT in body) == ((404 if target == "/%" else 400), False)


def test_a_chinese_name_and_a_query_are_understood(server: Server) -> None:
    assert got(server, "GET /practices/jia/%E7%94%B2%20%E4%B9%99.txt?q=%ff//.. HTTP/1.1")[0] == 200
    assert "Location: /practices/jia/?a=/b\r\n" in sent(
        server, f"GET /practices/jia?a=/b HTTP/1.0\r\nHost: localhost:{server.port}\r\n\r\n".encode()
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND"])
def test_only_reading_is_allowed(server: Server, method: str) -> None:
    assert got(server, f"{method} / HTTP/1.1", more="Content-Length: 3\r\n") == (
        405,
        "这里只能看网页，不接受别的请求。\n",
    )
    assert "Allow: GET, HEAD\r\n" in sent(
        server, f"{method} / HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode()
    )


def test_a_head_has_the_headers_of_the_page_alone(server: Server) -> None:
    request = f" / HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode()
    head, _, body = sent(server, b"HEAD" + request).partition("\r\n\r\n")
    assert body == ""
    assert sent(server, b"GET" + request).startswith(f"{head}\r\n\r\n<html>")


def test_no_other_site_may_load_or_frame_a_page(server: Server) -> None:
    said = sent(server, f"GET / HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode())
    assert "\r\nCross-Origin-Resource-Policy: same-origin\r\n" in said
    assert "\r\nContent-Security-Policy: frame-ancestors 'self'\r\n" in said


def test_a_request_in_single_bytes_is_read(server: Server) -> None:
    request = f"GET / HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode()
    assert DRAFT in sent(server, *(request[i : i + 1] for i in range(len(request))))


def test_a_slow_request_ends_as_a_whole_not_byte_by_byte() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"GET / HT")
        begun = time.monotonic()
        with pytest.raises(Refused) as refused:
            read_head(ours, 0.2)
        assert refused.value.status == 408
        assert 0.1 < time.monotonic() - begun < 2


def test_a_line_that_says_nothing_is_only_closed(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    assert sent(server) == ""
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"GET / HT")
    assert got(server)[0] == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("host", "is_answered"),
    [
        ("127.0.0.1:8000", True), ("localhost:8000", True), ("[::1]:8000", True), ("192.168.1.5:8000", True), ("office:8000", True),
        ("evil.example:8000", False), ("127.0.0.1.evil.example", False), ("", False), ("[", False), ("x@evil.example", False),
    ],
)  # fmt: skip
def test_under_mkdocs_too_only_numbers_and_own_names_are_answered(host: str, is_answered: bool) -> None:
    said: list[str] = []
    site = OwnNames(lambda _environ, _start: [DRAFT.encode()], "office")
    body = b"".join(site({"HTTP_HOST": host}, lambda status, *_: said.append(status)))  # type: ignore[arg-type]
    assert (body == DRAFT.encode()) is is_answered
    assert said == ([] if is_answered else ["421 Misdirected Request"])
