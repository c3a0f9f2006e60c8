"""The settings of `mkdocs.yml` that the generator needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


class _Loader(yaml.SafeLoader):
    """Reads a MkDocs configuration without running its tags."""


def _ignore(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_Loader.add_multi_constructor("", _ignore)


@dataclass(frozen=True)
class SiteSettings:
    """Each may be empty.

    site_name, site_description: of all pages. site_url: the public address, ends with `/`. repo_url, repo_branch: where records can be edited.
    feedback_url: where readers report mistakes. operator: 主办单位.
    handouts: Word hand-outs and QR pictures are made too (`build --downloads`), so pages may link to them.
    """

    site_name: str = "基层治理做法库"
    site_description: str = ""
    site_url: str = ""
    repo_url: str = ""
    repo_branch: str = "main"
    feedback_url: str = ""
    operator: str = ""
    handouts: bool = False

    def public_address(self, address: str) -> str:
        """Return the address for other people, of one from the site's root; empty where the site knows no public one."""
        return f"{self.site_url}{address}" if self.site_url else ""

    @classmethod
    def load(cls, path: Path, site_url: str | None = None) -> SiteSettings:
        """Read `mkdocs.yml`; a given site_url takes the place of its own."""
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a SafeLoader that ignores tags)
        config = raw if isinstance(raw, dict) else {}
        extra = config.get("extra") or {}
        own = str(config.get("site_url") or "")
        return cls(
            str(config.get("site_name") or cls.site_name),
            str(config.get("site_description") or ""),
            _with_slash(site_url if site_url is not None else own),
            str(config.get("repo_url") or "").rstrip("/"),
            str(extra.get("repo_branch") or "main"),
            str(extra.get("feedback_url") or ""),
            str(extra.get("operator") or ""),
        )


def _with_slash(url: str) -> str:
    return f"{url.rstrip('/')}/" if url else ""
