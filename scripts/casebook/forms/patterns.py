"""Patterns of the checks as JavaScript reads them, so that none is written twice."""

from __future__ import annotations

import re

from yaml.resolver import Resolver

# What is a person's number beyond doubt: the browser need not weigh it as `rules/private_numbers.py` does.
# Nothing looks back: iOS before 16.4 can't.
PLAINLY_PRIVATE = (
    r"(?:^|[^0-9.])1[3-9][0-9]{9}(?![0-9])",
    r"(?:^|[^0-9.])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])",
    r"(?:^|[^0-9.])0(?:[12][0-9]|[3-9][0-9]{2})-[2-8][0-9]{6,7}(?![0-9])",
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}\.[A-Za-z0-9-]{1,64}",
    r"联系人[:：]",
)
_IN_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_QUOTE = re.compile(r"\\(?=[\"'])")
_CHARACTER = re.compile(r"[^\x20-\x7e]")


def for_browser(pattern: str) -> str:
    """Return a pattern for `new RegExp(…, 'u')`: quotes bare, characters that are not plain ASCII by their numbers."""
    return _CHARACTER.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", _QUOTE.sub("", pattern))


def not_text() -> tuple[str, ...]:
    """Return the patterns of what YAML takes for something else than text: `no`, `12:30`, `2020-01-01`."""
    resolvers: dict[str | None, list[tuple[str, re.Pattern[str]]]] = Resolver.yaml_implicit_resolvers
    found = {_tight(pattern.pattern) for pairs in resolvers.values() for _, pattern in pairs}
    return tuple(sorted(found))


def _tight(pattern: str) -> str:
    """Return a pattern written over several lines (`re.VERBOSE`) without the white space between its parts."""
    parts, end = [], 0
    for found in _IN_CLASS.finditer(pattern):
        parts += [re.sub(r"\s+", "", pattern[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, re.sub(r"\s+", "", pattern[end:])])
