"""Every address of the site comes from here."""

from __future__ import annotations

import re
from dataclasses import dataclass

PRACTICES = "practices/"
BROWSE = "browse/"
API = "api/v1/"
COMPARE = "compare/"
COURSES = "courses/"
FORM = "contribute/form/"
DOWNLOADS = "downloads/"
FEED = "feed.xml"
LEDGER = f"{API}ledger.txt"


def practice(id_: str, key: str = "") -> str:
    """Return a practice's address from the site's root, with an anchor if wanted."""
    return f"{PRACTICES}{id_}/{'#' + key if key else ''}"


def index(facet: str) -> str:
    """Return the address of an index."""
    return f"{BROWSE}{facet}/"


def shelf(facet: str, id_: str) -> str:
    """Return the address of one value of an index."""
    return f"{BROWSE}{facet}/{id_}/"


def part(address: str, number: int) -> str:
    """Return the address of a part of a list that goes on over several pages. number: from 1, which is the list's own address."""
    return address if number == 1 else f"{address}{number}/"


def part_of_index(address: str, number: int) -> str:
    """Return the same below an index, where `2` could be the id of a value: no id has a `_`."""
    return address if number == 1 else f"{address}page_{number}/"


def record_json(id_: str) -> str:
    """Return the address of a practice's JSON."""
    return f"{API}practices/{id_}.json"


def course(id_: str) -> str:
    """Return the address of a course."""
    return f"{COURSES}{id_}/"


def word_handout(address: str) -> str:
    """Return the Word hand-out of a practice's or a course's page, given the page's address."""
    return f"{DOWNLOADS}docx/{address.removeprefix(PRACTICES).rstrip('/')}.docx"


def slides(address: str) -> str:
    """Return the slides of a practice's or a course's page, given the page's address."""
    return f"{DOWNLOADS}pptx/{address.removeprefix(PRACTICES).rstrip('/')}.pptx"


def qr_picture(address: str) -> str:
    """Return the picture of the QR code of a practice's or a course's page, given the page's address."""
    return f"{DOWNLOADS}qr/{address.removeprefix(PRACTICES).rstrip('/')}.png"


def relative(here: str, there: str) -> str:
    """Return the way from one page to another address; both from the site's root, pages end with `/`."""
    path, _, anchor = there.partition("#")
    if path == here:
        return f"#{anchor}" if anchor else "./"
    folders, steps = here.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(folders), len(steps) - 1) and folders[shared] == steps[shared]:
        shared += 1
    way = "../" * (len(folders) - shared) + "/".join(steps[shared:])
    return f"{way or './'}{'#' + anchor if anchor else ''}"


def markdown_file(address: str) -> str:
    """Return the Markdown file of a page's address."""
    return f"{address}index.md"


@dataclass(frozen=True, slots=True)
class Way:
    """Ways from one page. here: the page's address from the site's root."""

    here: str

    def to(self, there: str) -> str:
        """Return the relative address of another page or file."""
        return relative(self.here, there)

    def markdown(self, there: str) -> str:
        """Return the relative way to the Markdown file of another page, or to a file; `?query` and `#anchor` stay."""
        path = re.split(r"[?#]", there, maxsplit=1)[0]
        rest = there[len(path) :]
        if path == self.here and rest.startswith("#"):
            return rest
        return self.to(markdown_file(path) if path.endswith("/") or not path else path) + rest
