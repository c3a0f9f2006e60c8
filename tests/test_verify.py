"""`verify` against the nginx of the publishing page: the good server has no fault, each small change of it has its own, alone."""

from __future__ import annotations

import grp
import json
import os
import pwd
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.commands.cli import main
from casebook.publishing.publish import publish
from casebook.verifying.faults import KINDS, as_json, as_text
from casebook.verifying.verify import sample, verify
from checkouts import YI, catalog_of, make_checkout
from kit import BASE, RECORD, laid_over
from nginx_server import BELOW, NO_NGINX, _free_port, program
from nginx_spoilt import Place, Rewrite, Spoil, besides, edit, instead, kinds, served, take_away, verdict, without
from test_nginx import CHANGED

FIGURE = "outcomes: [{key: coverage, metric: 甲, value: '5', nature: 产出, document: d, anchor: 六个字的原文}]"
RECORDS = {**BASE, "jia.yml": laid_over(RECORD, FIGURE), "yi.yml": CHANGED, "bing.yml": YI.replace("乙做法", "丙做法")}
PROTECTION = "add_header Content-Security-Policy \"frame-ancestors 'self'\" always; add_header X-Content-Type-Options nosniff always;"
MOST_ASKED = 120


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return a small site, as it was published."""
    found = program()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_NGINX)
        pytest.skip(NO_NGINX)
    place = Place(tmp_path_factory.mktemp("verify"), _free_port(), found)
    project = make_checkout(place.folder / "checkout", RECORDS)
    publish(catalog_of(project), project, place.site, place.base, offline=False)
    return place


@pytest.fixture
def place(good: Place, tmp_path: Path) -> Place:
    """Return a copy of it, to be spoiled."""
    shutil.copytree(good.folder / "www", tmp_path / "www", copy_function=os.link)
    return Place(tmp_path, good.port, good.nginx)


FAULTY_SERVERS: dict[str, tuple[str, Rewrite]] = {
    "no compression": ("gzip", without("gzip on;")),
    "no compression of scripts": ("gzip", instead("application/javascript application/json application/atom+xml image", "application/json;")),
    "unknown type of Markdown": ("type", without("text/markdown            md;")),
    "scripts as plain text": ("type", instead("application/javascript   js;", "text/plain js;")),
    "no charset": ("charset", without("charset utf-8;")),
    "a wrong charset": ("charset", instead("charset utf-8;", "charset gbk;")),
    "home page for what is not there": ("status", instead("error_page 404 /404", "error_page 404 =200 /index.html;")),
    "redirect for what is not there": ("status", instead("error_page 404 /404", "error_page 404 =302 /;")),
    "404 without our page": ("page404", without("error_page 404 /404.html;")),
    "404 that is kept": (
        "cached404",
        besides(f'location = /404.html {{ add_header Cache-Control "max-age=86400" always; {PROTECTION} }}'),
    ),
    "pages kept for a month": ("cache", instead("expires -1;", "expires 30d;")),
    "pages kept as the browser likes": ("cache", without("expires -1;")),
    "styles and scripts asked for each time": ("assets-cache", without('location ~ "/assets/(css|js)/')),
    "types may be guessed": ("nosniff", without("add_header X-Content-Type-Options")),
    "frames of others": ("frames", without("add_header Content-Security-Policy")),
    "hidden files": ("dots", without("location ~ /\\.(?!well-known/) {")),
    "slash without the port": ("redirect", instead("absolute_redirect off;", "port_in_redirect off;")),
    "slash by another port": ("redirect", besides("location = /practices { return 301 http://127.0.0.1:9$uri/; }")),
    "slash by https": ("redirect", besides("location = /practices { return 301 https://$http_host$uri/; }")),
    "slash without the query": (
        "redirect", besides("location ~ ^/practices/[a-z]+$ { absolute_redirect off; return 301 $uri/; }"),
    ),
    "all to https that is not there": ("away", besides("return 301 https://$host:9$request_uri;")),
    "all to another host": ("away", besides("return 301 http://old.example.gov.cn$request_uri;")),
    "a folder refused": (
        "modes", lambda text: besides("location ^~ /browse/themes/ { deny all; }")(without("error_page 403")(text)),
    ),
    "another site at the address": ("home", besides('location = / { default_type text/html; return 200 "hello"; }')),
    "nothing at the address": ("home", instead("index index.html;", "index none.html;")),
}  # fmt: skip


POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
FAULTY_SITES: dict[str, tuple[str, Spoil]] = {
    "a page of the ledger is missing": ("missing", take_away("practices/jia")),
    "a page of a former id is missing": ("missing", take_away("practices/yi-jiu")),
    "a workbook is missing": ("missing", take_away("downloads/practices.xlsx")),
    "an anchor is missing": ("anchors", edit("practices/jia/*.html", lambda text: text.replace('id="coverage"', ""))),
    "a style is missing": ("assets", take_away("assets/css/base.*.css")),
    "one page of another day": (
        "half", edit("practices/jia/*.html", lambda text: text.replace("数据更新至 2026年", "数据更新至 2025年")),
    ),
    "a page without its policy": ("policy", edit("practices/jia/*.html", lambda text: POLICY.sub("", text))),
    "a script put in by others": (
        "loads", edit("index.html", lambda text: text.replace("</head>", '<script src="//ad.example/a.js"></script></head>')),
    ),
    "an old domain in the pages": (
        "domain", edit("**/index.html", lambda text: text.replace("http://127.0.0.1", "http://old.example.gov.cn")),
    ),
    "an old domain in the sitemap": (
        "domain", edit("sitemap.xml", lambda text: text.replace("http://127.0.0.1", "http://old.example.gov.cn")),
    ),
    "an old path in the pages": (
        "domain", edit("index.html", lambda text: re.sub(r'(rel="canonical" href="[^"]+)"', r'\1zlk/"', text)),
    ),
}  # fmt: skip


def test_the_good_server_has_no_fault(good: Place) -> None:
    found = verdict(good)
    assert as_text(found) == f"核对了 {good.base} 的 {found.asked} 个网址，没有发现问题。\n"
    assert 60 < found.asked <= MOST_ASKED


def below(text: str) -> str:
    """Let the server of the sub-path answer for every name."""
    return re.sub(rf"(listen [0-9.:]+);(\s+server_name {BELOW})", r"\1 default_server;\2", text)


def move_below(place: Place) -> None:
    """Give the pages the address of the sub-path."""
    at_root, at_path = f":{place.port}/", f":{place.port}/zlk/"
    edit("**/*.html", lambda text: text.replace(at_root, at_path))(place.site)
    edit("*.xml", lambda text: text.replace(at_root, at_path))(place.site)


def test_the_good_server_below_a_path_has_no_fault(place: Place) -> None:
    move_below(place)
    assert as_text(verdict(place, below, "zlk/")).endswith("没有发现问题。\n")


def test_a_wrong_root_below_a_path_is_told(place: Place) -> None:
    move_below(place)
    wrong = instead(f"root {place.folder / 'www'};", f"root {place.site};")
    assert kinds(place, lambda text: wrong(below(text)), "zlk/") == ["home"]


@pytest.mark.parametrize(("kind", "rewrite"), FAULTY_SERVERS.values(), ids=FAULTY_SERVERS.keys())
def test_each_fault_of_the_server_is_told_alone(good: Place, kind: str, rewrite: Rewrite) -> None:
    assert kinds(good, rewrite) == [kind]


@pytest.mark.parametrize(("kind", "spoil"), FAULTY_SITES.values(), ids=FAULTY_SITES.keys())
def test_each_fault_of_the_site_is_told_alone(place: Place, kind: str, spoil: Spoil) -> None:
    spoil(place.site)
    assert kinds(place) == [kind]


def test_a_fallback_to_the_home_page_does_not_hide_what_is_missing(place: Place) -> None:
    take_away("practices/jia")(place.site)
    found = verdict(place, instead("error_page 404 /404", "error_page 404 =200 /index.html;"))
    assert [*found.faults] == ["missing", "status"]
    assert "practices/jia/：给出的是首页" in as_text(found)


@pytest.fixture
def open_place(place: Place) -> Iterator[Place]:
    """Return a place in a folder that any user may enter."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        shutil.copytree(place.folder / "www", Path(name) / "www")
        yield Place(Path(name), place.port, place.nginx)


