"""`verify`: what the operators' table promises, asked of a published site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from casebook import links
from casebook.checks.ledger import merged_lines
from casebook.errors import Stopped
from casebook.facets import FACETS
from casebook.pages.page_files import local_files
from casebook.verifying.answers import check_good, check_not_there, is_good
from casebook.verifying.asking import NOT_FOUND, OK, Reply
from casebook.verifying.faults import Verdict
from casebook.verifying.published import ledger_of, told_by_api
from casebook.verifying.visit import Visit

SAMPLE = 60
_MOST_ASSETS = 20
_MOST_PROBES = 3
_OURS = 'class="cb cb-kind-'  # of the body
_OWN_404 = 'id="ways"'  # the ways on, which its script fills in
_DAY = re.compile(r"数据更新至 ([0-9年月日]+)")
_BASE_STYLE = re.compile(r"assets/css/(base\.[0-9a-f]{8}\.css)")
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_LOCATION = re.compile(r"<loc>([^<\s]+)</loc>")
_UNKNOWN = ("practices/no-such-page/", "no/such/page/")
_FILES = (
    "llms.txt", "practices/index.md", f"{links.API}practices.json", f"{links.API}vocabularies.json", "assets/images/icon.svg",
    f"{links.DOWNLOADS}practices.xlsx", f"{links.DOWNLOADS}practices.csv", f"{links.DOWNLOADS}outcomes.csv",
)  # fmt: skip
_WITH_ADDRESS = ("sitemap.xml", links.FEED)
_SECRET = {".casebook-site": "casebook", ".git/HEAD": "ref: ", ".git/config": "[core]"}


def verify(base: str, *, every: bool = False) -> Verdict:
    """Ask a published site, and return what is wrong. every: all pages of its ledger, in place of a sample.

    Raises Stopped where there is nothing that answers.
    """
    visit = _at_home(Visit.of(base))
    if visit.faults:
        return visit.verdict()
    _check_unknown(visit)
    lines = _promised(visit)
    _check_slashes(visit, lines)
    pages = _check_pages(visit, lines if every else sample(lines, SAMPLE))
    _check_files(visit, lines)
    _check_assets(visit, pages)
    _check_hidden(visit)
    _check_domain(visit)
    return visit.verdict()


def _at_home(visit: Visit) -> Visit:
    """Return the visit, having seen the home page; where the whole site is led on to https, a visit there."""
    home = visit.one("")
    if home.failure:
        raise Stopped(f"{visit.base} 连不上：{home.failure}。请核对网址和网络。")
    there = home.leads_to
    if there and urlsplit(there).hostname == urlsplit(visit.base).hostname and urlsplit(there).path.endswith("/"):
        led = Visit.of(there)
        if not led.one("").failure:
            return _look_at_home(led)
        visit.tell("away", home, f"转到了 {there}：{led.one('').failure}")
    elif there:
        visit.tell("away", home, f"转到了 {there}")
    return visit if there else _look_at_home(visit)


def _look_at_home(visit: Visit) -> Visit:
    home = visit.one("")
    if home.status != OK:
        visit.tell_not_there(home, "away" if home.leads_to else "home")
    elif _OURS not in home.text:
        visit.tell("home", home, "打开的是别的网页")
    return visit


def _check_unknown(visit: Visit) -> None:
    for reply in visit.ask(_UNKNOWN):
        if reply.failure:
            visit.tell_not_there(reply)
        elif reply.status != NOT_FOUND:
            visit.tell("status", reply, f"转到了 {reply.leads_to}" if reply.leads_to else f"状态码是 {reply.status}")
        elif _OWN_404 not in reply.text:
            visit.tell("page404", reply, "打开的是别的网页")
        else:
            check_not_there(visit, reply)


def _promised(visit: Visit) -> tuple[str, ...]:
    """Return the lines of the site's ledger; of an older site, what its API tells."""
    try:
        lines = ledger_of(visit)
    except Stopped:
        visit.tell("missing", visit.one(links.LEDGER), "读不懂")
        return ()
    if lines is None:
        return merged_lines((), told_by_api(visit))
    check_good(visit, visit.one(links.LEDGER))
    return lines


