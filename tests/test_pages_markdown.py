"""Generated pages are Markdown: written by templates that escape, without HTML in Python, readable as plain text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from jinja2 import UndefinedError, nodes
from markupsafe import Markup

from casebook.catalog import Catalog
from casebook.pages.markdown import environment
from casebook.publishing.assemble import generated_pages
from casebook.publishing.converting import body, front_matter
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import ROOT

SCRIPTS = ROOT / "scripts"
TAG_IN_PYTHON = re.compile(r"</?[a-z][a-z0-9]*[\s>/]")
NAME_IN_A_PATTERN = re.compile(r"\(\?P[<=]\w+[>)]")
# Who writes or handles tags, and why.
WITH_TAGS = {
    "casebook/publishing/": "finishes the HTML that a publisher has made",
    "casebook/text/escaping.py": "escapes them",
    "casebook/pages/hand_pages.py": "<template> is what Jinja calls a template without a file",
}
TEMPLATES = sorted((SCRIPTS / "casebook" / "pages" / "templates").rglob("*.md.j2"))
OUR_FILTERS = {"attribute", "day", "destination", "join", "length", "lower"}
# They would escape for HTML, not for Markdown, or not at all; or hand a text on in parts that are escaped no more.
NEVER = {
    "safe",
    "e",
    "escape",
    "forceescape",
    "replace",
    "format",
    "xmlattr",
    "urlize",
    "tojson",
    "striptags",
    "indent",
}
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
ENTITY = re.compile(r"&#\d+;")
MOST_ENTITIES = 1500
HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
VALUE_OF_AN_ATTRIBUTE = re.compile(r'(?<= )([a-z-]+)="([^"]*\{\{(?:[^"}]|"[^"]*"|\}(?!\}))*\}\}[^"]*)"')
EXPRESSION = re.compile(r"\{\{-?\+?(.*?)-?\}\}")
AS_AN_ANCHOR = re.compile(r"#[a-z-]*\{\{ (.*?) \}\}")


def docstrings(tree: ast.Module) -> set[int]:
    """Return which constants of a module only say what a part of it is for."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    firsts = (node.body[0] for node in ast.walk(tree) if isinstance(node, holders) and node.body)
    return {id(first.value) for first in firsts if isinstance(first, ast.Expr)}


def patterns(tree: ast.Module) -> set[int]:
    """Return which constants are patterns: they read tags, they do not write them."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    reading = (call for call in calls if isinstance(call.func, ast.Attribute) and is_re(call.func.value))
    return {id(part) for call in reading for argument in call.args[:1] for part in ast.walk(argument)}


def is_re(node: ast.expr) -> bool:
    """Tell whether an expression is the module `re`."""
    return isinstance(node, ast.Name) and node.id == "re"


def texts_of(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module, those within f-strings too: line and text."""
    tree = ast.parse(source)
    left_out = docstrings(tree) | patterns(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.lineno, NAME_IN_A_PATTERN.sub("", node.value)


def tags_in(source: str) -> list[int]:
    """Return the lines of a module in which a string holds a tag."""
    return [line for line, text in texts_of(source) if TAG_IN_PYTHON.search(text)]


def test_no_python_string_holds_a_tag() -> None:
    found = {}
    for path in sorted(SCRIPTS.rglob("*.py")):
        name = path.relative_to(SCRIPTS).as_posix()
        if not name.startswith(tuple(WITH_TAGS)) and (lines := tags_in(path.read_text(encoding="utf-8"))):
            found[name] = lines
    assert found == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a = '<p>x'", [1]),
        ("\nb = f'{x}</td> {y}'", [2]),
        ('def f():\n    """Say <p>."""\n    return "<br/>"', [3]),
        ("c = re.compile('<p>')", []),
        ("d = '(?P<year>[0-9]+)'", []),
        ("e = 'a < b and c > d'", []),
        ("f('<b >')", [1]),
    ],
)
def test_a_tag_in_a_string_is_seen(source: str, lines: list[int]) -> None:
    assert tags_in(source) == lines


def test_the_filters_are_ours_alone() -> None:
    assert set(environment().filters) == OUR_FILTERS
    assert NEVER.isdisjoint(environment().filters)


def test_no_template_uses_a_filter_that_is_not_there() -> None:
    for path in TEMPLATES:
        tree = environment().parse(path.read_text(encoding="utf-8"))
        assert {node.name for node in tree.find_all(nodes.Filter)} <= OUR_FILTERS, path.name


