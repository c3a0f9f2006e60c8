"""What holds for every text, not for examples alone."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from html.parser import HTMLParser
from urllib.parse import unquote

import markdown
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from casebook.checks.canonical import canonical, scalar
from casebook.checks.repairs import Repairs
from casebook.pages.markdown import attribute, destination
from casebook.project import Project
from casebook.publishing.converting import convert
from casebook.records.decoding import refused_characters
from casebook.records.loading import load_vocabularies
from casebook.records.model import KEY_PATTERN, RESERVED_KEYS, Record
from casebook.records.reader import Value, read
from casebook.text.escaping import escape_markdown, fold, is_safe_url, text_fragment
from casebook.text.numbers import chinese_number, quantity

HOSTILE = (
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "[a](javascript:x)", "![a](b)", "**a** _b_ `c`", "&lt;b&gt;", "&#60;",
    "{: .a onclick=b }", "{ #top }", "--8<-- 'x'", "# 标题", "- 列表", "1. 一", "> 引", "```", "|a|b|", "\\*", "a\u2028b", "http://a.b/",
    "^[x]", "*[HTML]: y", "$x$", "~~a~~", "==a==", "a  \nb", "<!-- x -->", "]]>", "'\"", "𠮷", ":smile:", "[TOC]", "[[wiki]]",
)  # fmt: skip
VISIBLE = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp"))
TEXTS = st.text(VISIBLE, min_size=1, max_size=40) | st.sampled_from(HOSTILE)


class _Text(HTMLParser):
    """Collects the text and the tags of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> _Text:
    """Return the text and the tags of HTML."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser


EXTENSIONS = ["attr_list", "toc", "tables", "abbr", "footnotes", "def_list", "md_in_html", "admonition", "fenced_code"]


def by_all(markdown_text: str) -> tuple[str, str]:
    """Return the HTML that our own publisher makes of Markdown, and that of one with many extensions."""
    return convert(markdown_text, lambda link: link).html, markdown.markdown(markdown_text, extensions=EXTENSIONS)


SLOTS = {
    "{}": {"p"},
    "1. {}": {"ol", "li"},
    "# {} {{ #top }}": {"h1"},
    "| 甲 |\n|---|\n| {} |": {"table", "thead", "tbody", "tr", "th", "td"},
    '<div markdown="1">\n\n{}\n\n</div>': {"div", "p"},
}


@given(TEXTS)
def test_escaped_text_comes_out_of_markdown_exact_and_without_a_tag(text: str) -> None:
    for slot, tags in SLOTS.items():
        for html in by_all(slot.format(escape_markdown(text))):
            out = parsed(html)
            assert set(out.tags) <= tags, html
            assert fold(out.text).removeprefix("甲").strip() == fold(text).removeprefix("甲").strip()


@given(TEXTS)
def test_text_in_an_attribute_of_a_tag_stays_in_it(text: str) -> None:
    escaped = attribute(text)
    there = f'<div data-x="{escaped}"></div>\n\n前 <span data-y="{escaped}"></span>'
    for html in by_all(there):
        out = parsed(html)
        assert (out.tags, out.attributes, out.text.strip()) == (["div", "p", "span"], [fold(text)] * 2, "前")


@given(st.text(st.sampled_from("ab1()[]*_&#~!.,;:=+$@%?/-中文"), max_size=20))
def test_an_address_stays_the_destination_of_its_link(signs: str) -> None:
    address = f"https://example.gov.cn/{signs}?b={signs}"
    assert is_safe_url(address)
    for html in by_all(f"前[甲]({destination(address)})后"):
        out = parsed(html)
        assert (out.tags, out.text.strip()) == (["p", "a"], "前甲后")
        assert [unquote(found) for found in out.attributes] == [unquote(address)]


@given(st.binary(max_size=400))
def test_the_reader_never_raises(data: bytes) -> None:
    parsed = read(data)
    assert parsed.value is not None or parsed.problems


@given(st.text(max_size=200))
def test_a_text_is_read_or_a_problem_is_told_at_a_place_in_it(text: str) -> None:
    parsed = read(text.encode("utf-8", "surrogatepass"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
    assert all(0 <= problem.line <= lines and problem.column >= 0 and problem.message for problem in parsed.problems)


def plain(value: Value) -> bool:
    """Tell whether a value holds only what the reader lets through."""
    if isinstance(value, str):
        return not list(refused_characters(value)) and value == value.strip("\n\r") and "\r" not in value
    parts = list(value.values()) + list(value.keys()) if isinstance(value, dict) else value
    return all(plain(part) for part in parts)


WORDS = st.text(VISIBLE, min_size=1, max_size=20).filter(lambda t: plain(t) and t.strip() == t and t != "<<")
VALUES = st.dictionaries(WORDS, WORDS | st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4)


@given(VALUES)
def test_the_reader_reads_what_a_yaml_writer_wrote(value: dict[str, Value]) -> None:
    written = yaml.safe_dump(value, allow_unicode=True, default_style="'", width=10_000)
    parsed = read(written.encode())
    assert (parsed.value, parsed.problems) == (value, [])


@given(WORDS, st.booleans())
@example("no", False)
@example("12:30", False)
@example("010", False)
@example("3.10", True)
@example("~", False)
@example("a: b", True)
@example("x #y", False)
@example("- a", False)
@example("a, b", True)
@example("'", False)
def test_a_canonical_scalar_is_read_back_as_the_same_text(text: str, flow: bool) -> None:
    line = scalar(text, flow=flow)
    written = f"name: [{line}, x]\n" if flow else f"name: {line}\n"
    parsed = read(written.encode())
    assert parsed.value == {"name": [text, "x"] if flow else text}
    assert parsed.problems == []
    loaded = yaml.safe_load(written)["name"]
    assert (loaded[0] if flow else loaded) == text, "other YAML readers see a text too"


@given(st.dictionaries(st.sampled_from(sorted(Record.model_fields)), WORDS | st.lists(WORDS, min_size=1), min_size=1))
def test_the_canonical_form_is_final_and_loses_nothing(value: dict[str, Value]) -> None:
    data = yaml.safe_dump(value, allow_unicode=True, default_style="'", width=10_000).encode()
    once = canonical(data, Record)
    assert once is not None
    assert canonical(once, Record) == once
    assert squeezed(read(once).value) == squeezed(read(data).value)


YAML_SIGNS = st.text(st.sampled_from("ab甲：: -\n  '\"[]{},#&*!|>?%@`—\t1"), max_size=60)


@given(YAML_SIGNS)
@example("a: b\n ? c")
@example("[#]")
@example("a:\n  －甲\n  －甲")
@example("a: 'b\n甲：1")
@example("- - - -\n: : :")
def test_what_is_read_without_a_problem_is_what_another_reader_reads(text: str) -> None:
    parsed = read(text.encode())
    assert parsed.value is not None or parsed.problems
    if not parsed.problems:
        assert squeezed(parsed.value) == squeezed(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 (text alone)


ODD = st.sampled_from(
    ("2019年6月", "２０１９/6/1", "20190601", "1,875", "１０～20", "％", "广东省／广州市", "网格 化", "已实施。", "相关", "⺠政",
     "cafe\u0301", "甲\n乙")
)  # fmt: skip
FIGURES = st.lists(
    st.dictionaries(st.sampled_from(("key", "metric", "value", "unit", "as_of", "place", "nature", "note")), WORDS | ODD, min_size=1),
    min_size=1,
    max_size=4,
)  # fmt: skip
REPAIRS = Repairs(load_vocabularies(Project.here())[0])


@given(
    st.fixed_dictionaries(
        {"outcomes": FIGURES}, optional={"verified": ODD, "themes": st.lists(ODD, min_size=1), "summary": ODD}
    )
)
def test_a_repaired_record_is_final_and_every_figure_can_be_named(value: dict[str, Value]) -> None:
    data = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10_000).encode()
    once = canonical(data, Record, repairs=REPAIRS)
    if once is not None:
        assert canonical(once, Record, repairs=REPAIRS) == once
        outcomes = yaml.safe_load(once)["outcomes"]
        made = [
            new["key"]
            for new, old in zip(outcomes, value["outcomes"], strict=True)
            if "metric" in new and "key" not in old
        ]
        assert len(set(made)) == len(made)
        assert all(re.fullmatch(KEY_PATTERN, key) and key not in RESERVED_KEYS for key in made)


def squeezed(value: Value | None) -> object:
    """Return a value with its texts folded and composed, as `fmt` may change them."""
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", "".join(value.split()))
    if isinstance(value, list):
        return [squeezed(part) for part in value]
    return {name: squeezed(part) for name, part in (value or {}).items()}


@given(st.integers(0, 9999_9999_9999))
def test_a_chinese_numeral_comes_to_its_number(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


def in_chinese(number: int) -> str:
    """Return a number below 10^12 as it is written in Chinese."""
    if number == 0:
        return "零"
    text, missing = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, scale)
        if section:
            text += ("零" if text and (missing or section < 1000) else "") + _section(section) + name
        missing = bool(text) and not section
    return text


def _section(section: int) -> str:
    text, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, scale)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text


@given(st.decimals(0, 10**6, places=2), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("千", 1000)]))
def test_a_number_with_a_scale_in_its_unit_comes_to_the_product(value: Decimal, scale: tuple[str, int]) -> None:
    name, factor = scale
    found = quantity(f"{value.normalize():f}", f"{name}人")
    assert (found.minimum, found.maximum, found.unit) == (value * factor, value * factor, "人")


@given(TEXTS)
def test_a_fragment_of_words_survives_the_address(text: str) -> None:
    address = text_fragment("https://example.gov.cn/a.html?b=c#d", text)
    assert is_safe_url(address)
    base, _, words = address.partition("#:~:text=")
    assert (base, unquote(words)) == ("https://example.gov.cn/a.html?b=c", text)
    assert not set(",&-") & set(words), "these have a meaning in a text fragment"
    assert [parsed(html).attributes for html in by_all(f"[x]({destination(address)})")] == [[address]] * 2
