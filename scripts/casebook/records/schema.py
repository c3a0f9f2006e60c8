"""The JSON Schema of a record: for editors, the form and other programs."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TypeAlias

from casebook.records.model import Record
from casebook.records.vocabularies import Vocabularies

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@lru_cache(maxsize=1)
def _bare() -> str:
    return json.dumps(Record.model_json_schema(), ensure_ascii=False)


def record_schema(vocabularies: Vocabularies) -> dict[str, Json]:
    """Return the schema with Chinese titles and the words of the vocabularies."""
    schema: dict[str, Json] = json.loads(_bare())
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "基层治理做法记录"
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    _words(_property(schema, "kind"), vocabularies.kinds.names)
    _words(_items(schema, "themes"), vocabularies.themes.names)
    _words(_items(schema, "problems"), vocabularies.problems.names)
    _words(_property(definitions["Locality"], "stage"), vocabularies.stages.names)
    _words(_property(definitions["Outcome"], "nature"), vocabularies.natures.names)
    return schema


def schema_text(vocabularies: Vocabularies) -> str:
    """Return the schema as the file `_schema.json` holds it."""
    return json.dumps(record_schema(vocabularies), ensure_ascii=False, indent=1) + "\n"


def _property(owner: Json, name: str) -> dict[str, Json]:
    assert isinstance(owner, dict)
    properties = owner["properties"]
    assert isinstance(properties, dict)
    found = properties[name]
    assert isinstance(found, dict)
    return found


def _items(owner: Json, name: str) -> dict[str, Json]:
    found = _property(owner, name)["items"]
    assert isinstance(found, dict)
    return found


def _words(target: dict[str, Json], names: tuple[str, ...]) -> None:
    for key in ("minLength", "maxLength"):
        target.pop(key, None)
    target["enum"] = list(names)
