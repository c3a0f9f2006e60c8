"""Asking a web server: whatever it answers, and however slowly, it costs bounded time and memory, and nothing raises."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from casebook.errors import Stopped
from casebook.verifying.asking import Asker, site_address

MOST = 100_000


class _Odd(BaseHTTPRequestHandler):
    """Answers in odd ways, by the address."""

    def do_GET(self) -> None:
        """Answer."""
        with suppress(OSError):
            getattr(self, f"_{self.path.strip('/')}")()

    def _endless(self) -> None:
        self._begin()
        while True:
            self.wfile.write(b"x" * 10_000)

    def _slow(self) -> None:
        self._begin()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.1)

    def _bomb(self) -> None:
        self._begin(("Content-Encoding", "gzip"))
        self.wfile.write(gzip.compress(bytes(20_000_000)))

    def _broken(self) -> None:
        self._begin(("Content-Encoding", "gzip"))
        self.wfile.write(b"no gzip")

    def _cut(self) -> None:
        self._begin(("Content-Length", "10"))
        self.wfile.write(b"x")

    def _nothing(self) -> None:
        self.wfile.write(b"nothing\r\n")

    def _away(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://other.example/")
        self.end_headers()

    def _circle(self) -> None:
        self.send_response(301)
        self.send_header("Location", "/circle")
        self.end_headers()

    def _good(self) -> None:
        self._begin(("X-One", "a"), ("X-One", "b"))
        self.wfile.write("好".encode())

    def _begin(self, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        for header in headers:
            self.send_header(*header)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    """Return the address of a server that answers in odd ways."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Odd) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def asker(odd: str) -> Asker:
    """Return one that waits for a second."""
    return Asker.of(odd, MOST, 1.0)


def test_a_good_answer_comes_whole(asker: Asker, odd: str) -> None:
    reply = asker.ask(f"{odd}good")
    assert (reply.status, reply.text, reply.is_whole, reply.failure) == (200, "好", True, "")
    assert reply.header("x-one") == "a, b"


@pytest.mark.parametrize("name", ["endless", "bomb"])
def test_what_is_too_large_is_cut_off(asker: Asker, odd: str, name: str) -> None:
    reply = asker.ask(odd + name)
    assert (reply.status, len(reply.body), reply.is_whole) == (200, MOST, False)


@pytest.mark.parametrize(
    ("name", "said"),
    [("slow", "1 秒没有回音"), ("broken", "没有连上"), ("nothing", "没有连上"), ("cut", "没有传完就断了")],
)
def test_what_is_no_answer_is_told_in_words(asker: Asker, odd: str, name: str, said: str) -> None:
    begun = time.monotonic()
    reply = asker.ask(odd + name)
    assert (reply.status, reply.body, reply.failure) == (0, b"", said)
    assert time.monotonic() - begun < 3


def test_a_redirect_is_followed_on_demand_within_its_host_alone(asker: Asker, odd: str) -> None:
    assert asker.ask(f"{odd}away").leads_to == "http://other.example/"
    assert asker.follow(f"{odd}away").leads_to == "http://other.example/"
    assert asker.follow(f"{odd}circle").status == 301


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("http://example.org", "http://example.org/"),
        ("https://example.org/zlk", "https://example.org/zlk/"),
        ("https://example.org:8443/zlk/index.html", "https://example.org:8443/zlk/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://例子.测试/知识库/", "http://xn--fsqu00a.xn--0zwm56d/%E7%9F%A5%E8%AF%86%E5%BA%93/"),
    ],
)
def test_the_address_of_a_site_is_brought_into_one_form(told: str, address: str) -> None:
    assert site_address(told, "verify") == address


@pytest.mark.parametrize(
    "told", ["", "example.org", "file:///etc/", "http://", "http://a b/", "http://x/?q=1", "http://x/#a", "http://x:y/",
             "http://u:p@x/", "http://" + "a" * 70 + "/"]
)  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused(told: str) -> None:
    with pytest.raises(Stopped, match=r"^verify "):
        site_address(told, "verify")
