"""Our workflows as the tests read them, and a contribution laid as they lay it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from pydantic import BaseModel, Field

from casebook.project import Project
from checkouts import make_checkout, write
from kit import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
BASH = shutil.which("bash") or "bash"


class Step(BaseModel):
    """One step of a workflow."""

    uses: str = ""
    run: str = ""
    given: dict[str, str | int | bool] = Field({}, alias="with")


class Job(BaseModel):
    """One job of a workflow."""

    permissions: dict[str, str]
    minutes: int = Field(alias="timeout-minutes")
    needs: str = ""
    steps: tuple[Step, ...]


class Workflow(BaseModel):
    """What the tests read of a workflow. YAML 1.1 reads `on` as true."""

    permissions: dict[str, str]
    on: dict[str, dict[str, list[str]]] = Field(alias="True")
    jobs: dict[str, Job]

    @property
    def steps(self) -> list[Step]:
        """The steps of all jobs."""
        return [step for job in self.jobs.values() for step in job.steps]


def workflow(name: str) -> Workflow:
    """Return a workflow by its file's name."""
    return workflow_of((WORKFLOWS / name).read_text(encoding="utf-8"))


def workflow_of(text: str) -> Workflow:
    """Return a workflow by its text."""
    loaded = yaml.safe_load(text)
    return Workflow.model_validate({str(key): value for key, value in loaded.items()})


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, with nobody's own settings; return what it prints."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = [
        word for who in ("author", "committer") for word in ("-c", f"{who}.name=t", "-c", f"{who}.email=t@t.invalid")
    ]
    command = ["git", *names, "-c", "init.defaultBranch=main", *words]
    return subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, encoding="utf-8").stdout


class Request:
    """A repository with our program, and a request to it: two clones as the workflow lays them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "origin"
        make_checkout(self.origin, program=True)
        write(self.origin / "practices" / "_ledger.txt", "practice jia\n")
        self.commit("main")

    def commit(self, message: str) -> None:
        if not (self.origin / ".git").exists():
            git(self.origin, "init", "--quiet")
        git(self.origin, "add", "--all", "--force")
        git(self.origin, "commit", "--quiet", "--message", message)

    def clone(self) -> Project:
        """Clone main as `base` and the request as `contribution`; return the base."""
        git(self.folder, "clone", "--quiet", str(self.origin), "contribution")
        git(self.folder, "clone", "--quiet", str(self.origin), "base")
        git(self.folder / "base", "checkout", "--quiet", "HEAD~1")
        return Project(self.folder / "base", self.folder / "base" / "practices")

    def run(self, *, pages: bool = False) -> tuple[int, str, str]:
        """Run the workflow's own shell steps in the two clones; return status, output and summary of the run.

        pages: also the step that builds the pages.
        """
        shown = self.folder / "step-summary.md"
        where = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": "abc"}
        env = {**os.environ, **where, "GITHUB_STEP_SUMMARY": str(shown)}
        steps = (step.run for step in workflow("check.yml").steps if step.run)
        runs = [run for run in steps if pages or "--pages" not in run]
        # The door would set up an environment of its own; -I tells it that this Python is one.
        python = f'"{sys.executable}" -I -X utf8'
        done = [
            subprocess.run(
                [BASH, "-euc", run.replace("python3", python)],
                cwd=self.folder,
                env=env,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            for run in runs
        ]
        return done[0].returncode, done[0].stdout + done[0].stderr, shown.read_text(encoding="utf-8")
