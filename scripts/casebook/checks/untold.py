"""Records that changed in substance, and do not tell their readers so in `changes`: the feed and the courses know nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook.checks.history import git, has_history
from casebook.memory import Memory
from casebook.problems import Problem
from casebook.project import Project
from casebook.records.loading import Library, load_bytes
from casebook.records.model import Record
from casebook.rule import Finding
from casebook.rules.plain_rules import UNTOLD

_ASIDE = {"pinyin", "search_words", "relations", "changes", "verified"}
_ASKED = 400


def untold(library: Library, before: Mapping[str, bytes | None]) -> Iterator[Problem]:
    """Yield a reminder for each record that is new or differs in substance without a new line in `changes`.

    before: what the files held that changed since, by id; None for a file that was not there.
    """
    for loaded in library.records:
        if loaded.id not in before or loaded.item is None:
            continue
        old = _earlier(loaded.item, loaded.id, before)
        if loaded.item.changes and (old is None or {*loaded.item.changes} - {*old.changes}):
            continue
        if old is None:
            yield loaded.problem(
                UNTOLD,
                Finding(
                    (), "新收入的做法，请在 changes 里写一行，订阅的人才会知道：note 写“收入本库”，date 写发布那天。"
                ),
            )
        elif _substance(loaded.item) != _substance(old):
            yield loaded.problem(
                UNTOLD,
                Finding((), "内容改了，请在 changes 里写一行改了什么，订阅的人和课程才会知道：date 写发布那天。"),
            )


def _earlier(record: Record, id_: str, before: Mapping[str, bytes | None]) -> Record | None:
    for name in (id_, *record.publication.former_ids):
        data = before.get(name)
        if data is not None:
            return load_bytes(Path(f"{name}.yml"), data, Record, Memory(None)).item
    return None


def _substance(record: Record) -> Record:
    return record.model_copy(update={field: Record.model_fields[field].default for field in _ASIDE})


def changed_here(project: Project) -> dict[str, bytes | None]:
    """Return what the last commit holds of each record that was changed, moved or added since; nothing where there is no git."""
    if not has_history(project):
        return {}
    paths = git(project.root, "diff", "--name-only", "--no-renames", "-z", "HEAD", "--", "practices").split("\0")
    new = git(project.root, "ls-files", "--others", "--exclude-standard", "-z", "--", "practices").split("\0")
    records = [path for path in paths if path.endswith(".yml") and not Path(path).name.startswith("_")]
    found: dict[str, bytes | None] = {Path(path).stem: None for path in new if path.endswith(".yml")}
    for path in records[:_ASKED]:
        text = git(project.root, "show", f"HEAD:{path}")
        found[Path(path).stem] = text.encode() if text else found.get(Path(path).stem)
    return found
