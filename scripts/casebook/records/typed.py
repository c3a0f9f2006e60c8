"""From plain text values to the model; the model's errors become findings here, by one table, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Final, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from casebook.records import model_rules as rules
from casebook.records.decoding import LONGEST_FIX
from casebook.records.fields import annotation, literal_words, owner_model, title, written_fields
from casebook.records.labels import LABELS
from casebook.records.model import DATE_PATTERN, DAY_PATTERN, YEAR_PATTERN, Record
from casebook.records.reader import Value
from casebook.rule import Finding, Loc, Rule
from casebook.text.dates import iso_date
from casebook.text.nearest import means_the_same, nearest

M = TypeVar("M", bound=BaseModel)
Told: TypeAlias = Callable[[Loc, ErrorDetails, type[BaseModel]], Finding]
# What needs no quotes in YAML, whatever follows.
_PLAIN = re.compile(r"[\u3400-\u9fff“《（〔][^:#\n]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Fields of the first edition: what became of them, and a line that shows it.
_GONE: Final = {
    (Record, "adoption"): (
        "推广情况（adoption）改成了推广与借鉴（diffusion）：一件一条，写怎样推广、哪份文件、哪句话。请照样子移过去。",
        "diffusion: [{how: 复制推广, to: [广东省/广州市], document: 文件的编号, anchor: 从原文里照抄, note: 原来写的话}]",
    )
}  # fmt: skip
# What people call fields besides their titles, as the workbook does.
_CALLED: Final = {
    "地方": "localities", "数据": "outcomes", "成效": "outcomes", "关系": "relations", "步骤": "steps", "做法步骤": "steps",
    "名字": "name", "做法名称": "name", "摘要": "summary", "简介": "summary", "出处": "sources",
}  # fmt: skip
_BASIS = "政策依据改成了写编号，编号在 practices/_policies.yml 里。"


def typed(value: Value, model: type[M]) -> tuple[M | None, list[tuple[Rule, Finding]]]:
    """Return the value as a model, or None with every finding about its form."""
    try:
        return model.model_validate(value), list(_empty_lists(value, ()))
    except ValidationError as error:
        told = error.errors(include_url=False)
        misnamed = {renamed for d in told if (renamed := _by_title(d, model))}
        details = [d for d in told if not _is_echo(d) and not (d["type"] == "missing" and d["loc"] in misnamed)]
        return None, [_finding(d, model) for d in details] + list(_empty_lists(value, ()))


def _is_echo(detail: ErrorDetails) -> bool:
    """Tell whether a "too short" only repeats that a list's items are wrong or that it is empty."""
    return detail["type"] == "too_short" and bool(detail["input"] or detail["input"] == [])


def _by_title(detail: ErrorDetails, model: type[BaseModel]) -> Loc:
    """Return the field that is called by its Chinese title here (empty: none): it is misnamed, not missing."""
    owner = owner_model(model, detail["loc"][:-1]) if detail["type"] == "extra_forbidden" else None
    name = _field_called(str(detail["loc"][-1]), owner) if owner else ""
    return (*detail["loc"][:-1], name) if name else ()


def _field_called(name: str, owner: type[BaseModel]) -> str:
    """Return the field that people call so, or nothing."""
    fields = written_fields(owner)
    called = _CALLED.get(name, "")
    return next((field for field, info in fields.items() if info.title == name), called if called in fields else "")


def _empty_lists(value: Value, loc: Loc) -> Iterator[tuple[Rule, Finding]]:
    if isinstance(value, str):
        return
    if not value:
        yield rules.EMPTY_LIST, Finding(loc, "这里是空的。来源没有说的，把这一行删去。", on_key=True)
    parts = enumerate(value) if isinstance(value, list) else value.items()
    for step, item in parts:
        yield from _empty_lists(item, (*loc, step))


def _finding(detail: ErrorDetails, model: type[BaseModel]) -> tuple[Rule, Finding]:
    rule, told = _TABLE.get(detail["type"], (rules.WRONG_SHAPE, "这里的写法不对，请对照示例改正。"))
    loc = tuple(detail["loc"])
    return rule, Finding(loc, told) if isinstance(told, str) else told(loc, detail, model)


def _missing(loc: Loc, _: ErrorDetails, model: type[BaseModel]) -> Finding:
    return Finding(loc, f"缺少必填的 {loc[-1]}（{title(model, loc)}）。", f"{loc[-1]}: ")


def _not_list(loc: Loc, detail: ErrorDetails, _: type[BaseModel]) -> Finding:
    fix = f"{loc[-1]}: [{detail['input']}]" if isinstance(detail["input"], str) else ""
    return Finding(loc, "这里要写成列表，每条前面加“- ”。", fix)


def _too_long(loc: Loc, detail: ErrorDetails, _: type[BaseModel]) -> Finding:
    limit = detail.get("ctx", {}).get("max_length", 0)
    return Finding(loc, f"太长，有 {len(str(detail['input']))} 字，最多 {limit} 字。请精简。")


