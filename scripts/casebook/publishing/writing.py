"""Writing a whole site: what MkDocs has made is finished, all that is generated is filled into its shells and put beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casebook.pages.page_files import may_load
from casebook.publishing.generating import Run
from casebook.publishing.linking import page_address
from casebook.publishing.postbuild import Finishing, drop_unneeded, own_scripts
from casebook.publishing.shells import Made, Shell
from casebook.publishing.twins import LLMS, llms_list, main_indexes, twin_files


@dataclass
class Folder:
    """A new folder that nobody reads yet: files are written straight away."""

    path: Path
    hashes: dict[str, str] = field(default_factory=dict)
    _made: set[Path] = field(default_factory=set)

    def write(self, name: str, data: bytes) -> None:
        """Write a file; keep its SHA-256. name: from the folder on, with `/`."""
        path = self.path / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(data)
        self.hashes[name] = hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. pages: their number; hashes: of files, so that nobody must read them again."""

    pages: int
    hashes: Mapping[str, str]


def write_site(run: Run, root: Path, new: Path) -> Written:
    """Complete and finish a site that MkDocs has begun in the folder `new`. Raises Stopped.

    root: the checkout.
    """
    by_hand, folder, generated = sorted(new.rglob("*.html")), Folder(new), run.generated
    for name, data in generated.files.items():
        folder.write(name, data)
    finishing = Finishing(new, own_scripts(root / "overrides"))
    for name, data in (*_page_files(run, finishing), _llms(run)):
        folder.write(name, data)
    for path in by_hand:
        name = path.relative_to(new).as_posix()
        folder.write(name, finishing.page(path.read_text(encoding="utf-8"), name).encode("utf-8"))
    finishing.check_links(generated.linked)
    drop_unneeded(new, finishing.loaded, keep_sitemap=bool(generated.site.settings.site_url))
    return Written(len(by_hand) + len(generated.pages), folder.hashes)


def _page_files(run: Run, finishing: Finishing) -> Iterator[tuple[str, bytes]]:
    raw = {file: Shell.of(html) for file, html in run.htmls.items()}
    shells = {file: Shell.of(finishing.shell(html, _html(file))) for file, html in run.htmls.items()}
    for made in run.generated.pages:
        file = run.specimens[made.name].name
        yield _html(made.name), _page(made, raw[file], shells[file], finishing).encode("utf-8")
        yield from twin_files(made.name, made.plain)


def _page(made: Made, raw: Shell, shell: Shell, finishing: Finishing) -> str:
    """Return a page. What is in its content is looked at as that of any page where it could load something."""
    return finishing.page(raw.fill(made), _html(made.name)) if may_load(made.page.html) else shell.fill(made)


def _html(name: str) -> str:
    return f"{page_address(name)}index.html"


def _llms(run: Run) -> tuple[str, bytes]:
    site = run.generated.site
    fronts = main_indexes({made.name: made.front for made in run.generated.pages})
    told = (site.settings.site_name, site.settings.site_description, site.settings.site_url)
    return LLMS, llms_list(site.catalog, *told, fronts).encode("utf-8")
