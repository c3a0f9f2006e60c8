"""Everything that CI runs: lint, form, types, tests. All run; pytest comes last, so that its closing line closes."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from casebook.commands.command import BAD, GOOD, Command
from casebook.project import Project
from casebook.telling import say

_CHECKS = (
    ("代码规则", ("ruff", "check", "--quiet")),
    ("代码格式", ("ruff", "format", "--check", "--quiet")),
    ("类型", ("mypy", "--no-error-summary")),
    # Two at a time, a file each: much of a browser test is waiting.
    ("测试", ("pytest", "-n", "2", "--dist", "loadfile")),
)


def run_all(root: Path) -> bool:
    """Run every check of the checkout; tell whether all are good."""
    env = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    good = True
    for name, command in _CHECKS:
        say(f"[{name}] {' '.join(command)}")
        passed = (
            subprocess.run(
                [sys.executable, "-I", "-X", "utf8", "-m", *command], cwd=root, env=env, check=False
            ).returncode
            == 0
        )
        good = good and passed
        if not passed and command[0] != "pytest":
            say(f"[{name}] 没有通过，见上面各行。")
    return good


def _run(_: argparse.Namespace) -> int:
    return GOOD if run_all(Project.here().root) else BAD


TEST = Command("test", "运行全部测试", _run)
