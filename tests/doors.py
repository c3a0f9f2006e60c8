"""Checkouts to set up in tests: their locks name one tiny package, so that no network is needed."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checkouts import write
from kit import ROOT

DOOR_FILES = ("scripts/manage.py", "scripts/environment.py")
WHEEL = "tiny_thing-1.0-py3-none-any.whl"
COMMAND = """\
import os, sys
import tiny_thing
def main(argv):
    print(argv, sys.stdout.encoding, os.getcwd(), os.environ.get("PYTHONPATH"))
    return 3
"""


@dataclass(frozen=True)
class Door:
    """A checkout whose locks name one tiny package, and a folder that has it; no network is needed."""

    root: Path
    wheels: Path

    def run(
        self, *words: str, env: Mapping[str, str] | None = None, cwd: Path | None = None, before: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run `manage.py` with this Python's base interpreter. before: a program to run it through."""
        command = [*before, base_python(), str(self.root / "scripts" / "manage.py"), *words]
        both = {**self.env(), **(env or {})}
        return subprocess.run(command, env=both, cwd=cwd, capture_output=True, encoding="utf-8", check=False)

    def env(self) -> dict[str, str]:
        """Return the environment: nothing of this machine's settings for pip."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
        return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}

    def stamps(self) -> dict[str, int]:
        """Return when each lock was last installed."""
        return {path.name: path.stat().st_mtime_ns for path in (self.root / ".venv").glob("installed-*")}


def base_python() -> str:
    """Return the interpreter that this one's environment was made from."""
    return str(getattr(sys, "_base_executable", sys.executable))


def make_wheel(folder: Path) -> str:
    """Make the tiny package's wheel; return its hash."""
    info = "tiny_thing-1.0.dist-info"
    files = {
        "tiny_thing.py": "here = True\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny-thing\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{name},sha256={_digest(text)},{len(text)}" for name, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    folder.mkdir()
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    return hashlib.sha256((folder / WHEEL).read_bytes()).hexdigest()


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def make_door(root: Path, wheels: Path, digest: str) -> Door:
    """Make a checkout that has not been set up. digest: the hash of the tiny package's wheel."""
    for name in DOOR_FILES:
        write(root / name, (ROOT / name).read_text(encoding="utf-8"))
    lock = f"tiny-thing==1.0 \\\n    --hash=sha256:{digest}\n"
    write(root / "requirements.txt", lock)
    write(root / "tests" / "requirements.txt", lock)
    write(root / "scripts/casebook/__init__.py", "")
    write(root / "scripts/casebook/__main__.py", "")
    write(root / "scripts/casebook/commands/__init__.py", "")
    write(root / "scripts/casebook/commands/cli.py", COMMAND)
    return Door(root, wheels)
