"""The new files: checked with the whole knowledge base first, then written, never over another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.asking.record import Asked
from casebook.checks.canonical import SCHEMA, schema_line_of, written
from casebook.checks.checking import check
from casebook.checks.evidence import Texts
from casebook.checks.staged import staged
from casebook.errors import Stopped
from casebook.file_writing import write_all
from casebook.problems import Problem, relative
from casebook.project import Project
from casebook.records.file_rules import SOURCES
from casebook.records.model import Document, Record
from casebook.records.reader import Value


@dataclass(frozen=True)
class New:
    """New files. files: content by path below `practices/`. texts: of documents, to hold them against."""

    project: Project
    files: Mapping[Path, bytes]
    texts: Texts | None = None

    @classmethod
    def of(cls, project: Project, asked: Asked) -> New:
        """Return the files that answers become, in canonical form."""
        path = Path(asked.folder) / f"{asked.id}.yml"
        line = schema_line_of(path) if (project.practices / SCHEMA).is_file() else ""
        files = {path: _canonical(asked.record, Record, line)}
        if asked.document.new:
            files[Path(SOURCES) / f"{asked.document.id}.yml"] = _canonical(asked.document.new, Document)
        texts = {asked.document.id: asked.document.said.raw} if asked.document.said else None
        return cls(project, files, texts)

    def problems(self) -> tuple[Problem, ...]:
        """Return what a check of the whole knowledge base says of the new files, as if they stood there."""
        with staged(self.project, self.files) as there:
            paths = {relative(there.practices / path): relative(self.project.practices / path) for path in self.files}
            problems = check(there, sources=self.texts).problems
        return tuple(replace(problem, path=paths[problem.path]) for problem in problems if problem.path in paths)

    def write(self) -> tuple[Path, ...]:
        """Write the files, all or none. Raises Stopped where one is there already."""
        for path in self.files:
            if (self.project.practices / path).exists():
                raise Stopped(f"已有 {relative(self.project.practices / path)}，没有覆盖。什么都没有写。")
        return write_all({self.project.practices / path: data for path, data in self.files.items()})


def _canonical(value: dict[str, Value], model: type[Record | Document], first_line: str = "") -> bytes:
    data = written(value, model, first_line)
    if data is None:
        raise Stopped("有的字不能写进记录（控制字符、零宽字符等），请重新录入。什么都没有写。")
    return data
