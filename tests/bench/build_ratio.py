"""How much CPU time `build` takes beside a bare `mkdocs build --strict` of the same Markdown: `python tests/bench/build_ratio.py [3]`.

Both run as whole processes, in turn, so that a noisy machine is noisy for both. Run it with the Python of `.venv`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
ASSEMBLE = """
import sys
from pathlib import Path
from casebook.checks.checking import check
from casebook.project import Project
from casebook.publishing.assemble import assemble
from casebook.settings import SiteSettings
project = Project.here()
assemble(check(project).catalog, project.root / "docs", SiteSettings.load(project.root / "mkdocs.yml"))
"""


def cpu_seconds(*command: str) -> float:
    """Run a command to its end; return the user and system seconds that it and its children took."""
    before = os.times()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONPATH": "scripts"})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main(pairs: int) -> None:
    """Print the pairs and the median of their ratios."""
    subprocess.run([sys.executable, "-c", ASSEMBLE], check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "scripts"})
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(pairs):
            ours = cpu_seconds(sys.executable, "-m", "casebook", "build", "--out", f"{folder}/site")
            bare = cpu_seconds(sys.executable, "-m", "mkdocs", "build", "--strict", "-d", f"{folder}/bare{number}")
            ratios.append(ours / bare)
            print(f"build {ours:.1f} s, mkdocs build --strict {bare:.1f} s, ratio {ours / bare:.2f}")  # noqa: T201
    print(f"median ratio {median(ratios):.2f}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
