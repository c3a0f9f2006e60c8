"""One judge: the form says of a record what `check` says, the same codes and the same fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from casebook.forms.description import unjudged
from casebook.records.ids import wrong_id
from casebook.rules import all_rules
from form_cases import DOCUMENT, RECORD, file_of
from form_judging import ELSEWHERE, JUDGE, all_judged
from kit import KnowledgeBase

FORM = "contribute/form/"
IDS = ["lou-zhang", "lou-dong-zhang", "con", "com1", "search", "Lou", "a--b", ""]
# Typed into the fields by their names; the codes that the form then finds in them.
SHOWN = """async cases => {
    const form = cb.form, found = [];
    await Promise.all([form.needReadings(), form.load('wordings'), form.load('bodies')]);
    for (const one of cases) {
        for (const name of ['name', 'aliases', 'summary', 'steps', 'pinyin', 'notes']) {
            const control = form.fieldFor({owner: form.state.record, name: name}).control;
            control.value = one[name] || '';
            control.dispatchEvent(new Event('input', {bubbles: true}));
        }
        const names = new Set(Object.keys(one)), told = form.problems().filter(p => p.owner === form.state.record && names.has(p.name));
        found.push([...new Set(told.map(p => p.code))].filter(code => code && code[0] !== 'S'));
    }
    return found;
}"""


@pytest.fixture
def form(page: Page, server: str) -> Page:
    """Return the page of the form, ready to be filled in."""
    page.goto(server + FORM)
    page.wait_for_selector("[data-form=ready]")
    return page


def test_the_form_says_of_every_case_what_check_says(form: Page, tmp_path: Path) -> None:
    judged = list(all_judged(tmp_path))
    found = form.evaluate(JUDGE, json.dumps([one.given for one in judged]))
    wrong = {one.name: differs for one, own in zip(judged, found, strict=True) if (differs := one.differs(own))}
    assert wrong == {}
    assert len(judged) > 1000
    told = {code for own in found for code, _ in own}
    assert {rule.code for rule in all_rules()} - unjudged().keys() - ELSEWHERE - told == set()


def test_what_the_form_leaves_to_check_are_rules_with_a_reason() -> None:
    assert unjudged().keys() <= {rule.code for rule in all_rules()}
    assert [code for code, reason in unjudged().items() if not reason] == []


def test_an_id_is_judged_as_a_files_name_is(form: Page) -> None:
    said = form.evaluate("ids => ids.map(id => (cb.form.idProblem(id, ['lou-dong-zhang']) || {}).code || '')", IDS)
    assert dict(zip(IDS, said, strict=True)) == {
        "lou-zhang": "", "lou-dong-zhang": "F104", "con": "F105", "com1": "F105", "search": "F105", "Lou": "M104", "a--b": "M104", "": "M102",
    }  # fmt: skip
    wrong = {id_: bool(wrong_id(id_)) for id_ in IDS}
    assert {id_ for id_, code in zip(IDS, said, strict=True) if code and code != "F104"} == {i for i in IDS if wrong[i]}


TYPED = {
    "name": ("⽼人", "测试", "名" * 61),
    "aliases": ("乙法，乙步", "甲\n甲"),
    "summary": (
        "联系电话：83178842",
        "全国首创的做法。",
        "投诉大幅下降。",
        "待填写",
        "街道实行三级呼叫相应。",
        "概" * 2001,
        "自己的话。",
    ),
    "steps": ("1.推选\n2.培训", "联系人：某某"),
    "pinyin": ("lóu dòng", "xyz1 a"),
    "notes": ("卡号6222 0212 3456 7890", "可拨打12345咨询"),
}


def test_what_is_typed_into_the_drawn_form_is_judged_as_check_judges_it(
    form: Page, knowledge_base: KnowledgeBase
) -> None:
    lists = {"aliases", "steps", "notes"}
    typed = [(name, text) for name, texts in TYPED.items() for text in texts if name != "name" or text[0] != "⽼"]
    values = [{name: text.split("\n") if name in lists else text} for name, text in typed]
    files = {f"case-{n}.yml": file_of({**RECORD, **value}) for n, value in enumerate(values)}
    knowledge_base.write({"_sources/d.yml": file_of(DOCUMENT)} | files)
    told: dict[str, set[str]] = {name: set() for name in files}
    for problem in knowledge_base.problems():
        if problem.field.split("[")[0] in TYPED and problem.code[0] != "S":
            told.get(Path(problem.path).name, set()).add(problem.code)
    said = form.evaluate(SHOWN, [{"name": "甲做法", name: text} for name, text in typed])
    assert dict(zip(files, map(set, said), strict=True)) == told