def sample(lines: Iterable[str], most: int) -> tuple[str, ...]:
    """Return up to so many lines of a ledger, of each kind in turn, from all over it."""
    kinds: dict[str, list[str]] = {}
    for line in lines:
        kinds.setdefault(line.split(" ")[0], []).append(line)
    shares = dict.fromkeys(kinds, 0)
    while sum(shares.values()) < most and (open_ones := [kind for kind in kinds if shares[kind] < len(kinds[kind])]):
        for kind in islice(open_ones, most - sum(shares.values())):
            shares[kind] += 1
    return tuple(kinds[kind][at * len(kinds[kind]) // share] for kind, share in shares.items() for at in range(share))


def _pages(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the address of each line's page with its anchors."""
    facets = {facet.word: facet.id for facet in FACETS}
    for line in lines:
        kind, id_, *keys = line.split(" ")
        if kind == "practice":
            yield links.practice(id_), keys
        elif kind in facets:
            yield links.shelf(facets[kind], id_), []


def _check_slashes(visit: Visit, lines: Iterable[str]) -> None:
    practice = next((address for address, _ in _pages(lines) if address.startswith(links.PRACTICES)), links.PRACTICES)
    wanted = {
        "practices": "practices/",
        f"{practice.removesuffix('/')}?since=2026-11-01": f"{practice}?since=2026-11-01",
    }
    if urlsplit(visit.base).path != "/":
        wanted[visit.base.removesuffix("/")] = visit.base
    for reply, right in zip(visit.ask(wanted), map(visit.url, wanted.values()), strict=True):
        if reply.failure:
            visit.tell_not_there(reply)
        elif reply.leads_to != right:
            came = f"转到了 {reply.leads_to}" if reply.leads_to else f"没有转，状态码是 {reply.status}"
            visit.tell("redirect", reply, f"{came}，应转到 {right}")


def _check_pages(visit: Visit, lines: Iterable[str]) -> dict[str, Reply]:
    """Look at pages of the ledger; return those that are there, the home page first, by their addresses."""
    pages = dict(_pages(lines))
    good = {"": visit.one("")}
    probes = 0
    for address, reply in zip(pages, visit.ask(pages), strict=True):
        if is_good(visit, reply, address):
            good[address] = reply
            _check_anchors(visit, reply, pages[address])
            continue
        probes += 1
        _tell_lost_page(visit, address, reply, probe=probes <= _MOST_PROBES)
    for reply in good.values():
        check_good(visit, reply)
        _check_same_build(visit, reply)
    return good


def _check_anchors(visit: Visit, reply: Reply, keys: list[str]) -> None:
    html = reply.text
    lost = [key for key in keys if f'id="{key}"' not in html]
    if lost:
        visit.tell("anchors", reply, f"没有 {'、'.join(f'#{key}' for key in lost)}")


def _tell_lost_page(visit: Visit, address: str, reply: Reply, *, probe: bool) -> None:
    """Tell of a page that does not open. A folder that is there and shows no page cannot be read by the server."""
    folder = visit.one(address.removesuffix("/")) if probe and reply.status == NOT_FOUND else reply
    if folder is not reply and folder.leads_to == reply.url:
        visit.tell("modes", reply, "文件夹在，里面的网页读不到")
    else:
        visit.tell_not_there(reply)


def _check_same_build(visit: Visit, reply: Reply) -> None:
    home = visit.one("").text
    for pattern, name in ((_DAY, "数据更新至"), (_BASE_STYLE, "样式表")):
        here, there = pattern.search(reply.text), pattern.search(home)
        if here and there and here[1] != there[1]:
            visit.tell("half", reply, f"{name} {here[1]}，首页是 {there[1]}")


def _check_files(visit: Visit, lines: Iterable[str]) -> None:
    practice = next((address for address, _ in _pages(lines) if address.startswith(links.PRACTICES)), "")
    optional = links.word_handout(practice) if practice else ""
    of_practice = (
        [links.markdown_file(practice), links.record_json(practice.split("/")[1]), optional] if practice else []
    )
    with_address = _WITH_ADDRESS if _CANONICAL.search(visit.one("").text) else ()
    wanted = [*_FILES, *of_practice, *with_address]
    for address, reply in zip(wanted, visit.ask(wanted), strict=True):
        if is_good(visit, reply, address):
            check_good(visit, reply)
        elif address != optional:
            visit.tell_not_there(reply)


def _check_assets(visit: Visit, pages: dict[str, Reply]) -> None:
    """Look at the styles and scripts that the pages load."""
    files: dict[str, str] = {}
    for address, reply in pages.items():
        for file in local_files(reply.text, f"{address}index.html"):
            files.setdefault(file, reply.url)
    wanted = list(islice(files, _MOST_ASSETS))
    for address, reply in zip(wanted, visit.ask(wanted), strict=True):
        if is_good(visit, reply, address):
            check_good(visit, reply)
        elif not reply.failure and reply.status == NOT_FOUND:
            visit.tell("assets", reply, f"网页 {files[address]} 要用它，状态码是 404")
        else:
            visit.tell_not_there(reply, "assets")


def _check_hidden(visit: Visit) -> None:
    for reply, begins in zip(visit.ask(_SECRET), _SECRET.values(), strict=True):
        if reply.status == OK and begins in reply.text[:200] and _OURS not in reply.text:
            visit.tell("dots", reply, "打得开")


def _check_domain(visit: Visit) -> None:
    """Look at the public address that the pages tell: it is this one, or this one by https."""
    home = visit.one("")
    told = _CANONICAL.search(home.text)
    if not told:
        return
    if told[1] != visit.base and not _is_open_by_https(visit, told[1]):
        visit.tell("domain", home, f"网页里写的是 {told[1]}")
    sitemap = visit.one("sitemap.xml")
    first = _LOCATION.search(sitemap.text) if sitemap.status == OK else None
    if first and not first[1].startswith(told[1]):
        visit.tell("domain", sitemap, f"网站地图里写的是 {first[1]}")


def _is_open_by_https(visit: Visit, told: str) -> bool:
    asked, public = urlsplit(visit.base), urlsplit(told)
    same = (asked.hostname, asked.path) == (public.hostname, public.path)
    return same and (asked.scheme, public.scheme) == ("http", "https") and visit.one(told).status == OK
