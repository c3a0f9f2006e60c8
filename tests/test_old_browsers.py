"""Style sheets and scripts hold nothing that a browser of 2020 (Chromium 86) does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit import ROOT

# What it is; how it looks; an example that must be found; the first Chromium that knows it.
# A property that old browsers may ignore without harm (text-underline-offset, accent-color, print-color-adjust) is not in the table.
CSS = (
    ("选择器 :is() :where()", r":(?:is|where)\(", "a:is(.b, .c) {}", 88),
    ("选择器 :has()", r":has\(", "a:has(b) {}", 105),
    (":not() 里写几个选择器", r":not\([^()]*,", "a:not(.b, .c) {}", 88),
    (":nth-child(… of …)", r":nth-[a-z-]+\([^()]*\bof\b", "li:nth-child(1 of .a) {}", 111),
    ("嵌套的规则", r"\{[^{}]*&[^{}]*\{", "a { &:hover { color: red } }", 112),
    ("@layer @container @scope", r"@(?:layer|container|scope|starting-style)\b", "@layer base {}", 99),
    ("长宽比 aspect-ratio", r"(?<![a-z-])aspect-ratio\s*:", "a { aspect-ratio: 1 }", 88),
    ("inset 和 *-inline、*-block 的简写", r"(?<![a-z-])(?:inset|(?:margin|padding|inset)-(?:inline|block))\s*:", "a { inset: 0 }", 87),
    ("单写的 translate rotate scale", r"(?<![a-z-])(?:translate|rotate|scale)\s*:", "a { scale: 2 }", 104),
    ("overflow: clip", r"overflow(?:-[xy])?\s*:[^;}]*\bclip\b", "a { overflow: clip }", 90),
    ("scrollbar-gutter", r"(?<![a-z-])scrollbar-gutter\s*:", "a { scrollbar-gutter: stable }", 94),
    ("dvh svh lvh 等单位", r"\d[dsl]v(?:h|w|min|max)\b", "a { height: 100dvh }", 108),
    ("color-mix oklch lab light-dark", r"\b(?:color-mix|oklch|oklab|lch|lab|light-dark)\(", "a { color: oklch(0 0 0) }", 111),
    ("媒体查询里的比较号", r"@media[^{]*\([^){]*[<>]=?", "@media (width >= 60em) {}", 104),
)  # fmt: skip
JS = (
    (".at()", r"\.at\(", "list.at(-1)", 92),
    ("structuredClone", r"\bstructuredClone\b", "structuredClone(a)", 98),
    ("Object.hasOwn、Object.groupBy", r"\bObject\.(?:hasOwn|groupBy)\b", "Object.hasOwn(a, 'b')", 93),
    ("findLast、toSorted 等", r"\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced)\(", "list.toSorted()", 97),
    ("randomUUID", r"\brandomUUID\b", "crypto.randomUUID()", 92),
    ("Intl.Segmenter", r"\bIntl\.Segmenter\b", "new Intl.Segmenter()", 87),
    ("AbortSignal.timeout、URL.canParse", r"\b(?:AbortSignal\.(?:timeout|any)|URL\.(?:canParse|parse))\b", "URL.canParse(a)", 103),
    ("Array.fromAsync、Promise.withResolvers", r"\b(?:Array\.fromAsync|Promise\.(?:withResolvers|try))\b", "Promise.try(f)", 119),
    ("checkVisibility、showPopover、showPicker", r"\b(?:checkVisibility|showPopover|showPicker)\b", "a.showPopover()", 99),
    ("类里的 static 段", r"\bstatic\s*\{", "class A { static { f(); } }", 94),
    ("{ cause }", r"\{\s*cause\s*[:}]", "new Error('a', { cause: b })", 93),
    ("正则的 d、v 标志", r"/[gimsuy]*[dv][gimsuy]*\.(?:test|exec)\(", "/a/v.test(b)", 90),
    ("正则的向后看（旧 Safari 不认）", r"\(\?<[=!]", "/(?<=a)b/", 62),
    ("选择器里的 :is() :where() :has()", r":(?:is|where|has)\(", "find('a:has(b)')", 88),
    ("inert、popover", r"\.(?:inert|popover)\s*=", "a.inert = true", 102),
)  # fmt: skip


def without_comments(text: str, kind: str) -> str:
    """Return a file's text without what is only said about it."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"(?m)(?:^|\s)//.*$", "", text) if kind == "js" else text


def files(kind: str) -> Iterator[tuple[str, str]]:
    """Yield our own style sheets or scripts: name and text."""
    for path in sorted(Path(ROOT / "overrides").rglob(f"*.{kind}")):
        yield path.name, without_comments(path.read_text(encoding="utf-8"), kind)


@pytest.mark.parametrize(("kind", "table"), [("css", CSS), ("js", JS)])
def test_nothing_newer_than_chromium_86_is_used(kind: str, table: tuple[tuple[str, str, str, int], ...]) -> None:
    texts = dict(files(kind))
    assert len(texts) > 5
    found = [
        f"{name}: {what} (Chromium {version}): {match[0]}"
        for name, text in texts.items()
        for what, pattern, _, version in table
        for match in re.finditer(pattern, text)
    ]
    assert found == []


@pytest.mark.parametrize(("what", "pattern", "example"), [row[:3] for row in (*CSS, *JS)])
def test_each_pattern_finds_its_example(what: str, pattern: str, example: str) -> None:
    assert re.search(pattern, example), what
