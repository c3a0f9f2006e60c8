"""What is made once for all workers of a run: the sites that many files of tests look at."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.publishing.locks import hold

PATIENCE_SECONDS = 300.0


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first worker to ask for it has filled; nobody may change it afterwards.

    make: fills the empty folder that it is given.
    """
    own = factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, done = common / "once" / name, common / "once" / f"{name}.done"
    folder.parent.mkdir(exist_ok=True)
    with hold(folder.with_suffix(".lock"), "准备测试用的网站", PATIENCE_SECONDS):
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
