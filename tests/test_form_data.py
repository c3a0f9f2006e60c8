"""What the form knows and says, held against the model, the rules, `fmt` and the readings of the generator."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from casebook.catalog import Catalog
from casebook.checks.canonical import canonical
from casebook.forms.files import Branch, branches, provinces
from casebook.forms.layout import Layout
from casebook.forms.patterns import patterns
from casebook.pages.handbook import PARTS
from casebook.records.divisions import STREET, is_town
from casebook.records.fields import written_fields
from casebook.records.model import Document, Entity, Record
from casebook.records.reader import read
from casebook.text.pinyin import Pronouncer, slug
from form_cases import DOCUMENT, RECORD, Json, document_cases, file_of, record_cases
from form_judging import JUDGE, judged
from kit import ROOT, KnowledgeBase

FORM = "contribute/form/"
PLACES = ROOT / "tests" / "place_readings.tsv"
LAYOUT = Layout.load()
WRITTEN = """([kind, values]) => values.map(value => {
    const schema = cb.form.have('model')[kind];
    return cb.form.yaml(cb.form.cleaned(value, schema, schema));
})"""
NASTY = (
    "no", "12:30", "010", "3.10", "2020-01-01", "~", "null", "=", "<<", "- 一", "a: b", "a #b", "#a", "&a", "*a", "!a", "'单'", '"双"',
    "[a, b]", "{a: b}", "a, b", "以冒号结尾:", "：全角", "𠮷野家", "it's", "''", "`a`", "@a", "%a", "|", "> a", "?", "? a", "-", "-a",
    "a?", ":a", "a,b", "1_000", "0x1F", "1:20", "yes", "On", "1.5e+3", ".inf", "2020-1-1 10:00:00", "é", "a]b", "\\n", "楼栋长",
)  # fmt: skip


@pytest.fixture
def form(page: Page, server: str) -> Page:
    """Return the page of the form, ready to be filled in."""
    page.goto(server + FORM)
    page.wait_for_selector("[data-form=ready]")
    return page


def _differing(form: Page, base: KnowledgeBase) -> list[tuple[str, object]]:
    cases = list(judged("", base, alone=True))
    found = form.evaluate(JUDGE, json.dumps([case.given for case in cases]))
    assert cases
    return [(case.name, differs) for case, own in zip(cases, found, strict=True) if (differs := case.differs(own))]


def test_the_form_finds_in_a_record_what_check_finds(form: Page, knowledge_base: KnowledgeBase) -> None:
    files = {f"case-{number}.yml": file_of(case) for number, case in enumerate(record_cases())}
    base = {f"_sources/{id_}.yml": file_of(DOCUMENT) for id_ in ("d", "e")}
    assert _differing(form, knowledge_base.write(base | files)) == []


def test_the_form_finds_in_a_document_what_check_finds(form: Page, knowledge_base: KnowledgeBase) -> None:
    files = {f"_sources/case-{number}.yml": file_of(case) for number, case in enumerate(document_cases())}
    base = {"_sources/d.yml": file_of(DOCUMENT), "jia.yml": file_of(RECORD)}
    assert _differing(form, knowledge_base.write(base | files)) == []


@pytest.mark.parametrize("text", ["改了\ufffd名", "别的\ue000字", "又\U000f0000一字"])
def test_a_character_that_stood_for_a_word_is_told_not_left_out(
    form: Page, knowledge_base: KnowledgeBase, text: str
) -> None:
    case = {**RECORD, "notes": [text]}
    knowledge_base.write({"_sources/d.yml": file_of(DOCUMENT), "jia.yml": file_of(case)})
    given = {"kind": "record", "id": "jia", "value": case, "known": {}, "documents": ["d"], "bodies": {}, "texts": {}}
    (said,) = form.evaluate(JUDGE, json.dumps([given]))
    assert said == [["Y103", ["notes", 0]]]
    assert {p.code for p in knowledge_base.problems()} == {"Y103"}


PRIVATE = (
    "请打13812345678", "身份证110101199003074514。", "电话020-81234567", "座机0769-22831234转1", "发到someone@example.com", "联系人：某某",
    "联系电话：83178842", "卡号6222021234567890123", "微信号：zhang_san", "电话八一二三四五六七", "致电2345678", "QQ12345678",
)  # fmt: skip
PUBLIC = (
    "热线12345", "第20222282号提案", "投入13812345元", "联系人民群众", "1381234.5678", "楼长@小区", "投入83178842元", "15000-200000", "20190630",
)  # fmt: skip


def test_what_the_form_takes_for_a_personal_number_check_refuses_too(form: Page, knowledge_base: KnowledgeBase) -> None:
    texts = [*PRIVATE, *PUBLIC]
    files = {f"case-{n}.yml": file_of({**RECORD, "summary": text}) for n, text in enumerate(texts)}
    knowledge_base.write({"_sources/d.yml": file_of(DOCUMENT)} | files)
    told = {Path(p.path).stem for p in knowledge_base.problems() if p.code == "R701"}
    assert told == {f"case-{n}" for n in range(len(PRIVATE))}
    assert form.evaluate("texts => texts.map(text => cb.form.privateParts(text).length > 0)", texts) == [
        *[True] * len(PRIVATE), *[False] * len(PUBLIC),
    ]  # fmt: skip


def test_no_pattern_of_the_form_looks_back() -> None:
    assert [name for name, pattern in patterns().items() if "(?<" in str(pattern)] == []


def test_every_field_is_in_the_form_or_left_out_on_purpose() -> None:
    shown = {name for part in LAYOUT.parts for name in part.fields} - {"documents"}
    assert shown | set(LAYOUT.left_out["Record"]) == set(Record.model_fields)
    assert shown.isdisjoint(LAYOUT.left_out["Record"])


@pytest.mark.parametrize("table", [LAYOUT.folded, LAYOUT.left_out, LAYOUT.examples, LAYOUT.helps, LAYOUT.starts_as])
def test_the_layout_names_only_fields_that_there_are(table: Mapping[str, Sequence[str]]) -> None:
    parts: dict[str, type[Entity]] = PARTS
    assert {
        (part, field) for part, fields in table.items() for field in fields if field not in written_fields(parts[part])
    } == set()


def _values(folder: str, kind: type[Entity]) -> dict[str, tuple[Json, bytes]]:
    found: dict[str, tuple[Json, bytes]] = {}
    for path in sorted((ROOT / "practices").glob(folder)):
        data = re.sub(rb"\A# yaml-language-server.*\n", b"", path.read_bytes())
        value = read(data).value
        assert value is not None
        found[path.stem] = (value, canonical(data, kind) or b"")
    return found


@pytest.mark.parametrize(
    ("kind", "folder", "model"), [("record", "[a-z]*/**/*.yml", Record), ("document", "_sources/*.yml", Document)]
)
def test_the_form_writes_every_real_file_as_fmt_does(form: Page, kind: str, folder: str, model: type[Entity]) -> None:
    values = _values(folder, model)
    written = form.evaluate(WRITTEN, [kind, [value for value, _ in values.values()]])
    wrong = [id_ for (id_, (_, data)), text in zip(values.items(), written, strict=True) if text.encode() != data]
    assert values
    assert wrong == []


def test_the_form_quotes_what_fmt_quotes(form: Page) -> None:
    records: list[dict[str, Json]] = [
        {**RECORD, "summary": text, "notes": [text], "aliases": [text, "乙"]} for text in NASTY
    ]
    records += [{**RECORD, "actors": [{"name": text, "role": text}]} for text in NASTY]
    written = form.evaluate(WRITTEN, ["record", records])
    wrong = [text for text in written if (canonical(text.encode(), Record) or b"").decode() != text]
    assert wrong == []
    assert [read(text.encode()).value for text in written] == records


def test_typed_text_comes_out_on_one_line_without_what_cannot_be_seen(form: Page) -> None:
    typed = {
        "name": "⽼人\u200b饭堂",
        "summary": "第一行\n第二行 \t又\u00a0一段 ",
        "steps": "一步\n\n 二步 \n",
        "notes": " \n",
    }
    cleaned = form.evaluate("v => { const s = cb.form.have('model').record; return cb.form.cleaned(v, s, s); }", typed)
    assert cleaned == {"name": "老人饭堂", "summary": "第一行第二行 又 一段", "steps": ["一步", "二步"]}


def test_the_form_asks_for_the_same_readings_as_the_generator(form: Page) -> None:
    names = ["长哥工作室", "乐巢", "埔前镇", "楼栋长", "重建家园", "新都村", "都匀市"]
    asked = form.evaluate(
        "async names => { await cb.form.needReadings(); return names.map(name => cb.form.heard(name)"
        ".filter(one => !one.decided).map(one => one.text + cb.form.printed(one.said))); }",
        names,
    )
    assert asked == [[h.text + h.syllable for h in Pronouncer({}).undecided(name)] for name in names]


def test_syllables_are_printed_with_their_marks(form: Page) -> None:
    said = ["chang2", "lv4", "lve4", "liu2", "gui4", "hou3", "xiong1", "er2", "de5", "GPS"]
    assert form.evaluate("said => said.map(cb.form.printed)", said) == [
        "cháng", "lǜ", "lüè", "liú", "guì", "hǒu", "xiōng", "ér", "de", "GPS",
    ]  # fmt: skip


def test_the_form_reads_every_name_as_the_generator_does(form: Page, catalog: Catalog) -> None:
    names = sorted(
        {n for p in catalog.all for n in (p.name, *p.record.aliases, *(o.metric for o in p.record.outcomes))}
    )
    names += list(catalog.vocabularies.phrases)
    names += [line.split("\t")[0] for line in PLACES.read_text(encoding="utf-8").splitlines()]
    names += [
        "曾姐工作室",
        "区伯议事亭",
        "解大姐帮帮团",
        "了解姐妹",
        "老曾说事",
        "仇晓明调解室",
        "朝阳社区",
        "长岗镇",
        "巷长制",
        "二〇二四",
    ]
    said = form.evaluate(
        "async names => { await cb.form.needReadings(); return names.map(n => cb.form.syllables(n).join('-')); }", names
    )
    spoken = [slug(catalog.reader.syllables(name)) for name in names]
    plain = [re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") for text in said]
    assert [(n, s, p) for n, s, p in zip(names, spoken, plain, strict=True) if s != p] == []


def test_the_choice_of_places_holds_every_division_and_of_the_lowest_streets_and_towns_alone(catalog: Catalog) -> None:
    def count(tree: Sequence[Branch]) -> int:
        return sum(1 if isinstance(one, str) else 1 + count(one[1]) for one in tree)

    divisions = catalog.divisions
    chosen = [code for code, name in divisions.names.items() if len(code) < STREET or is_town(name)]
    assert len(provinces(divisions)) + sum(count(tree) for _, tree in branches(divisions)) == len(chosen)
