"""Of the theme's style sheet our pages get what they use; it makes them look just as the whole would."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from casebook.publishing.bundles import Bundles
from kit import ROOT
from theme_sheet import CLASSES, ELEMENTS, SHEET, blocks, fits, made, theme_sheet, used, without_unasked

PROPERTY = re.compile(r"[{;]\s*(-?[a-z][a-z-]*)\s*:(?!:)")
CLASS = re.compile(r'\bclass="([^"]*)"')
MEDIA: tuple[Literal["screen"], Literal["print"]] = ("screen", "print")
HEAD_ONLY = {"head", "link", "meta", "script", "style", "title"}
# What stands alike is looked at once: rows of a table say the same.
STYLES = """names => {
    const found = {};
    const end = e => (e.previousElementSibling ? '' : '^') + (e.nextElementSibling ? '' : '$');
    const path = e => e.parentElement ? path(e.parentElement) + ' ' + e.localName + '.' + e.className : e.localName;
    for (const element of document.querySelectorAll('html, body, body *')) {
        for (const part of ['', '::before', '::after']) {
            const where = path(element) + end(element) + part;
            if (where in found) continue;
            const style = getComputedStyle(element, part || undefined);
            const looks = part && style.content === 'none' ? [] : names;
            found[where] = looks.map(name => name + ': ' + style.getPropertyValue(name));
        }
    }
    return found;
}"""
KEEP = f"names => {{ (window.kept = window.kept || []).push(({STYLES})(names)); }}"
OTHER = f"""names => {{
    const before = window.kept.shift(), now = ({STYLES})(names);
    const other = Object.keys(now).map(where => [where, now[where].filter((one, i) => one !== before[where][i])]);
    return [Object.keys(now).length, other.filter(one => one[1].length)];
}}"""
WHOLE = """css => {
    const link = document.querySelector('link[rel="stylesheet"]');
    const style = document.createElement('style');
    style.textContent = css;
    link.replaceWith(style);
}"""


def test_the_sheet_is_made_from_the_theme_that_is_installed() -> None:
    assert SHEET.read_text(encoding="utf-8") == made(), "run: python tests/theme_sheet.py"


def test_only_rules_stay_that_name_nothing_foreign() -> None:
    css = """a,.md-x a:not(.y){b:c}.md-typeset:not(.z) p[open]>a::after{d:"}"}@media print{.q{e:f}li{g:h}}@keyframes k{to{i:j}}"""
    assert "".join(map(str, used(css))) == 'a{b:c}.md-typeset:not(.z) p[open]>a::after{d:"}"}@media print{li{g:h}}'
    assert not fits("a#b")
    assert not fits("[dir=ltr] p")


def test_custom_properties_stay_as_long_as_anything_asks_for_them() -> None:
    css = ":root{--a:url(';');--b:var(--c);--c:1;--d:var(--e);--e:2}p{color:var(--b)}"
    assert without_unasked(css, ["q{top:var(--a)}"]) == ":root{--a:url(';');--b:var(--c);--c:1}\np{color:var(--b)}\n"


def test_no_page_has_a_class_or_an_element_that_was_left_out(built_site: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in built_site.rglob("*.html"))
    heads = " ".join(
        block.head for block in blocks(re.sub(r"@media[^{]*\\{", "", theme_sheet().read_text(encoding="utf-8")))
    )
    of_theme = set(re.findall(r"\\.([a-z][\\w-]*)", heads))
    assert {name for names in CLASS.findall(pages) for name in names.split()} & of_theme <= CLASSES
    assert set(re.findall(r"<([a-z][a-z0-9]*)", pages)) - HEAD_ONLY <= ELEMENTS


def test_no_part_of_any_page_looks_other_than_with_the_whole_sheet(
    page: Page, server: str, kinds: dict[str, str]
) -> None:
    bundles = Bundles.of(ROOT / "overrides")
    base = bundles.files[f"assets/css/{bundles.names['css']['base'][0]}.css"]
    ours = SHEET.read_text(encoding="utf-8")
    assert base.startswith(ours)
    whole = theme_sheet().read_text(encoding="utf-8") + base.removeprefix(ours)
    names = sorted(set(PROPERTY.findall(whole)))  # nothing else can differ, but by these
    other = []
    for kind in sorted(kinds.keys() - {"404", "longest"}):
        page.goto(server + kinds[kind], wait_until="networkidle")
        for media in MEDIA:
            page.emulate_media(media=media)
            page.evaluate(KEEP, names)
        page.evaluate(WHOLE, whole)
        for media in MEDIA:
            page.emulate_media(media=media)
            looked, found = page.evaluate(OTHER, names)
            assert looked > 50, kind
            other += [f"{kind} {media} {where}: {what}" for where, what in found]
    assert other == []
