"""The publishing page's nginx over a small site, its configuration or its files spoilt a little."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casebook.verifying.faults import Verdict
from casebook.verifying.verify import verify
from nginx_server import _wait, write_configuration

Rewrite = Callable[[str], str]
Spoil = Callable[[Path], None]


@dataclass(frozen=True)
class Place:
    """Where the site is served: a folder with `www/zlk` in it, at a port of its own that the site's pages name."""

    folder: Path
    port: int
    nginx: str

    @property
    def base(self) -> str:
        """The site's address, with a domain to itself."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def site(self) -> Path:
        """The site's folder."""
        return self.folder / "www" / "zlk"


@contextmanager
def served(place: Place, rewrite: Rewrite) -> Iterator[None]:
    """Serve a site with a changed configuration."""
    file = write_configuration(place.folder, place.port)
    file.write_text(rewrite(file.read_text(encoding="utf-8")), encoding="utf-8")
    words = [place.nginx, "-p", str(place.folder), "-e", str(place.folder / "error.log"), "-c", str(file)]
    with subprocess.Popen(words) as process:
        try:
            _wait(process, place.port)
            yield
        finally:
            process.terminate()


def verdict(place: Place, rewrite: Rewrite = str, path: str = "") -> Verdict:
    """Return what `verify` says of a site served so."""
    with served(place, rewrite):
        return verify(f"{place.base}{path}")


def kinds(place: Place, rewrite: Rewrite = str, path: str = "") -> list[str]:
    """Return the kinds of faults that it finds."""
    return [*verdict(place, rewrite, path).faults]


def without(line: str) -> Rewrite:
    """Return a change that takes a line's beginning away, up to its end."""
    return instead(line, "")


def instead(old: str, new: str) -> Rewrite:
    """Return a change of the lines that begin so."""

    def rewrite(text: str) -> str:
        changed, count = re.subn(rf"^( *){re.escape(old)}.*$", lambda found: found[1] + new, text, flags=re.MULTILINE)
        assert count, old
        return changed

    return rewrite


def besides(*lines: str) -> Rewrite:
    """Return a change that adds lines to the server with a domain to itself."""
    return instead("server_tokens off;", " ".join(["server_tokens off;", *lines]))


def edit(pattern: str, change: Rewrite) -> Spoil:
    """Return a change of the texts of some files."""

    def spoil(site: Path) -> None:
        files = [*site.glob(pattern)]
        texts = {file: file.read_text(encoding="utf-8") for file in files}
        assert any(change(text) != text for text in texts.values()), pattern
        for file, text in texts.items():
            file.unlink()  # the good site shares it
            file.write_text(change(text), encoding="utf-8")

    return spoil


def take_away(name: str) -> Spoil:
    """Return a change that takes a folder or some files away."""

    def spoil(site: Path) -> None:
        found = [*site.glob(name)]
        assert found, name
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return spoil
