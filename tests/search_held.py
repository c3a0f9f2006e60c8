"""The sets of queries that were written without sight of the engine: `given.json`, `held.yml`, `fresh.yml`, and the tables of words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import yaml

from casebook.catalog import Catalog
from search_asking import Query

FOLDER = Path(__file__).parent / "search"
NAMED, BY_NAME = "DOC:", "NAME:"


Wanted = str | list[str]


class Case(TypedDict, total=False):
    """A query as `given.json` has it: its class, the practices or the figures that are right."""

    cls: str
    q: str
    want: Wanted
    want_figures: list[str]


def _given(kind: str) -> list[Case]:
    told: dict[str, list[Case]] = json.loads((FOLDER / "given.json").read_text(encoding="utf-8"))
    return told[kind]


def _held(kind: str, name: str = "held") -> dict[object, Wanted]:
    told: dict[str, dict[object, Wanted]] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return told[kind]


def _ids(wanted: Wanted) -> frozenset[str]:
    return frozenset([wanted] if isinstance(wanted, str) else wanted)


def given_queries(catalog: Catalog) -> Iterator[Query]:
    """Yield class, query, practices: of `NAME:党` all that have it in a name."""
    for one in _given("queries"):
        wanted = one["want"]
        if isinstance(wanted, str) and wanted.startswith(BY_NAME):
            part = wanted.removeprefix(BY_NAME)
            wanted = [p.id for p in catalog.practices if any(part in name for name in (p.name, *p.record.aliases))]
        if not isinstance(wanted, str):
            yield one["cls"], one["q"], frozenset(wanted)


def held_queries() -> Iterator[Query]:
    """Yield the same of our own that name practices."""
    for kind in ("数字和日期", "口语和错字"):
        yield from ((kind, str(query), _ids(wanted)) for query, wanted in _held(kind).items())
    yield from (("又一组", str(query), _ids(wanted)) for query, wanted in _held("名称和别的", "fresh").items())


def named_pages() -> dict[str, str]:
    """Return the queries that name a page of another kind, with its id."""
    given = {
        one["q"]: str(one["want"]).removeprefix(NAMED)
        for one in _given("queries")
        if str(one["want"]).startswith(NAMED)
    }
    return given | {str(query): str(page).split("/")[1] for query, page in _held("页").items()}


def figure_questions() -> dict[str, frozenset[str]]:
    """Return the questions for a figure, with the figures of which one is right."""
    given = {one["q"]: frozenset(one["want_figures"]) for one in _given("figures")}
    held = {**_held("数据"), **_held("数据", "fresh")}
    return given | {str(query): _ids(wanted) for query, wanted in held.items()}


def held_words(kind: str) -> list[str]:
    """Return the queries of a list without answers: 没有数据, 没有; 有, for which something must fit whole."""
    return [str(query) for query in (*(_held(kind) if kind != "有" else ()), *_held(kind, "fresh"))]


def mended_queries() -> dict[str, frozenset[str]]:
    """Return the queries that lines of the tables of words mend: `词 说法 | 查询 > 做法 做法`."""
    data = files("casebook") / "data"
    lines = [
        line
        for name in ("everyday.txt", "lookalikes.txt")
        for line in (data / name).read_text(encoding="utf-8").splitlines()
    ]
    told = [line.split("|")[1].split(">") for line in lines if "|" in line and line[0] != "#"]
    return {query.strip(): frozenset(ids.split()) for query, ids in told}