def _wrong_form(loc: Loc, detail: ErrorDetails, _: type[BaseModel]) -> Finding:
    pattern, text = str(detail.get("ctx", {}).get("pattern", "")), str(detail["input"])
    message = rules.FORMS.get(pattern, "写法不对，请对照示例改正。")
    fix = ""
    if pattern in {DATE_PATTERN, DAY_PATTERN, YEAR_PATTERN} and re.fullmatch(pattern, date := iso_date(text)):
        fix = f"{loc[-1]}: '{date}'"
    return Finding(loc, f"“{text}”写法不对。{message}", fix)


def _wrong_word(loc: Loc, detail: ErrorDetails, model: type[BaseModel]) -> Finding:
    words, text = literal_words(annotation(model, loc)), str(detail["input"])
    by_label = {LABELS[word]: word for word in words if word in LABELS}
    if text in by_label:
        return Finding(loc, f"“{text}”写作 {by_label[text]}。", f"{loc[-1]}: {by_label[text]}")
    if by_label:
        told = "、".join(f"{word}（{label}）" for label, word in by_label.items())
        message, fix = nearest(text, words, str(loc[-1]))
        return Finding(loc, message if fix else f"没有“{text}”。可用的有：{told}。", fix)
    return Finding(loc, *nearest(text, words, str(loc[-1])))


def _no_text(loc: Loc, detail: ErrorDetails, _: type[BaseModel]) -> Finding:
    is_policy = loc[0] == "basis" and isinstance(detail["input"], dict)
    return Finding(loc, _BASIS if is_policy else "这里要写一段文字，不要写成列表或字段。")


def _unknown_field(loc: Loc, detail: ErrorDetails, model: type[BaseModel]) -> Finding:
    owner = owner_model(model, loc[:-1])
    if gone := next((told for (kind, name), told in _GONE.items() if (kind, name) == (owner, loc[-1])), None):
        return Finding(loc, *gone, on_key=True)
    message, fix = _instead(str(loc[-1]), owner) if owner else (f"没有字段 {loc[-1]}。", "")
    written = _written(detail["input"]) if fix else ""
    return Finding(loc, message, f"{fix}{written}".rstrip(" "), on_key=True)


def _instead(name: str, owner: type[BaseModel]) -> tuple[str, str]:
    if field := _field_called(name, owner):
        return f"“{name}”的字段名是 {field}。", f"{field}: "
    if _HAN.search(name):
        cause = "大括号里的文字若有英文逗号或冒号，会被断开"
        return f"“{name}”被当成了字段名：{cause}。请改用中文标点，或给整段文字加单引号。", ""
    close = get_close_matches(name.lower(), list(written_fields(owner)), n=1, cutoff=0.5)
    if close:
        is_same = means_the_same(name.lower(), close[0], is_closed=True)
        return f"没有字段 {name}，是否 {close[0]}？", f"{close[0]}: " if is_same else ""
    return f"没有字段 {name}。这里可用的有：{'、'.join(written_fields(owner))}。", ""


def _written(value: Value) -> str:
    """Return a text, or a list of such, as it stands behind a field's name; nothing for anything harder."""
    if isinstance(value, list):
        parts = [_written(part) for part in value if isinstance(part, str) and not re.search(r"[,\[\]{}]", part)]
        return f"[{', '.join(parts)}]" if len(parts) == len(value) and all(parts) else ""
    if not isinstance(value, str) or not value or "\n" in value or len(value) > LONGEST_FIX:
        return ""
    return value if _PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"


# For each kind of error of pydantic: the rule, and the sentence or what makes it.
_TABLE: Final[dict[str, tuple[Rule, Told | str]]] = {
    "extra_forbidden": (rules.UNKNOWN_FIELD, _unknown_field),
    "missing": (rules.MISSING_FIELD, _missing),
    "string_type": (rules.WRONG_SHAPE, _no_text),
    "tuple_type": (rules.WRONG_SHAPE, _not_list),
    "list_type": (rules.WRONG_SHAPE, _not_list),
    "model_type": (rules.WRONG_SHAPE, "这里要写成“字段: 内容”的形式。"),
    "model_attributes_type": (rules.WRONG_SHAPE, "这里要写成“字段: 内容”的形式。"),
    "string_pattern_mismatch": (rules.WRONG_FORM, _wrong_form),
    "literal_error": (rules.WRONG_WORD, _wrong_word),
    "too_short": (rules.WRONG_COUNT, "至少要写一条。"),
    "too_long": (rules.WRONG_COUNT, "写得太多，最多三个。留下最直接的。"),
    "string_too_short": (rules.WRONG_LENGTH, "这里没有文字。请补上；来源没有说的，把这一行删去。"),
    "string_too_long": (rules.WRONG_LENGTH, _too_long),
}
