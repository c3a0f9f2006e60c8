"""Asking a web server: every answer is bounded in size and time, no redirect is followed unasked, nothing raises."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import zlib
from dataclasses import dataclass, field
from email.message import Message
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPErrorProcessor, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

from casebook.errors import Stopped

_AGENT = "casebook-verify/1"
_HOST = re.compile(r"[^\s/?#@\\\"'<>]+")
_CHUNK = 64 << 10
_GZIP = 16 + zlib.MAX_WBITS
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK, NOT_FOUND, FORBIDDEN = 200, 404, 403


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking. status: 0 where nothing came, which `failure` tells. is_whole: the body is not cut off."""

    url: str
    status: int = 0
    headers: Message = field(default_factory=Message)
    body: bytes = b""
    is_whole: bool = True
    failure: str = ""

    def header(self, name: str) -> str:
        """Return a header's value; of several, all of them."""
        return ", ".join(map(str, self.headers.get_all(name) or []))

    @property
    def text(self) -> str:
        """The body as UTF-8."""
        return self.body.decode("utf-8", "replace")

    @property
    def leads_to(self) -> str:
        """Where a redirect leads, as a whole address; empty for any other answer."""
        location = self.header("Location") if self.status in _REDIRECTS else ""
        return urljoin(self.url, location) if location else ""


class _AsItIs(HTTPErrorProcessor):
    """Takes every answer as it is: where a redirect leads, and what comes with a 404, is what one wants to know."""

    def http_response(self, request: Request, response: http.client.HTTPResponse) -> http.client.HTTPResponse:
        """Return the answer."""
        del request
        return response

    https_response = http_response


@dataclass(frozen=True)
class Asker:
    """Asks one host. most: bytes of an answer, packed and unpacked. seconds: for a whole answer."""

    opener: OpenerDirector
    most: int
    seconds: float

    @classmethod
    def of(cls, base: str, most: int, seconds: float) -> Asker:
        """Return one for a site. This machine itself is asked without a proxy."""
        own = (urlsplit(base).hostname or "") in {"localhost", "127.0.0.1", "::1"}
        secure = HTTPSHandler(context=ssl.create_default_context())
        return cls(build_opener(_AsItIs(), secure, *([ProxyHandler({})] if own else [])), most, seconds)

    def ask(self, url: str) -> Reply:
        """Ask for an address."""
        until = time.monotonic() + self.seconds
        headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        try:
            request = Request(url, headers=headers)  # noqa: S310 (`site_address` lets http and https through alone)
            with self.opener.open(request, timeout=self.seconds) as response:
                return self._read(url, response.status, response.headers, response, until)
        except (OSError, http.client.HTTPException, UnicodeError, ValueError, zlib.error) as error:
            return Reply(url, failure=_failure(error, self.seconds))

    def follow(self, url: str) -> Reply:
        """Ask for an address, and where it leads to within its host."""
        reply = self.ask(url)
        for _ in range(_MOST_REDIRECTS):
            there = reply.leads_to
            if not there or urlsplit(there).hostname != urlsplit(url).hostname:
                break
            reply = self.ask(there)
        return reply

    def _read(self, url: str, status: int, headers: Message, body: http.client.HTTPResponse, until: float) -> Reply:
        data, unpack = bytearray(), zlib.decompressobj(_GZIP) if headers.get("Content-Encoding") == "gzip" else None
        came = 0
        while len(data) <= self.most and (chunk := body.read1(_CHUNK)):
            came += len(chunk)
            data += unpack.decompress(chunk, self.most + 1 - len(data)) if unpack else chunk
            if time.monotonic() > until:
                raise TimeoutError
        if len(data) <= self.most and came < int(headers.get("Content-Length") or 0):
            raise http.client.IncompleteRead(bytes(data))
        return Reply(url, status, headers, bytes(data[: self.most]), len(data) <= self.most)


def _failure(error: Exception, seconds: float) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return f"{seconds:.0f} 秒没有回音"
    if isinstance(reason, ssl.SSLError):
        return "https 的证书有问题，或那里没有 https"
    if isinstance(reason, socket.gaierror):
        return "没有这个域名"
    if isinstance(reason, ConnectionRefusedError):
        return "那里没有网页服务器"
    return "没有传完就断了" if isinstance(reason, http.client.IncompleteRead) else "没有连上"


def site_address(text: str, word: str) -> str:
    """Return the address of a site as given on the command line, with its last slash. Raises Stopped unless it is one.

    word: the option or command that it was given to.
    """
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        raise _no_address(text, word) from None
    if "@" in parts.netloc:
        raise Stopped(f"{word} 的网址里不要写用户名和密码。")
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or parts.query or parts.fragment:
        raise _no_address(text, word)
    name = f"[{host}]" if ":" in host else host
    path = quote(parts.path.removesuffix("index.html").rstrip("/"), safe="/%:!$&'()*+,;=~-._")
    return f"{parts.scheme}://{name}{port}{path}/"


def _no_address(text: str, word: str) -> Stopped:
    return Stopped(f"{word} 不能是“{text}”，应是网站首页的网址，例如 https://example.gov.cn/zlk/，末尾不带问号和井号。")
