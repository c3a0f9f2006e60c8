"""The operators' page: what it says of settings, commands and services is so; and the page about the site names all pages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from casebook.commands.arguments import Parser
from casebook.commands.cli import COMMANDS
from casebook.settings import _Loader
from html_site import Html, HtmlSite, text
from kit import ROOT

PROGRAM = "python3 scripts/manage.py "
NO_SETTING_OF_THEIRS = {"generator"}


@pytest.fixture(scope="module")
def page(site: HtmlSite) -> Html:
    """Return the page."""
    return site.page("about/publishing/")


def code(page: Html, language: str) -> list[str]:
    """Return the blocks of code in a language."""
    return ["".join(block.itertext()) for block in page.root.findall(f".//code[@class='language-{language}']")]


def commands(page: Html) -> list[str]:
    """Return every command of ours that the page tells to run, without the program's name."""
    lines = [
        line.strip().removeprefix("- run: ").removeprefix("- ")
        for kind in ("text", "yaml")
        for line in "\n".join(code(page, kind)).split("\n")
    ]
    return [line.removeprefix(PROGRAM) for line in lines if line.startswith(PROGRAM)]


def test_every_setting_is_explained(page: Html) -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (ignores tags)
    explained = {"".join(found.itertext()) for found in page.root.iter("code")}
    wanted = {"site_name", "site_url", "repo_url"}
    wanted |= {f"extra.{name}" for name in config["extra"] if name not in NO_SETTING_OF_THEIRS}
    assert wanted <= config.keys() | {f"extra.{name}" for name in config["extra"]}
    assert wanted - explained == set()


def test_every_command_is_one_that_there_is(page: Html) -> None:
    found = [line.split() for line in commands(page)]
    assert [words[0] for words in found] == ["build", "build", "verify", "build", "build"]
    for name, *words in found:
        parser = Parser(name)
        COMMANDS[name].add(parser)
        told = parser.parse_args(words)
        assert ((told.site_url if name == "build" else told.url) or "/").endswith("/")
    assert "publish-ledger" in text(page.main)


def test_the_files_for_services_publish_what_the_command_builds(page: Html) -> None:
    github, gitlab = (yaml.safe_load(block) for block in code(page, "yaml"))
    job, publish = github["jobs"]["build"], github["jobs"]["publish"]
    run = next(step["run"] for step in job["steps"] if "run" in step)
    upload = next(step for step in job["steps"] if step.get("uses", "").startswith("actions/upload-pages-artifact@"))
    assert f"--out {upload['with']['path']} " in run
    assert (job["permissions"], publish["permissions"]) == (
        {"contents": "read"},
        {"pages": "write", "id-token": "write"},
    )
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]
    assert "--out public " in gitlab["pages"]["script"][0]


def test_a_backup_made_as_the_page_says_comes_back(page: Html, tmp_path: Path) -> None:
    make, verify = next(block for block in code(page, "text") if "git bundle" in block).strip().split("\n")
    restore = next(
        word for word in ("".join(c.itertext()) for c in page.root.iter("code")) if word.startswith("git clone")
    )
    here = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    repository = tmp_path / "zlk"
    repository.mkdir()
    for words in (
        [*here, "init", "-q"],
        [*here, "commit", "-q", "--allow-empty", "-m", "a"],
        make.split(),
        verify.split(),
    ):
        subprocess.run(words, cwd=repository, check=True, capture_output=True, timeout=60)
    subprocess.run([*restore.split(), "back"], cwd=repository, check=True, capture_output=True, timeout=60)
    assert (repository / "back" / ".git").is_dir()


def test_the_page_about_the_site_names_every_page_below_it(site: HtmlSite) -> None:
    about = site.page("about/")
    named = {
        site.leads_to(about, link) for link in about.main.iter("a") if link.get("href", "").startswith("../") is False
    }
    below = {name.removesuffix("index.html") for name in site.pages if re.fullmatch(r"about/[^/]+/index\.html", name)}
    assert below - named == set()
