"""A large knowledge base made of parts of the real records, each record with a name of its own: for measuring, not for reading."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from casebook.checks.canonical import canonical
from casebook.records.file_rules import find_files
from casebook.records.model import Record

LEFT_OUT = ("aliases", "search_words", "includes", "pinyin", "relations", "changes", "publication")
# Two-character words that the real records use; three or four of them make a name that no other has.
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")


def made_records(source: Path, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield ids and files of so many records made of those in a folder; the same count gives the same files."""
    chance = random.Random(count)  # noqa: S311 (variety, no secret)
    originals = [yaml.load(path.read_bytes(), yaml.CBaseLoader) for path in find_files(source).records]  # noqa: S506
    words = sorted({word for record in originals for word in _WORD.findall(record["name"] + record["summary"])})
    streets = sorted({place["place"] for record in originals for place in record["localities"]})
    names: set[str] = set()
    for number in range(count):
        record = {field: value for field, value in originals[number % len(originals)].items() if field not in LEFT_OUT}
        while (name := "".join(chance.sample(words, 3 + number % 2))) in names:
            continue
        names.add(name)
        told = "、".join(chance.sample(words, 12))
        record |= {"name": name, "summary": f"{record['summary'].rstrip('。')}，{told}。"}
        if "steps" in record:
            record["steps"] = [step.rstrip("。") + chance.choice(words) + "。" for step in record["steps"]]
        if len(record["localities"]) == 1 and all("place" not in one for one in record.get("outcomes", ())):
            record["localities"][0] = record["localities"][0] | {"place": chance.choice(streets)}
        # No two records tell one figure of one place of a document, nor do these name figures of records that are not here.
        figures = [{k: v for k, v in one.items() if k != "conflicts_with"} for one in record.get("outcomes", ())]
        record |= (
            {"outcomes": [one | {"anchor": f"{number}、{one['anchor']}"[:20]} for one in figures]} if figures else {}
        )
        data = yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6).encode()
        yield f"made-{number:05d}", canonical(data, Record) or data


def write_made_records(source: Path, practices: Path, count: int) -> None:
    """Write so many records into a folder of their own."""
    practices.mkdir(parents=True, exist_ok=True)
    for id_, data in made_records(source, count):
        (practices / f"{id_}.yml").write_bytes(data)
