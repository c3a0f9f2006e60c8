"""The nginx configuration of the publishing page, run as it stands there and asked as browsers would."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.publishing.bundles import Bundles
from casebook.publishing.publish import publish
from checkouts import YI, catalog_of, make_checkout, write
from html_site import HtmlSite
from kit import BASE, ROOT, laid_over
from nginx_server import BELOW, NO_NGINX, OLD, OWN, Nginx, configuration, program, running, verdict, write_configuration

CHANGES = "".join(f"  - {{date: 2026-11-{day}, note: 改了口径}}\n" for day in range(10, 20))
CHANGED = laid_over(YI, f"publication: {{former_ids: [yi-jiu]}}\nchanges:\n{CHANGES}")
PLACES = [pytest.param(OWN, "/", id="own domain"), pytest.param(BELOW, "/zlk/", id="sub-path")]
SECURITY = {
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PROBES = ("a.xlsx", "a.docx", "a.csv", "a.zip", "a.png", "a.txt")
OFFICE = "application/vnd.openxmlformats-officedocument"
LONG = "max-age=31536000"
BASE_CSS = f"assets/css/{Bundles.of(ROOT / 'overrides').names['css']['base'][0]}.css"


@pytest.fixture(scope="module")
def nginx_program() -> str:
    """Return the program; without it the tests are skipped, and fail in CI."""
    found = program()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_NGINX)
        pytest.skip(NO_NGINX)
    return found


@pytest.fixture(scope="module")
def nginx(nginx_program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """Run nginx over a small site that has a feed, a former id and a file of each kind."""
    folder = tmp_path_factory.mktemp("nginx")
    project = make_checkout(folder / "checkout", {**BASE, "yi.yml": CHANGED})
    built = folder / "www" / "zlk-1"
    write(project.root / "webroot" / ".well-known" / "token", "t")
    publish(catalog_of(project), project, built, f"http://{BELOW}/zlk/", offline=False)
    (built / "downloads").mkdir(exist_ok=True)
    for name in PROBES:
        (built / "downloads" / name).write_bytes(b"x" * 2000)
    (folder / "www" / "zlk").symlink_to("zlk-1")
    with running(nginx_program, folder) as server:
        yield server


def test_nginx_finds_nothing_wrong_with_the_configurations(nginx_program: str, tmp_path: Path) -> None:
    (tmp_path / "www" / "zlk").mkdir(parents=True)
    assert verdict(nginx_program, write_configuration(tmp_path, 1)) == ""


@pytest.mark.parametrize(("host", "prefix"), PLACES)
def test_a_page_comes_as_utf_8_html_with_every_security_header(nginx: Nginx, host: str, prefix: str) -> None:
    answer = nginx.ask(host, f"{prefix}practices/jia/")
    assert (answer.status, answer.header("Content-Type")) == (200, "text/html; charset=utf-8")
    assert "甲做法" in answer.body.decode()
    assert {name: answer.header(name) for name in SECURITY} == SECURITY


@pytest.mark.parametrize(("host", "prefix"), PLACES)
@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        (BASE_CSS, "text/css; charset=utf-8"),
        ("assets/search/names.js", "application/javascript; charset=utf-8"),
        ("assets/images/icon.svg", "image/svg+xml"),
        ("api/v1/practices.json", "application/json; charset=utf-8"),
        ("practices/jia/index.md", "text/markdown; charset=utf-8"),
        ("llms.txt", "text/plain; charset=utf-8"),
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("sitemap.xml.gz", "application/gzip"),
        ("downloads/a.xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        ("downloads/a.docx", f"{OFFICE}.wordprocessingml.document"),
        ("downloads/a.csv", "text/csv; charset=utf-8"),
        ("downloads/a.zip", "application/zip"),
        ("downloads/a.png", "image/png"),
        ("downloads/a.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_kind_of_file_has_its_type(nginx: Nginx, host: str, prefix: str, address: str, kind: str) -> None:
    answer = nginx.ask(host, prefix + address)
    assert (answer.status, answer.header("Content-Type")) == (200, kind)
    assert {name: answer.header(name) for name in SECURITY} == SECURITY


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-sub-path.conf"])
def test_every_file_of_the_real_site_has_a_type(site: HtmlSite, name: str) -> None:
    block = re.search(r"types \{(.*?)\}", configuration(name), re.DOTALL)
    assert block is not None
    known = {f".{ending}" for line in block[1].split(";") for ending in line.split()[1:]}
    endings = {Path(file).suffix for file in site.files if not Path(file).name.startswith(".")} - {""}
    assert endings - known == set()


@pytest.mark.parametrize(("host", "prefix"), PLACES)
@pytest.mark.parametrize(
    "address",
    ["practices/jia/", "practices/jia/index.md", BASE_CSS, "api/v1/practice.schema.json", "feed.xml"],
)
def test_texts_are_sent_compressed_to_those_who_can_read_it(nginx: Nginx, host: str, prefix: str, address: str) -> None:
    plain = nginx.ask(host, prefix + address)
    packed = nginx.ask(host, prefix + address, {"Accept-Encoding": "gzip"})
    assert packed.header("Content-Encoding") == "gzip"
    assert "Accept-Encoding" in packed.header("Vary")
    assert gzip.decompress(packed.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert len(packed.body) < len(plain.body)


@pytest.mark.parametrize(("host", "prefix"), PLACES)
@pytest.mark.parametrize("address", ["", "practices/jia/", "api/v1/practices.json", "downloads/a.xlsx", "feed.xml"])
def test_pages_and_data_are_asked_for_each_time_and_not_sent_again(
    nginx: Nginx, host: str, prefix: str, address: str
) -> None:
    first = nginx.ask(host, prefix + address)
    assert first.header("Cache-Control") == "no-cache"
    again = nginx.ask(host, prefix + address, {"If-None-Match": first.header("ETag")})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(("host", "prefix"), PLACES)
def test_styles_and_scripts_with_a_version_are_kept_for_a_year(nginx: Nginx, host: str, prefix: str) -> None:
    page = nginx.ask(host, prefix).body.decode()
    loaded = re.findall(r'(?:src|href)="(assets/(?:css|js)/[^"]+)"', page)
    assert len(loaded) > 3
    for address in loaded:
        answer = nginx.ask(host, prefix + address)
        assert (answer.status, answer.header("Cache-Control")) == (200, LONG), address
        assert {name: answer.header(name) for name in SECURITY} == SECURITY
    assert nginx.ask(host, f"{prefix}assets/search/names.js").header("Cache-Control") == "no-cache"


@pytest.mark.parametrize(("host", "prefix"), PLACES)
@pytest.mark.parametrize(
    "address", ["no-such-page/", "practices/no/such/", "assets/", "assets/no.js", ".casebook-site"]
)
def test_what_is_not_there_gets_the_sites_own_page(nginx: Nginx, host: str, prefix: str, address: str) -> None:
    answer = nginx.ask(host, prefix + address)
    assert (answer.status, answer.header("Content-Type")) == (404, "text/html; charset=utf-8")
    assert answer.body == (nginx.folder / "www" / "zlk" / "404.html").read_bytes()
    assert answer.header("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize(("host", "prefix"), PLACES)
def test_what_proves_who_owns_the_domain_is_shown(nginx: Nginx, host: str, prefix: str) -> None:
    answer = nginx.ask(host, f"{prefix}.well-known/token")
    assert (answer.status, answer.body) == (200, b"t")


@pytest.mark.parametrize(
    ("host", "address", "there"),
    [
        (OWN, "/practices/jia", "/practices/jia/"),
        (OWN, "/practices/jia?since=2026-11-01", "/practices/jia/?since=2026-11-01"),
        (BELOW, "/zlk/practices/jia?since=2026-11-01", "/zlk/practices/jia/?since=2026-11-01"),
        (BELOW, "/zlk", "/zlk/"),
        (BELOW, "/zlk?q=a", "/zlk/?q=a"),
    ],
)
def test_a_missing_last_slash_is_added_without_host_or_port(nginx: Nginx, host: str, address: str, there: str) -> None:
    answer = nginx.ask(host, address)
    assert (answer.status, answer.header("Location")) == (301, there)


@pytest.mark.parametrize(("host", "prefix"), PLACES)
@pytest.mark.parametrize("query", ["", "?since=2026-11-01", "?q=%E6%A5%BC%E6%A0%8B%E9%95%BF&theme=a"])
def test_a_query_changes_nothing_of_a_page(nginx: Nginx, host: str, prefix: str, query: str) -> None:
    assert nginx.ask(host, f"{prefix}search/{query}").body == nginx.ask(host, f"{prefix}search/").body


@pytest.mark.parametrize(("host", "prefix"), PLACES)
def test_a_former_address_leads_to_the_new_page(nginx: Nginx, host: str, prefix: str) -> None:
    answer = nginx.ask(host, f"{prefix}practices/yi-jiu/?since=2026-11-01")
    assert answer.status == 200
    assert 'href="../yi/' in answer.body.decode()
    assert nginx.ask(host, f"{prefix}api/v1/practices/yi-jiu.json").status == 200


def test_the_rest_of_the_other_site_stays_as_it_was(nginx: Nginx) -> None:
    assert nginx.ask(BELOW, "/index.html").status == 403
    assert nginx.ask(BELOW, "/zlk/index.html").status == 200


def test_an_old_domain_leads_to_the_same_address_of_the_new_one(nginx: Nginx) -> None:
    answer = nginx.ask(OLD, "/practices/jia/?since=2026-11-01")
    assert (answer.status, answer.header("Location")) == (301, f"http://{OWN}/practices/jia/?since=2026-11-01")


def test_both_configurations_say_the_same_of_types_compression_safety_and_caching() -> None:
    own, below = (_rules(configuration(name)) for name in ("nginx.conf", "nginx-sub-path.conf"))
    assert own == below


def _rules(text: str) -> str:
    return text[text.index("# 文件类型和编码") :]


def test_the_page_gives_these_configurations_word_for_word(site: HtmlSite) -> None:
    page = site.page("about/publishing/")
    shown = ["".join(element.itertext()).strip() for element in page.root.iter("code")]
    for name in ("nginx.conf", "nginx-sub-path.conf", "nginx-old-domain.conf"):
        assert configuration(name).strip() in shown
        assert (site.folder / "about" / "publishing" / name).read_text(encoding="utf-8") == configuration(name)


def test_the_pages_way_to_change_over_leaves_no_moment_without_a_site(nginx: Nginx) -> None:
    www = nginx.folder / "www"
    shutil.copytree(www / "zlk-1", www / "zlk-20261122")
    (www / "zlk-20261122" / "index.html").write_text("new", encoding="utf-8")
    text = (ROOT / "docs" / "about" / "publishing" / "index.md").read_text(encoding="utf-8")
    commands = re.search(r"^ln -s .*\n^mv -T .*$", text, re.MULTILINE)
    assert commands is not None
    try:
        subprocess.run(["/bin/sh", "-ec", commands[0].replace("/srv/www", str(www))], check=True, timeout=60)
        assert nginx.ask(OWN, "/").body == b"new"
        assert not (www / "zlk.new").exists()
    finally:
        (www / "zlk").unlink()
        (www / "zlk").symlink_to("zlk-1")