def rendered(source: str, **told: object) -> str:
    """Return what a template of our environment makes of values."""
    return environment().from_string(source).render(told)


@pytest.mark.parametrize(
    "source", ["{{ nothing }}", "{{ told.nothing }}", "{% if nothing %}{% endif %}", "{% for x in nothing %}{% endfor %}",
               "{{ nothing | join }}", "{{ range(3) }}", "{{ cycler }}"]
)  # fmt: skip
def test_a_name_that_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(source, told="x")


PLAIN = "*甲* <b>[乙](c)|{{ 1 }}"
ESCAPED = r"\*甲\* &lt;b&gt;\[乙\](c)&#124;\{\{ 1 \}\}"


@pytest.mark.parametrize(
    ("source", "escaped"),
    [
        ("{{ x }}", ESCAPED),
        ("{{ x or 1 }}", ESCAPED),
        ("{{ [x, x] | join('、') }}", f"{ESCAPED}、{ESCAPED}"),
        ("{{ x ~ x }}", ESCAPED * 2),
        ("{% for y in [x] %}{{ y }}{% endfor %}", ESCAPED),
        ("{% macro m(y) %}**{{ y }}**{% endmacro %}{{ m(x) }}", f"**{ESCAPED}**"),
        ("{% set y = x %}{{ y }}", ESCAPED),
        ("{% set y %}**{{ x }}**{% endset %}{{ y }}", f"**{ESCAPED}**"),
        ("{{ quoted(x, '') }}", f"“{ESCAPED}”"),
        ("{{ outside(x, 'javascript:x') }}", ESCAPED),
        ("{{ outside(x, 'https://a.cn/') }}", f"[{ESCAPED}](https://a.cn/)"),
    ],
)
def test_plain_text_is_escaped_wherever_it_comes_out(source: str, escaped: str) -> None:
    assert rendered(source, x=PLAIN) == escaped


@pytest.mark.parametrize("source", ["{{ x }}", "{{ [x] | join }}", "{% set y = x %}{{ y }}", "{{ x or 1 }}"])
def test_markdown_stays_as_it_is(source: str) -> None:
    assert rendered(source, x=Markup(PLAIN)) == PLAIN  # noqa: S704 (not for a page)


def test_an_attribute_and_an_anchor_in_a_template_are_escaped_as_such() -> None:
    wrong = []
    assert len(TEMPLATES) > 30
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        for _, value in VALUE_OF_AN_ATTRIBUTE.findall(source):
            wrong += [f"{path.name}: {x}" for x in EXPRESSION.findall(value) if not is_for_an_attribute(x)]
        for expression in AS_AN_ANCHOR.findall(source):
            wrong += [f"{path.name}: #{expression}"] if not is_for_an_attribute(expression) else []
    assert wrong == []


def is_for_an_attribute(expression: str) -> bool:
    """Tell whether a template's expression is made for an attribute or an address; a prefix is Markdown of ours."""
    return expression.strip() == "prefix" or expression.rsplit("|", maxsplit=1)[-1].strip() in {
        "attribute",
        "destination",
    }


@pytest.fixture(scope="module")
def pages(catalog: Catalog) -> dict[str, str]:
    """Return the Markdown of every generated page of the project's records, without front matter."""
    found = dict(generated_pages(Site.of(catalog, SiteSettings())))
    assert [path for path, text in found.items() if not front_matter(text)] == []
    return {path: body(text) for path, text in found.items()}


def outside_tags(text: str) -> float:
    """Return the share of a text that is no tag."""
    return len(TAG.sub("", text)) / len(text)


def test_at_least_half_of_every_page_is_outside_of_tags(pages: dict[str, str]) -> None:
    frames = {"search/index.md"}  # a form that scripts fill, which Markdown has no word for
    assert {path: share for path, text in pages.items() if (share := outside_tags(text)) < 0.5}.keys() <= frames
    assert outside_tags("".join(pages.values())) > 0.7


def test_few_characters_are_entities(pages: dict[str, str]) -> None:
    assert sum(len(ENTITY.findall(text)) for text in pages.values()) < MOST_ENTITIES


def test_every_heading_has_an_id_and_the_first_is_the_top(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        headings = HEADING.findall(text)
        assert re.fullmatch(r"# \S.* \{ #top \}", headings[0]), path
        assert [line for line in headings[1:] if not re.fullmatch(r"#{2,6} \S.* \{ #[\w-]+ \}", line)] == [], path
