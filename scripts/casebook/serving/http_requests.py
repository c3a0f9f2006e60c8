"""What a browser asks of `serve`, read strictly: one request of at most 16 KB, in ten seconds, from this machine's own pages.

A page of another site can give a name of its own to 127.0.0.1 and read drafts through it; so the name that is asked for counts.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from socket import socket
from urllib.parse import unquote_to_bytes

NAMES = ("127.0.0.1", "localhost", "[::1]")
METHODS = ("GET", "HEAD")
SECONDS = 10.0
MAX_HEAD = 16 * 1024
_PIECE = 4096
_END = b"\r\n\r\n"
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 (the name that the standard gives to such words)
_LINE = re.compile(rf"({_TOKEN}) ([!-~]+) HTTP/1\.[01]")
_FIELD = re.compile(rf"({_TOKEN}):[ \t]*([\t -~\x80-\xff]*?)[ \t]*")
# An address from the root, without an empty step, a backslash or a fragment.
_TARGET = re.compile(r"/(?!/)[^?#\\]*(?:\?[^#\\]*)?")
_BENT = re.compile(r"(?:^|/)\.{1,2}(?:/|$)|//|[\\\x00-\x1f\x7f]")
_ODD = "请求写得不对，没有回答。请在浏览器里打开本机的网址。"


class Refused(Exception):
    """A request that gets no page. status, sentence: what is answered; without a sentence the line is only closed."""

    def __init__(self, status: HTTPStatus, sentence: str = _ODD) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """A good request. path: decoded, from the root. query: as sent."""

    method: str
    path: str
    query: str


def read_head(line: socket, seconds: float = SECONDS) -> bytes:
    """Return the head of a request. Raises Refused where it is too long or takes too long as a whole."""
    until, head = time.monotonic() + seconds, b""
    while _END not in head:
        line.settimeout(max(until - time.monotonic(), 0.001))
        try:
            piece = line.recv(_PIECE)
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, _ODD if head else "") from None
        if not piece:
            raise Refused(HTTPStatus.BAD_REQUEST, _ODD if head else "")
        head += piece
        if len(head) > MAX_HEAD:
            raise Refused(HTTPStatus.BAD_REQUEST)
    return head.partition(_END)[0]


def asked(head: bytes, port: int) -> Asked:
    """Return what the head of a request asks for. port: where we listen. Raises Refused."""
    first, *rest = head.decode("latin-1").split("\r\n")
    line, fields = _LINE.fullmatch(first), [_FIELD.fullmatch(text) for text in rest]
    told = [(field[1].lower(), field[2]) for field in fields if field]
    if line is None or len(told) < len(rest):
        raise Refused(HTTPStatus.BAD_REQUEST)
    _refuse_other_hosts([value for name, value in told if name == "host"], port)
    if line[1] not in METHODS:
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "这里只能看网页，不接受别的请求。")
    if any(
        name in {"transfer-encoding", "upgrade"} or (name == "content-length" and value != "0") for name, value in told
    ):
        raise Refused(HTTPStatus.BAD_REQUEST)
    return Asked(line[1], *_path_and_query(line[2]))


def _refuse_other_hosts(hosts: list[str], port: int) -> None:
    if len(hosts) != 1:
        raise Refused(HTTPStatus.BAD_REQUEST)
    ours = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())  # noqa: PLR2004 (http's own)
    if hosts[0].lower() not in ours:
        raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"预览只给本机看，请打开 http://{NAMES[0]}:{port}/ 。")


def _path_and_query(target: str) -> tuple[str, str]:
    """Split the target of a request. Raises Refused for one that is no address of a page here."""
    path, _, query = target.partition("?")
    try:
        decoded = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    if not _TARGET.fullmatch(target) or _BENT.search(decoded):
        raise Refused(HTTPStatus.BAD_REQUEST)
    return decoded, query
