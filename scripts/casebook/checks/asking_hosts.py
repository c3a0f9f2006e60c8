"""Asking one address of another host: politely, a few times, and never inside a closed network."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urljoin, urlsplit

from casebook.rules.documents import is_public_host
from casebook.text.escaping import is_safe_url

_AGENT = "casebook-link-check/1 (a librarian's check that cited pages still exist)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_REFUSALS = frozenset({401, 403, 405, 406, 412, 418, 429, 451, 521})
_GONE = frozenset({404, 410})
_OK, _BAD_REQUEST, _SERVER_ERROR = 200, 400, 500
_MOST_REDIRECTS = 5
_READ = 64 << 10
_LOST_TITLE = re.compile(r"<title>[^<]{0,80}(?:404|不存在|找不到|未找到|已删除)", re.IGNORECASE)


class Result(StrEnum):
    """What came of asking an address."""

    GOOD = "打得开"
    MOVED = "搬走了"
    GONE = "打不开"
    REFUSED = "不让程序查"
    FAILED = "没有连上"
    SKIPPED = "没有查"


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are asked.

    skipped: hosts that refuse programs and are left in peace. inside: `host:port` that may be in a closed network.
    timeout: seconds for each step. tries: how often. pause: seconds before the second try, twice as many before the third.
    """

    skipped: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    timeout: float = 20.0
    tries: int = 3
    pause: float = 2.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it. status: of HTTP, 0 where there was none. note: one Chinese phrase."""

    result: Result
    status: int
    note: str = ""


class _Inside(Exception):
    """An address that leads into a closed network."""


def ask(url: str, manners: Manners) -> Answer:
    """Ask for an address; try again where that may help. Nothing raises."""
    if (urlsplit(url).hostname or "") in manners.skipped:
        return Answer(Result.SKIPPED, 0, "这个网站不让程序查，请人工打开看")
    answer = Answer(Result.FAILED, 0, "没有连上")
    for turn in range(manners.tries):
        if turn:
            time.sleep(manners.pause * turn)
        answer = _once(url, manners)
        if answer.result is not Result.FAILED:
            break
    return answer


def _once(url: str, manners: Manners) -> Answer:
    try:
        return _followed(url, manners)
    except _Inside as error:
        return Answer(Result.GONE, 0, f"是内网地址（{error}），没有去查")
    except TimeoutError:
        return Answer(Result.FAILED, 0, f"{manners.timeout:.0f} 秒没有回音")
    except ssl.SSLError:
        return Answer(Result.FAILED, 0, "加密证书有问题")
    except socket.gaierror:
        return Answer(Result.FAILED, 0, "没有这个域名")
    except (OSError, http.client.HTTPException, UnicodeError, ValueError):
        return Answer(Result.FAILED, 0, "没有连上")


def _followed(url: str, manners: Manners) -> Answer:
    here, for_good = url, True
    for _ in range(_MOST_REDIRECTS + 1):
        status, location, body = _get(here, manners)
        if status not in _REDIRECTS or not location:
            return _judged(status, body, here if here != url and for_good else "")
        here, for_good = urljoin(here, location), for_good and status in _FOR_GOOD
        if not is_safe_url(here):
            return Answer(Result.GONE, status, "转到了不能用的地址")
    return Answer(Result.GONE, status, "转来转去，到不了")


def _judged(status: int, body: str, moved: str) -> Answer:
    if status in _GONE or (status < _BAD_REQUEST and _LOST_TITLE.search(body)):
        return Answer(Result.GONE, status, "网页不在了")
    if status in _REFUSALS:
        return Answer(Result.REFUSED, status, "网站拒绝程序访问，请人工打开看")
    if status >= _SERVER_ERROR:
        return Answer(Result.FAILED, status, "网站出错")
    if not _OK <= status < _BAD_REQUEST:
        return Answer(Result.GONE, status, "网站不认这个地址")
    return Answer(Result.MOVED, status, f"已搬到 {moved}") if moved else Answer(Result.GOOD, status)


def _get(url: str, manners: Manners) -> tuple[int, str, str]:
    """Return the status, where it sends us, and the beginning of the page."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host, port = parts.hostname or "", parts.port or (443 if secure else 80)
    plain = socket.create_connection(_address(host, port, manners), manners.timeout)
    connection = http.client.HTTPConnection(host, port, timeout=manners.timeout)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
        )
        connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        for name, value in (("Host", parts.netloc), ("User-Agent", _AGENT), ("Accept", "*/*"), ("Connection", "close")):
            connection.putheader(
                name, value.encode("idna").decode() if name == "Host" and not value.isascii() else value
            )
        connection.endheaders()
        response = connection.getresponse()
        return response.status, response.headers["Location"] or "", response.read1(_READ).decode("utf-8", "replace")
    finally:
        plain.close()
        connection.close()


def _address(host: str, port: int, manners: Manners) -> tuple[str, int]:
    """Return the number to connect to: looked up once, so that no name leads elsewhere afterwards."""
    may_be_inside = f"{host}:{port}" in manners.inside
    if not may_be_inside and not is_public_host(host):
        raise _Inside(host)
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not may_be_inside and not all(map(is_public_host, found)):
        raise _Inside(host)
    return found[0], port
