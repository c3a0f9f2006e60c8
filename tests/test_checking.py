"""A check as a whole: what is read, what is reported, what stands in for what."""

from __future__ import annotations

import time

from casebook.checks.checking import check
from kit import BASE, RECORD, KnowledgeBase, codes, laid_over

TEXT = "一、做法\n自己想的六个字的\n原文就在这里。\n二、成效\n共有１９.８万人。\n"
FIGURE = "outcomes: [{key: a, metric: 甲, value: '19.8', unit: 万人, nature: 产出, document: d, anchor: 共有19.8万人}]"


def test_paths_limit_what_is_reported_and_the_whole_set_is_still_read(knowledge_base: KnowledgeBase) -> None:
    wrong = laid_over(RECORD, "name: 乙做法\nthemes: [党建引导]")
    knowledge_base.write({**BASE, "a/yi.yml": wrong, "b/bing.yml": laid_over(RECORD, "name: 乙做法")})
    project = knowledge_base.project
    assert codes(check(project).problems) == {"R201", "S201", "S208"}
    assert codes(check(project, [project.practices / "a"]).problems) == {"R201", "S201", "S208"}
    assert codes(check(project, [project.practices / "b" / "bing.yml"]).problems) == {"S201", "S208"}
    assert check(project, [project.practices / "jia.yml"]).problems == ()


def test_a_file_outside_is_checked_as_if_it_replaced_the_record_of_its_id(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.write({**BASE, "yi.yml": laid_over(RECORD, "name: 乙做法")})
    outside = knowledge_base.folder / "new" / "jia.yml"
    outside.parent.mkdir()
    outside.write_text(laid_over(RECORD, "aliases: [乙做法]"), encoding="utf-8")
    assert codes(check(knowledge_base.project, [outside]).problems) == {"S201"}
    outside.write_text(laid_over(RECORD, "aliases: [甲的又名]"), encoding="utf-8")
    assert check(knowledge_base.project, [outside]).problems == ()


def test_every_problem_of_every_file_is_told_in_one_run_sorted(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.write({**BASE, "b.yml": "name：乙\n", "a.yml": "name: 丙\n", "c.txt": "x"})
    problems = knowledge_base.problems()
    assert [p.path.rsplit("/", 1)[1] for p in problems] == ["a.yml"] * 6 + ["b.yml"] * 7 + ["c.txt"]
    assert list(problems) == sorted(problems)


def test_errors_leave_no_catalog_and_warnings_do(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, "summary: 全国首创。")})
    report = knowledge_base.check()
    assert codes(report.problems) == {"R601"}
    assert report.catalog is not None
    assert knowledge_base.write({"yi.yml": "x"}).check().catalog is None


def test_texts_are_compared_without_white_space_and_width(knowledge_base: KnowledgeBase) -> None:
    files = {**BASE, "jia.yml": laid_over(RECORD, FIGURE), "../sources/d.txt": TEXT, "../sources/e.txt": TEXT}
    report = knowledge_base.write(files).check()
    assert codes(report.problems) == {"E105"}, "only e's figure has no record"
    assert report.notes == ()


def test_a_missing_text_is_a_note(knowledge_base: KnowledgeBase) -> None:
    files = {**BASE, "jia.yml": laid_over(RECORD, FIGURE), "../sources/d.txt": TEXT}
    report = knowledge_base.write(files).check()
    assert report.problems == ()
    assert report.notes == ("没有 e 的原文（e.txt），与它有关的没有核对。",)


def test_a_number_that_is_quoted_in_our_words_or_listed_is_not_forgotten(knowledge_base: KnowledgeBase) -> None:
    text = TEXT + "另有小区25个新的点位。\n热线12345。\n"
    document = BASE["_sources/d.yml"] + "uncarried: [{value: '12345', anchor: 热线12345。, reason: 热线}]\n"
    files = {**BASE, "../sources/d.txt": text, "_sources/d.yml": document}
    knowledge_base.write({**files, "jia.yml": laid_over(RECORD, FIGURE)})
    assert [p.message[:4] for p in knowledge_base.problems()] == ["“25”"]
    knowledge_base.write({"jia.yml": laid_over(RECORD, f"{FIGURE}\nnotes: [又说另有小区25个新的点位]")})
    assert knowledge_base.problems() == ()


def test_our_words_may_quote_titles_and_fixed_terms(knowledge_base: KnowledgeBase) -> None:
    long = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    files = {
        **BASE,
        "../sources/d.txt": f"{TEXT}{long}\n",
        "jia.yml": laid_over(RECORD, f"{FIGURE}\nsummary: 按《{long}》做。"),
    }
    assert knowledge_base.write(files).problems() == ()
    knowledge_base.write({"jia.yml": laid_over(RECORD, f"{FIGURE}\nsummary: 按{long}做。")})
    assert codes(knowledge_base.problems()) == {"E104"}
    knowledge_base.write({"_terms.yml": f"- {{term: {long}, fixed: true}}\n"})
    assert knowledge_base.problems() == ()


def test_the_largest_file_allowed_is_checked_in_two_seconds(knowledge_base: KnowledgeBase) -> None:
    digits = "notes:\n" + "".join(f"  - {'1' * 1900}\n" for _ in range(30))
    knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, digits)})
    start = time.process_time()
    assert knowledge_base.problems() == ()
    assert time.process_time() - start < 2
