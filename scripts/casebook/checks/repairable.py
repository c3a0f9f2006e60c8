"""What `fmt` would set right by itself: `check` says so beside each such problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from casebook.checks.canonical import canonical, scalar
from casebook.checks.repairs import Repairs
from casebook.memory import Memory, digest
from casebook.problems import Problem, relative
from casebook.records.ids import free_id
from casebook.records.loading import Loaded, load_bytes
from casebook.records.model import Document, Record
from casebook.records.model_rules import WRONG_SHAPE
from casebook.records.walk import Value
from casebook.rule import Loc, field_name
from casebook.text.pinyin import slug

Either = Loaded[Record] | Loaded[Document]
HINT = "运行 fmt 可自动改正。"
# Of the rules about one file: form (Y, M), records (R), documents (D).
_REPAIRABLE = "YMRD"
_KEY_IS_MISSING = "M102"
_POLICY = re.compile(r"basis\[([0-9]+)\]")


@dataclass(frozen=True)
class Hints:
    """Tells which problems `fmt` removes. rules: tells what the rules about one file say of it."""

    repairs: Repairs
    memory: Memory
    rules: Callable[[Either], Iterable[Problem]]

    def added(self, problems: Iterable[Problem], loaded: Iterable[Either]) -> list[Problem]:
        """Return the problems; those that `fmt` removes say so. loaded: all records and documents."""
        by_path: dict[str, list[Problem]] = {}
        for problem in problems:
            by_path.setdefault(problem.path, []).append(problem)
        files = {relative(one.path): one for one in loaded}
        done: list[Problem] = []
        for path, told in by_path.items():
            done += self._of_file(told, files[path]) if path in files else told
        return done

    def _of_file(self, told: list[Problem], loaded: Either) -> list[Problem]:
        return [self._with_policy(problem, loaded) for problem in self._with_hints(told, loaded)]

    def _with_hints(self, told: list[Problem], loaded: Either) -> list[Problem]:
        parts = (loaded.kind.__name__, loaded.content, self.repairs.vocabularies.content)
        form = str(self.memory.recall("canonical", parts, lambda: self._form(loaded)) or "").encode("utf-8")
        if not form or digest(form) == loaded.content:  # nothing to be set right
            return told
        after = _loaded(loaded, form)
        left = {(problem.code, problem.field) for problem in (*after.problems, *self.rules(after))}
        left |= {(p.code, p.field) for p in told if p.code[0] not in _REPAIRABLE}
        return [p if (p.code, p.field) in left else _hint(p, after) for p in told]

    def _with_policy(self, problem: Problem, loaded: Either) -> Problem:
        """Return a problem; where it is of a policy in the form of the first edition, with the id that it has now."""
        told = _policy(problem, loaded.parsed.value) if problem.code == WRONG_SHAPE.code else {}
        if not told:
            return problem
        vocabularies = self.repairs.vocabularies
        ids = {id_ for text in told.values() if (id_ := vocabularies.policies.id_of(text))}
        if len(ids) == 1:
            return replace(problem, fix=f"- {ids.pop()}")
        if ids:
            return replace(problem, message=f"{problem.message}这里的标题和文号是两份政策的，请核对。")
        reading = slug(vocabularies.pronouncer.syllables(told.get("title", "")))
        made = {"id": free_id(reading or "zheng-ce", vocabularies.policies.by_id), **told}
        line = ", ".join(f"{name}: {scalar(text, flow=True)}" for name, text in made.items())
        return replace(problem, message=f"{problem.message}那里没有这一份，请先加一条：- {{{line}}}")

    def _form(self, loaded: Either) -> str | None:
        if loaded.parsed.value is None:
            return None
        form = canonical(loaded.path.read_bytes(), loaded.kind, None, self.repairs)
        return None if form is None else form.decode("utf-8")


def _policy(problem: Problem, value: Value | None) -> dict[str, str]:
    """Return what a record of the first edition says of the policy that a problem is about; empty where it is about none."""
    found = _POLICY.fullmatch(problem.field)
    basis = value.get("basis") if found and isinstance(value, dict) else None
    told = basis[int(found[1])] if found and isinstance(basis, list) else None
    return {name: text for name, text in told.items() if isinstance(text, str)} if isinstance(told, dict) else {}


def _loaded(loaded: Either, form: bytes) -> Either:
    if loaded.kind is Record:
        return load_bytes(loaded.path, form, Record, Memory(None))
    return load_bytes(loaded.path, form, Document, Memory(None))


def _hint(problem: Problem, after: Either) -> Problem:
    message = problem.message if "fmt" in problem.message else f"{problem.message}{HINT}"
    fix = problem.fix
    if problem.code == _KEY_IS_MISSING and after.parsed.value is not None:
        made = _texts(after.parsed.value, ())
        fix = f"{fix}{made[problem.field]}" if problem.field in made else fix
    return replace(problem, message=message, fix=fix)


def _texts(value: Value, loc: Loc) -> dict[str, str]:
    if isinstance(value, str):
        return {field_name(loc): value}
    parts = enumerate(value) if isinstance(value, list) else value.items()
    return {name: text for step, part in parts for name, text in _texts(part, (*loc, step)).items()}
