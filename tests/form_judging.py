"""Every record and description of `tests/cases`, with what `check` says of it and what the form is given to judge it by."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.checks.checking import Report
from casebook.forms.description import unjudged
from casebook.forms.files import bodies_by_name
from casebook.forms.known import answers
from casebook.records.loading import Library, load_library
from casebook.records.reader import read
from casebook.text.data_script import Json
from golden import AbsurdCase, RuleCase, cases
from hostile_corpus import area, areas
from kit import BASE, KnowledgeBase

# Told of a file's name or of its characters, not of a field: each has a test of its own.
ELSEWHERE = frozenset({"F104", "F105", "Y103"})
JUDGE = """async cases => {
    const form = cb.form, found = [];
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
        const told = one.kind === 'record' ? form.recordProblems(one.value, context) : form.documentProblems(one.value);
        found.push(told.map(problem => [problem.code, problem.loc]));
    }
    return found;
}"""


@dataclass(frozen=True)
class Judged:
    """A file of a case. given: what the form gets; told: the codes and fields that `check` says of it and the form can."""

    name: str
    given: dict[str, Json]
    told: frozenset[tuple[str, str]]


def judged(name: str, base: KnowledgeBase) -> Iterator[Judged]:
    """Yield each record and description of a knowledge base that is not of the good base alone."""
    report = base.check()
    library = load_library(base.project)
    for kind, files in (("record", library.records), ("document", library.documents)):
        for loaded in files:
            data = loaded.path.read_bytes() if stat.S_ISREG(loaded.path.lstat().st_mode) else b""
            value = read(data).value
            if value is not None and not _is_of_base(kind, loaded.path, data, base):
                yield Judged(
                    f"{name}: {loaded.path.name}",
                    {"kind": kind, "id": loaded.id, "value": value, **_known(library, loaded.id), "texts": _texts(base)},
                    _told(report, loaded.path),
                )


def _is_of_base(kind: str, path: Path, data: bytes, base: KnowledgeBase) -> bool:
    name = f"_sources/{path.name}" if kind == "document" else path.name
    return BASE.get(name, "").encode() == data and not (base.folder / "sources").is_dir()


def _known(library: Library, id_: str) -> dict[str, Json]:
    """Return what is known besides: of a figure told twice, the later record hears."""
    records = {one.id: one.draft for one in library.records if one.draft is not None}
    documents = {one.id: one.item for one in library.documents if one.item is not None}
    earlier = dict(list(records.items())[: list(records).index(id_) + 1]) if id_ in records else records
    figures = {q: a for q, a in answers(earlier, {}).items() if q[0] == "a"}
    told = {q: a for q, a in answers(records, documents).items() if q[0] != "a"} | figures
    ids: Json = [one.id for one in library.documents]
    return {"known": {**told}, "documents": ids, "bodies": bodies_by_name(library.vocabularies.bodies)}


def _texts(base: KnowledgeBase) -> dict[str, Json]:
    folder = base.folder / "sources"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")} if folder.is_dir() else {}


def _told(report: Report, path: Path) -> frozenset[tuple[str, str]]:
    left = unjudged().keys() | ELSEWHERE
    shown = f"/{path.parent.name}/{path.name}"
    return frozenset((p.code, p.field) for p in report.problems if p.code not in left and f"/{p.path}".endswith(shown))


def all_judged(folder: Path) -> Iterator[Judged]:
    """Yield the files of every case of `rules`, `absurd` and `hostile`."""
    for name, rule in cases("rules", RuleCase).items():
        for side, files in (("wrong", rule.wrong), ("right", rule.right)):
            base = {path: text for path, text in BASE.items() if path not in rule.without}
            yield from judged(f"{name} {side}", KnowledgeBase(folder / f"{name}-{side}").write(base | files))
    for name, absurd in cases("absurd", AbsurdCase).items():
        yield from judged(name, KnowledgeBase(folder / name).write(BASE | absurd.wrong))
    for name in areas():
        for number, hostile in enumerate(area(name)):
            if not any(isinstance(content, str) or content.special for content in hostile.files.values()):
                yield from judged(f"{name}: {hostile.about}", hostile.write(folder / f"{name}-{number}"))


def said(problems: Sequence[tuple[str, Sequence[str | int]]]) -> frozenset[tuple[str, str]]:
    """Return what the form said, in the words of `check`."""
    left = unjudged().keys() | ELSEWHERE
    return frozenset((code, field(loc)) for code, loc in problems if code not in left)


def field(loc: Sequence[str | int]) -> str:
    """Return a location as `check` prints it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc).removeprefix(".")
