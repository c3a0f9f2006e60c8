"""What the tests share: small knowledge bases made of text, and what a check says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.catalogued import Figure, Practice
from casebook.checks.checking import Report, check
from casebook.problems import Problem, as_text
from casebook.project import Project

ROOT = Path(__file__).resolve().parents[1]
SHARED_TEXTS = ROOT.parent / "shared" / "sources"

DOCUMENT = """\
title: 关于某事的答复
label: 答复
number: 某函〔2020〕1号
kind: 答复
openness: 主动公开
voice: 发文单位自述
sections:
  - {path: 一、做法, starts: 一、做法}
  - {path: 二、成效, starts: 二、成效}
note: 原文印有“公开方式：主动公开”。
"""
RECORD = """\
name: 甲做法
kind: 制度流程
themes: [网格化]
problems: [矛盾难化解]
summary: 自己的话写的概要。
localities: [{place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文}]
sources: [{document: d, section: 一、做法, anchor: 六个字的原文}]
"""
BASE = {
    "_sources/d.yml": DOCUMENT,
    "_sources/e.yml": DOCUMENT.replace("关于某事的答复", "关于别事的答复").replace("1号", "9号"),
    "jia.yml": RECORD,
}
# What stands there before others come that rest on the sentence of RECORD.
HELD = {**BASE, "jia.yml": RECORD.replace("六个字的原文", "甲做法的原文句")}

_TOP_FIELD = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


def laid_over(record: str, fragment: str) -> str:
    """Return a record in which the fields of a fragment stand in the place of its own; a new name has a sentence of its own."""
    if found := re.search(r"(?m)^name: ([\u4e00-\u9fff]{2,8})$", fragment):
        record = record.replace("六个字的原文", f"{found[1]}的原文句")
    fields = {_field(part): part for part in _TOP_FIELD.split(record) if part}
    fields |= {_field(part): part for part in _TOP_FIELD.split(f"{fragment}\n") if part}
    return "".join(fields.values())


def _field(part: str) -> str:
    return part.split(":", 1)[0]


@dataclass(frozen=True)
class KnowledgeBase:
    """A knowledge base in a folder of its own; vocabularies come from the checkout.

    folder: holds `practices/`, and `sources/` where a case has texts.
    """

    folder: Path

    @property
    def project(self) -> Project:
        """The checkout with this knowledge base."""
        return Project.here(self.folder / "practices")

    def write(self, files: Mapping[str, str | bytes]) -> KnowledgeBase:
        """Write files; paths are below `practices/`, or beside it where they begin with `../`.

        A text that begins with `-> ` makes a link.
        """
        for name, content in files.items():
            path = self.folder / "practices" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, str) and content.startswith("-> "):
                path.symlink_to(content.removeprefix("-> "))
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def check(self) -> Report:
        """Check it, against the texts in `sources/` where there are any."""
        texts = self.folder / "sources"
        return check(self.project, sources=texts if texts.is_dir() else None)

    def problems(self) -> tuple[Problem, ...]:
        """Return what a check finds."""
        return self.check().problems

    def said(self) -> str:
        """Return what `check` prints, paths from the knowledge base."""
        return as_text(self.problems()).replace(f"{self.folder.resolve().as_posix()}/", "")


def counted(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures that count as such: not those that only name parts."""
    return [figure for figure in figures if figure.outcome.nature != "称谓"]


def updated(practice: Practice) -> str:
    """Return the day of a practice's newest change or check, ISO."""
    record = practice.record
    return max([record.verified or "", *(change.date for change in record.changes)])


def codes(problems: tuple[Problem, ...]) -> set[str]:
    """Return the codes of problems."""
    return {problem.code for problem in problems}
