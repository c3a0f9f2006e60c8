"""Every record and description of `tests/cases`, with what `check` says of it and what the form is given to judge it by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.forms.description import unjudged
from casebook.forms.files import bodies_by_name
from casebook.forms.known import answers
from casebook.problems import Problem
from casebook.records.loading import Library, load_library
from casebook.records.reader import read
from casebook.text.data_script import Json
from golden import AbsurdCase, RuleCase, cases
from hostile_corpus import area, areas
from kit import BASE, KnowledgeBase
from test_rules import RULES, SHOWN_BY_EXAMPLE, files_with

# Told of a file's name or of its characters, not of a field: each has a test of its own.
ELSEWHERE = frozenset({"F104", "F105", "Y103"})
JUDGE = """async given => {
    const form = cb.form, found = [], cases = JSON.parse(given);
    await form.needReadings();
    await form.load('wordings');
    for (const one of cases) {
        form.take('bodies', one.bodies);
        const known = question => one.known[question] || null;
        const describe = d => d && {date: d[0], voice: d[1], sections: d[2], uncarried: d[3]};
        const context = {id: one.id, known: known, texts: one.texts};
        context.isDocument = id => one.documents.includes(id);
        context.document = id => describe(known("d:" + id));
        await form.needPlaces(one.value);
        const told = one.kind === 'record' ? form.recordProblems(one.value, context) : form.documentProblems(one.value, context);
        found.push(told.map(problem => [problem.code, problem.loc]));
    }
    return found;
}"""


@dataclass(frozen=True)
class Judged:
    """A file of a case. given: what the form gets; told: the codes and fields that `check` says of it; left: codes not compared."""

    name: str
    given: dict[str, Json]
    told: frozenset[tuple[str, str]]
    left: tuple[str, ...]

    def differs(self, problems: Sequence[tuple[str, Sequence[str | int]]]) -> dict[str, set[tuple[str, str]]]:
        """Return what only the form said, and what only `check` said; nothing where both said the same."""
        said = {(code, field(loc)) for code, loc in problems if not code.startswith(self.left)}
        told = {(code, loc) for code, loc in self.told if not code.startswith(self.left)}
        return {"form": said - told, "check": told - said} if said != told else {}


def judged(name: str, base: KnowledgeBase, *, alone: bool = False) -> Iterator[Judged]:
    """Yield each record and description of a knowledge base that is not of the good base alone. alone: whatever the others hold."""
    problems = base.check().problems
    library = load_library(base.project)
    shared = _known(library, "") if alone else {}
    for kind, files in (("record", library.records), ("document", library.documents)):
        for loaded in files:
            data = loaded.path.read_bytes()
            parsed = read(data)
            if parsed.value is not None and not _is_of_base(kind, loaded.path, data, base):
                # Where the reader has told of a place already, the model's complaint about it is left out.
                # Of two files with one id, the set's rules tell one.
                is_twin = [one.id for one in files].count(loaded.id) > 1
                left = (*unjudged(), *ELSEWHERE, *("M" if parsed.problems else ""), *("S" if alone or is_twin else ""))
                told = {"kind": kind, "id": loaded.id, "value": parsed.value, "texts": _texts(base)}
                known = shared or _known(library, loaded.id)
                yield Judged(f"{name}: {loaded.path.name}", {**told, **known}, _told(problems, loaded.path), left)


def _is_of_base(kind: str, path: Path, data: bytes, base: KnowledgeBase) -> bool:
    name = f"_sources/{path.name}" if kind == "document" else path.name
    return BASE.get(name, "").encode() == data and not (base.folder / "sources").is_dir()


def _known(library: Library, id_: str) -> dict[str, Json]:
    """Return what is known besides (without an id: of the documents alone); of a figure told twice, the later record hears."""
    records = {one.id: one.draft for one in library.records if one.draft is not None and id_}
    documents = {one.id: one.item for one in library.documents if one.item is not None}
    earlier = dict(list(records.items())[: list(records).index(id_) + 1]) if id_ in records else records
    figures = {q: a for q, a in answers(earlier, {}).items() if q[0] in "av"}
    told = {q: a for q, a in answers(records, documents).items() if q[0] not in "av"} | figures
    ids: Json = [one.id for one in library.documents]
    return {"known": {**told}, "documents": ids, "bodies": bodies_by_name(library.vocabularies.bodies)}


def _texts(base: KnowledgeBase) -> dict[str, Json]:
    folder = base.folder / "sources"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")} if folder.is_dir() else {}


def _told(problems: Sequence[Problem], path: Path) -> frozenset[tuple[str, str]]:
    shown = f"/{path.parent.name}/{path.name}"
    return frozenset((p.code, p.field) for p in problems if f"/{p.path}".endswith(shown))


def all_judged(folder: Path) -> Iterator[Judged]:
    """Yield the files of every case of `rules`, `absurd` and `hostile`, and the wrong examples of the rules."""
    for name, rule in cases("rules", RuleCase).items():
        base = {path: text for path, text in BASE.items() if path not in rule.without}
        yield from judged(name, KnowledgeBase(folder / name).write(base | rule.wrong))
    for name, absurd in cases("absurd", AbsurdCase).items():
        yield from judged(name, KnowledgeBase(folder / name).write(BASE | absurd.wrong))
    examples = {path: text for code in SHOWN_BY_EXAMPLE for path, text in files_with(code, RULES[code].wrong).items()}
    yield from judged("examples", KnowledgeBase(folder / "examples").write(BASE | examples))
    yield from _hostile(folder)


def _hostile(folder: Path) -> Iterator[Judged]:
    """Yield the hostile cases: single records all in one knowledge base, what lies among other files in one of its own."""
    every = [(f"{name}-{number}", case) for name in areas() for number, case in enumerate(area(name))]
    single = {f"{name}.yml": case.data for name, case in every if not case.files and not case.special}
    yield from judged("hostile", KnowledgeBase(folder / "hostile").write({**BASE, **single}), alone=True)
    for name, case in every:
        if case.files and not any(isinstance(content, str) or content.special for content in case.files.values()):
            yield from judged(f"{name} {case.about}", case.write(folder / name))


def field(loc: Sequence[str | int]) -> str:
    """Return a location as `check` prints it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc).removeprefix(".")