def as_nobody(text: str) -> str:
    """Let nginx read files as a user who owns none of them, where that can be chosen."""
    group = grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name
    return text.replace("user root;", f"user nobody {group};")


@pytest.mark.parametrize("hides", [True, False], ids=["as 404", "as 403"])
def test_pages_that_the_server_may_not_read_are_told_as_modes(open_place: Place, *, hides: bool) -> None:
    (open_place.site / "practices" / "jia" / "index.html").chmod(0o600 if os.geteuid() == 0 else 0)
    shown = str if hides else without("error_page 403")
    assert kinds(open_place, lambda text: shown(as_nobody(text))) == ["modes"]


def test_a_folder_that_the_server_may_not_read_is_told_as_modes(open_place: Place) -> None:
    folder = open_place.site / "practices" / "jia"
    folder.chmod(0o700 if os.geteuid() == 0 else 0)
    try:
        open_one = kinds(open_place, lambda text: without("error_page 403")(as_nobody(text)))
        hidden = kinds(open_place, as_nobody)  # then no answer tells it from a missing one
    finally:
        folder.chmod(0o755)
    assert (open_one, hidden) == (["modes"], ["missing"])
    assert "chmod -R a+rX" in KINDS["missing"].others


def test_a_site_of_before_without_the_ledger_is_verified_by_its_api(place: Place) -> None:
    take_away("api/v1/ledger.txt")(place.site)
    found = verdict(place)
    assert found.faults == {}
    take_away("browse/documents/d")(place.site)
    assert kinds(place) == ["missing"]


