"""What `check` tells to paste, pasted: the complaint is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook.problems import Problem
from hostile_corpus import Content, area, put
from kit import BASE, KnowledgeBase

AREAS = ("characters", "tabs", "width", "comments", "yaml", "types", "fields", "words", "documents")
FIELD = re.compile(r"([A-Za-z_]+): ?(.*)")
FEWEST = 150
# A list item, whose complaint may name the field that it belongs to.
ON_ANOTHER_LINE = re.compile(r"^ *- *$")
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")


@dataclass(frozen=True)
class Cure:
    """A file, one complaint about it, and the file with its fix pasted. times: how often such a complaint was told of it."""

    about: str
    name: str
    problem: Problem
    text: str
    times: int


def pasted(text: str, problem: Problem) -> str | None:
    """Return a file's text with a fix in the place that the complaint names; None where it is to be filled in first."""
    lines = text.split("\n")
    line, start = lines[problem.line - 1], problem.column - 1
    found = FIELD.fullmatch(problem.fix)
    if problem.code[0] == "Y":
        lines[problem.line - 1] = problem.fix
    elif problem.fix.startswith("- "):
        lines[problem.line - 1] = line[:start] + problem.fix.removeprefix("- ") + line[scalar_end(line, start) :]
    elif problem.code == "M101" and problem.fix.endswith(":"):  # of a field whose value stands below
        lines[problem.line - 1] = line[:start] + problem.fix
    elif found is None or not found[2] or ON_ANOTHER_LINE.search(line[:start]):
        return None
    elif problem.code == "M101" or line[start:].startswith(f"{found[1]}:"):
        lines[problem.line - 1] = line[:start] + problem.fix + line[scalar_end(line, start) :]
    elif problem.code == "M102":
        lines[problem.line - 1] = f"{line[: start + 1]}{problem.fix}, {line[start + 1 :]}"
    elif re.search(rf"(?<![^ {{]){found[1]}: *$", line[:start]):
        lines[problem.line - 1] = line[:start] + found[2] + line[scalar_end(line, start) :]
    elif line.startswith(f"{found[1]}:"):
        lines[problem.line - 1] = problem.fix
    else:
        lines = [problem.fix if old.startswith(f"{found[1]}:") else old for old in lines]
        lines += [] if problem.fix in lines else [problem.fix, ""]
    return "\n".join(lines)


def scalar_end(line: str, start: int) -> int:
    """Return where the text that begins at a place of a line ends."""
    if quoted := QUOTED.match(line, start):
        return quoted.end()
    is_inside = any(sign in line[:start] for sign in "[{")
    end = re.search(r", |[\]}]", line[start:]) if is_inside else None
    return start + end.start() if end else len(line)


def checked(base: KnowledgeBase, files: dict[str, bytes]) -> dict[str, list[Problem]]:
    """Return what a check says of each of many files."""
    told: dict[str, list[Problem]] = {name: [] for name in files}
    for name, data in files.items():
        put(base.folder / "practices" / name, Content(hexadecimal=data.hex()))
    start = f"{(base.folder / 'practices').as_posix()}/"
    for problem in base.problems():
        told.setdefault(problem.path.removeprefix(start), []).append(problem)
    return told


def cures(base: KnowledgeBase) -> list[Cure]:
    """Return every complaint of the corpus that has a fix, with the file in which it was pasted."""
    cases = {}
    for name in AREAS:
        for number, case in enumerate(area(name)):
            for path, content in (case.files or {"jia.yml": case}).items():
                if not isinstance(content, str) and content.hexadecimal is None and content.encoding == "utf-8":
                    cases[path.replace(Path(path).stem, f"{name}-{number}")] = (case.about, content.data)
    told = checked(base, {name: data for name, (_, data) in cases.items()})
    found: list[Cure] = []
    for name, (about, data) in cases.items():
        for problem in told[name]:
            text = pasted(data.decode(), problem) if problem.fix and problem.line else None
            times = sum(is_same(problem, other) for other in told[name])
            if text is not None:
                found.append(Cure(about, name.replace(".yml", f"-cured-{len(found)}.yml"), problem, text, times))
    return found


def test_a_fix_pasted_removes_its_complaint(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = cures(KnowledgeBase(tmp_path).write(BASE))
    again = KnowledgeBase(tmp_path_factory.mktemp("cured")).write(BASE)
    told = checked(again, {cure.name: cure.text.encode() for cure in found})
    left = [
        (cure.about, cure.problem.code, cure.problem.message, cure.problem.fix)
        for cure in found
        if sum(is_same(problem, cure.problem) for problem in told[cure.name]) >= cure.times
    ]
    assert left == []
    assert len(found) > FEWEST


def is_same(one: Problem, other: Problem) -> bool:
    """Tell whether two complaints are of one kind about one place: the reader's by their lines, others by their fields."""
    return (one.code, one.field) == (other.code, other.field) and (one.code[0] != "Y" or one.line == other.line)
