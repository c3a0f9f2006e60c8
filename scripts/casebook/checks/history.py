"""What git knows of the checkout; where there is no git, nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from casebook.project import Project

_SECONDS = 10


def has_history(project: Project) -> bool:
    """Tell whether git can be asked about a knowledge base: only about the checkout's own."""
    return project.practices == project.own and (project.root / ".git").exists() and shutil.which("git") is not None


def git(root: Path, *words: str, asked: str = "") -> str:
    """Return what git answers about the checkout; nothing where it fails. It asks no other host."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env = {**own, "GIT_ALLOW_PROTOCOL": "none", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(root), *words]
    try:
        done = subprocess.run(
            command, input=asked.encode(), capture_output=True, check=False, timeout=_SECONDS, env=env
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if not done.returncode else ""
