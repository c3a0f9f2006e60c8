"""What holds for every address: ways within the site, addresses of words, links to other sites."""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook import links
from casebook.text.escaping import is_safe_url

ADDRESSES = st.lists(st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)
ANCHORS = st.just("") | st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)


@given(ADDRESSES, ADDRESSES, ANCHORS)
def test_a_relative_way_leads_there_from_any_sub_path(here: str, there: str, anchor: str) -> None:
    way = links.relative(here, f"{there}#{anchor}" if anchor else there)
    parts = urlsplit(way)
    for root in ("/", "/a/b/"):
        reached = posixpath.normpath(posixpath.join(root + here, parts.path)) + "/"
        assert reached.replace("//", "/") == (posixpath.normpath(root + there) + "/").replace("//", "/")
    assert parts.fragment == anchor
    assert not parts.path or parts.path.endswith("/")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://www.example.gov.cn/a.html", True),
        ("http://example.gov.cn:8080/a?b=1&c=2#d", True),
        ("https://例子.中国/路径", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.gov.cn/a", False),
        ("/a.html", False),
        ("", False),
        ("https://", False),
        ("https:///a", False),
        ("https://user@example.gov.cn/", False),
        ("https://user:pass@example.gov.cn/", False),
        ("https://example.gov.cn/a b", False),
        ("https://example.gov.cn/\"onclick='x'", False),
        ("https://example.gov.cn/<b>", False),
        ("https://example.gov.cn/\n", False),
        ("https://[::1", False),
        ("ftp://example.gov.cn/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_plain_web_addresses_are_linked(url: str, safe: bool) -> None:
    assert is_safe_url(url) is safe
