"""A cure is a promise: pasted, its line passes and means the same; what only looks alike is a question without a line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from casebook.records.reader import Value, read
from kit import BASE, DOCUMENT, RECORD, ROOT, KnowledgeBase, laid_over
from test_fixes import checked, is_same, pasted

FEWEST, PRECISION = 200, 0.99
OTHERS = {
    "yi.yml": laid_over(RECORD, "name: 乙做法"),
    "lou-dong-zhang.yml": laid_over(RECORD, "name: 楼栋长"),
}


class Kind(BaseModel, frozen=True):
    """Inputs of one kind. cases: what was written, and what it means (empty: only a question may be asked)."""

    kind: str
    template: str
    cases: dict[str, str]
    quoted: bool = False
    fields: bool = False
    document: bool = False

    def text(self, told: str) -> str:
        """Return the file in which something is written."""
        fragment = self.template.replace("X", f"'{told}'" if self.quoted else told)
        return laid_over(DOCUMENT if self.document else RECORD, fragment)


TABLE = yaml.load((ROOT / "tests/cases/cures.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (texts alone)
KINDS = [Kind(**kind) for kind in TABLE]
CASES = [(kind, wrong, meant) for kind in KINDS for wrong, meant in kind.cases.items()]


def value(text: str) -> Value | None:
    return read(text.encode()).value


def test_each_printed_cure_passes_and_means_the_same(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    names = [f"{'_sources/' if kind.document else ''}c-{number}.yml" for number, (kind, _, _) in enumerate(CASES)]
    texts = {name: kind.text(wrong) for name, (kind, wrong, _) in zip(names, CASES, strict=True)}
    told = checked(KnowledgeBase(tmp_path).write({**BASE, **OTHERS}), {n: text.encode() for n, text in texts.items()})
    cured, printed = {}, []
    for name in names:
        text = texts[name]
        with_fix = [problem for problem in told[name] if problem.fix and problem.code not in {"R608", "D110"}]
        lines = {(problem.line, problem.column): problem for problem in with_fix}
        for problem in sorted(lines.values(), key=lambda problem: (-problem.line, -problem.column)):
            text = pasted(text, problem) or text
        if with_fix:
            printed.append(name)
            cured[name] = text
    again = checked(
        KnowledgeBase(tmp_path_factory.mktemp("cured")).write({**BASE, **OTHERS}),
        {n: t.encode() for n, t in cured.items()},
    )
    wrong_ones: list[tuple[str, ...]] = []
    for name, (kind, wrong, meant) in zip(names, CASES, strict=True):
        if name not in cured:
            if meant:
                wrong_ones.append(("no cure", wrong, meant))
            continue
        left = [p for p in again[name] for old in told[name] if old.fix and is_same(p, old) and p.fix == old.fix]
        if left or not meant or value(cured[name]) != value(kind.text(meant)):
            wrong_ones.append(("wrong cure", wrong, meant, *(p.fix for p in told[name]), *(p.message for p in left)))
    false = [one for one in wrong_ones if one[0] == "wrong cure"]
    precision = 1 - len(false) / len(printed)
    assert len(CASES) >= FEWEST
    assert precision >= PRECISION, (precision, len(printed), false)
    assert [one for one in wrong_ones if one[0] == "no cure"] == []