def test_all_pages_of_the_ledger_are_asked_for_on_demand(good: Place) -> None:
    last = (good.site / "api" / "v1" / "ledger.txt").read_text(encoding="utf-8").splitlines()
    with served(good, str):
        assert verify(good.base, every=True).asked > len(last)


def test_the_sample_is_spread_over_kinds_and_over_each() -> None:
    lines = [*(f"practice p{n:03}" for n in range(200)), "theme a", "theme b", *(f"place {n:03}" for n in range(50))]
    found = sample(lines, 60)
    assert len(found) == len({*found}) == 60
    assert {"theme a", "theme b"} < {*found}
    assert sum(line.startswith("practice") for line in found) == 29
    assert [line for line in found if line.startswith("place")][-1] == "place 048"
    assert sample(lines, 1000) == tuple(lines)


def test_a_fault_is_told_with_its_line_for_nginx_and_in_words(good: Place) -> None:
    found = verdict(good, without("gzip on;"))
    text = as_text(found)
    assert text.startswith(f"1. 没有压缩，网页打开慢\n   {good.base}：没有 Content-Encoding: gzip，")
    assert "\n   nginx：gzip on; gzip_proxied any; gzip_types " in text
    assert "\n   别的：对网页、样式、脚本和 JSON 打开 gzip 压缩；" in text
    assert text.endswith(f"核对了 {good.base} 的 {found.asked} 个网址，有 1 样不对，见上。\n")
    told = json.loads(as_json(found))
    assert (told["site"], told["asked"]) == (good.base, found.asked)
    assert [fault["kind"] for fault in told["faults"]] == ["gzip"]
    assert told["faults"][0]["seen"][0]["url"] == good.base


def test_every_kind_of_fault_but_slowness_has_a_server_that_shows_it() -> None:
    shown = {kind for kind, _ in (*FAULTY_SERVERS.values(), *FAULTY_SITES.values())}
    assert KINDS.keys() - shown == {"failed"}


def test_the_command_ends_with_1_for_a_fault_and_with_2_where_nothing_answers(good: Place) -> None:
    with served(good, without("gzip on;")):
        assert main(["verify", good.base]) == 1
    with served(good, str):
        assert main(["verify", good.base]) == 0
    assert main(["verify", good.base]) == 2
    assert main(["verify", "http://a:b@127.0.0.1/"]) == 2
    assert main(["verify", "example.gov.cn"]) == 2
