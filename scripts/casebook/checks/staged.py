"""A knowledge base as it would be with some files more: a copy of it, checked as any other."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from casebook.file_writing import write
from casebook.project import Project


@contextmanager
def staged(project: Project, files: Mapping[Path, bytes]) -> Iterator[Project]:
    """Yield a project whose knowledge base is a copy, with these files in it; it goes away at the end.

    files: content by path below `practices/`.
    """
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        practices = Path(folder).resolve() / "practices"
        shutil.copytree(project.practices, practices, symlinks=True)
        for path, data in files.items():
            write(practices / path, data)
        yield Project(project.root, practices)
