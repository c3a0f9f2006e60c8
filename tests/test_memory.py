"""What is remembered by content: it saves time and never changes a result."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from casebook.checks.checking import check
from casebook.memory import Json, Memory, digest
from casebook.problems import as_text
from casebook.project import Project
from casebook.publishing.generating import Generated
from casebook.publishing.shells import Made
from casebook.records.vocabularies import CONTROLLED
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import BASE, DOCUMENT, RECORD, ROOT, laid_over

VALUE: Json = {"a": ["楼栋长", "\ud800", 1, 2.5, None, True], "b": {}}
FIGURE = "outcomes: [{key: coverage, metric: 覆盖率, value: '90', unit: '%', nature: 产出, document: d, anchor: 六个字的原文}]"
EDITS = 25
BESIDE = tuple(
    f"{name}index.md" for name in ("", "about/", "about/method/", "about/corrections/", "contribute/", "courses/")
)


def asked(memory: Memory, value: Json = VALUE, part: str = "x") -> tuple[Json, int]:
    """Ask for a value and save; return it, and how often it was made."""
    got = memory.recall("kind", (part,), lambda: value)
    memory.save()
    return got, memory.missed["kind"]


def test_a_value_is_made_once_and_met_by_later_commands(tmp_path: Path) -> None:
    assert asked(Memory.of(tmp_path)) == (VALUE, 1)
    assert asked(Memory.of(tmp_path)) == (VALUE, 0)
    assert asked(Memory.of(tmp_path), part="y") == (VALUE, 1)


def test_none_is_made_each_time_and_parts_are_told_apart_by_their_ends(tmp_path: Path) -> None:
    assert asked(Memory.of(tmp_path), None) == (None, 1)
    assert asked(Memory.of(tmp_path), None) == (None, 1)
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")


def test_a_memory_without_a_file_remembers_nothing() -> None:
    assert [asked(Memory(None))[1] for _ in range(2)] == [1, 1]


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _emptied(file: Path) -> None:
    os.truncate(file, 0)


def _garbage(file: Path) -> None:
    file.write_bytes(b"not a store" * 1000)


def _flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for place in range(0, len(data), 7):
        data[place] ^= 0x55
    file.write_bytes(data)


def _value_changed(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE remembered SET value = value || ' '")


def _other_type(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE remembered SET value = 'text'")


def _no_table(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE remembered")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _gone(file: Path) -> None:
    file.unlink()


DAMAGES = (_cut, _emptied, _garbage, _flipped, _value_changed, _other_type, _no_table, _folder, _gone)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_a_damaged_store_costs_time_and_heals(tmp_path: Path, damage: object) -> None:
    asked(Memory.of(tmp_path))
    file = Memory.of(tmp_path).file
    assert file is not None
    assert callable(damage)
    damage(file)
    found = [asked(Memory.of(tmp_path)) for _ in range(3)]
    assert [value for value, _ in found] == [VALUE] * 3
    assert (found[0][1], found[2][1]) == (1, int(file.is_dir()))


def test_a_store_that_another_process_writes_to_is_passed_by(tmp_path: Path) -> None:
    asked(Memory.of(tmp_path))
    file = Memory.of(tmp_path).file
    assert file is not None
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert asked(Memory.of(tmp_path)) == (VALUE, 1)
    other.execute("COMMIT")
    assert asked(Memory.of(tmp_path)) == (VALUE, 0)


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file", encoding="utf-8")
    assert asked(Memory.of(tmp_path)) == (VALUE, 1)


class Base:
    """A knowledge base that is edited at random, in a checkout of its own."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.root, self.practices = folder / "checkout", folder / "checkout" / "practices"
        (self.practices / "_sources").mkdir(parents=True)
        for name in (*(f"_{facet}.yml" for facet in CONTROLLED), "_terms.yml", "_pinyin.yml"):
            (self.practices / name).write_bytes((ROOT / "practices" / name).read_bytes())
        for name, text in BASE.items():
            (self.practices / name).write_text(text, encoding="utf-8")
        self.settings = SiteSettings()

    def edit(self) -> str:
        """Change one thing; return what."""
        kinds = (
            self._change,
            self._add,
            self._rename,
            self._remove,
            self._document,
            self._word,
            self._setting,
            self._break,
        )
        return self.chance.choice(kinds)()

    def _records(self) -> list[Path]:
        return sorted(path for path in self.practices.glob("*.yml") if not path.name.startswith("_"))

    def _change(self) -> str:
        path = self.chance.choice(self._records())
        told = self.chance.choice((f"summary: 第 {self.chance.randrange(9)} 种概要。", FIGURE, "notes: [三级呼叫相应]"))
        path.write_text(laid_over(path.read_text(encoding="utf-8"), told), encoding="utf-8")
        return f"change {path.name}"

    def _add(self) -> str:
        number = self.chance.randrange(6)
        other = self._records()[0].stem
        tells = f"name: 做法{number}\nrelations: [{{type: related, target: {other}}}]"
        (self.practices / f"zuo-fa-{number}.yml").write_text(laid_over(RECORD, tells), encoding="utf-8")
        return f"add {number}"

    def _rename(self) -> str:
        path = self.chance.choice(self._records())
        path.rename(path.with_name(f"xin-{self.chance.randrange(3)}.yml"))
        return f"rename {path.name}"

    def _remove(self) -> str:
        if len(self._records()) > 1:
            self.chance.choice(self._records()).unlink()
        return "remove"

    def _document(self) -> str:
        label = self.chance.choice(("答复", "复函", "来信"))
        (self.practices / "_sources" / "d.yml").write_text(
            DOCUMENT.replace("label: 答复", f"label: {label}"), encoding="utf-8"
        )
        return f"document {label}"

    def _word(self) -> str:
        path = self.practices / "_themes.yml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("definition: ", "definition: 又", 1), encoding="utf-8")
        return "word"

    def _setting(self) -> str:
        self.settings = SiteSettings(repo_url=self.chance.choice(("", "https://example.org/a")))
        return "setting"

    def _break(self) -> str:
        path = self.chance.choice(self._records())
        path.write_text(laid_over(path.read_text(encoding="utf-8"), "kind: 没有这一类"), encoding="utf-8")
        return f"break {path.name}"

    def result(self, memory: Memory) -> tuple[str, dict[str, str], dict[str, bytes], tuple[Made, ...]]:
        """Return what a check says, and all that is generated."""
        project = Project(self.root, self.practices)
        project.__dict__["memory"] = memory
        report = check(project)
        told = as_text(report.problems)
        if report.catalog is None:
            return told, {}, {}, ()
        generated = Generated.of(Site.of(report.catalog, self.settings), BESIDE)
        made = generated.pages
        memory.save()
        return told, generated.texts, generated.files, made


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edit_all_that_is_told_and_generated_is_what_a_cold_run_makes(tmp_path: Path, seed: int) -> None:
    base = Base(tmp_path, random.Random(seed))  # noqa: S311 (variety, no secret)
    met = 0
    for _ in range(EDITS):
        what = base.edit()
        warm = Memory.of(tmp_path)
        assert base.result(warm) == base.result(Memory(None)), what
        met += warm.met.total()
    assert met > EDITS


def test_what_is_found_in_a_record_is_not_taken_for_a_document_of_the_same_bytes(tmp_path: Path) -> None:
    base = Base(tmp_path, random.Random(0))  # noqa: S311 (variety, no secret)
    text = DOCUMENT.replace("label: 答复", "label: 答复（联系人某某）")
    for name in ("yi.yml", "_sources/d.yml"):
        (base.practices / name).write_text(text, encoding="utf-8")
    told, *_ = base.result(Memory.of(tmp_path))
    assert "[D105]" in told
    assert told == base.result(Memory(None))[0] == base.result(Memory.of(tmp_path))[0]
