"""A hand-written page as mkdocs-macros hands it over, and what is wrong in it: said in Chinese, with file and line."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError

from casebook.errors import Stopped
from casebook.shelves import Shelf

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

Engine: TypeAlias = "MacrosPlugin"
_BEGIN, _END = "{% raw %}", "{% endraw %}"  # what the plugin is to take as it is
_MOST_SHELVES = 120
_TEMPLATE_FRAMES = frozenset({"<template>", "<unknown>"})


class MacroError(Exception):
    """What is wrong with the call of a macro: one Chinese sentence with the cure."""


def fill_page(engine: Engine, macros: Sequence[str]) -> None:
    """Render a page in place of the plugin, which would end the process with a traceback; leave it nothing to do.

    macros: the names that may be called. Raises Stopped with file, line and cure.
    """
    if engine.page.meta.get("render_macros") is not True:
        return
    try:
        filled = engine.env.from_string(engine.markdown).render({**engine.variables, **engine.page.meta})
    except (MacroError, TemplateError, TypeError) as error:
        place = f"docs/{engine.page.file.src_uri}:{_front_matter_lines(engine) + _line(error)}"
        raise Stopped(f"{place} {_sentence(error, macros)}") from error
    if _END not in filled:
        engine.markdown = f"{_BEGIN}{filled}{_END}"


def _line(error: Exception) -> int:
    """Return the line of the template where an error arose, from 1."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.walk_tb(error.__traceback__)
    return next(iter([n for frame, n in frames if frame.f_code.co_filename in _TEMPLATE_FRAMES][-1:]), 1)


def _front_matter_lines(engine: Engine) -> int:
    """Return how many lines of the file stand before the Markdown that the plugin sees."""
    text = Path(str(engine.page.file.abs_src_path)).read_text(encoding="utf-8-sig")
    return text.count("\n") - engine.markdown.count("\n") if text.endswith(engine.markdown) else 0


def _sentence(error: Exception, macros: Sequence[str]) -> str:
    if isinstance(error, MacroError):
        return str(error)
    name = re.match(r"'(\w+)' is undefined", str(error))
    if isinstance(error, UndefinedError) and name:
        return f"没有 {name[1]} 这个宏。可以用的有：{'、'.join(macros)}。"
    return f"{{{{ }}}} 里的写法不对：{error}"


def largest(values: Sequence[Shelf]) -> Sequence[Shelf]:
    """Return so many values as a hand-written page has room for, in their order: those with the most practices."""
    kept = {*sorted(values, key=lambda shelf: -len(shelf.practices))[:_MOST_SHELVES]}
    return [shelf for shelf in values if shelf in kept]


def one_of(name: str, names: Iterable[str], what: str) -> str:
    """Return a name that is among those there are. what: how such a thing is called. Raises MacroError."""
    if name not in names:
        raise MacroError(f"没有“{name}”这个{what}。可以用：{'、'.join(names)}。")
    return name


def missing(what: str, name: str, names: list[str]) -> str:
    """Return the sentence on a name that is not there, with the nearest ones."""
    near = difflib.get_close_matches(name, names, 3, 0.5)
    return f"{what} {name}。" + (f"相近的有：{'、'.join(near)}。" if near else "请核对写法。")


def instead(other: str | None) -> str:
    """Return what to write in place of a name that is gone."""
    return f"请改用 {other}。" if other else "请从本页删去。"
