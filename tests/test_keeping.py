"""Renaming, merging, withdrawing: one command each, no further edit, and every old address leads on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from casebook.commands.cli import main
from casebook.keeping.desk import Desk
from casebook.keeping.merging import merged
from casebook.keeping.renaming import renamed
from casebook.keeping.withdrawing import withdrawn, withdrawn_part
from casebook.project import Project
from checkouts import catalog_of, make_checkout
from kit import BASE, RECORD, laid_over

DAY = "2026-12-01"
FIGURE = "{{key: {}, metric: {}, value: '{}', nature: 产出, document: d, anchor: {}{}}}"


def figures(*told: tuple[str, str, str, str, str]) -> str:
    """Return outcomes, each of key, metric, value, anchor and what follows."""
    return "outcomes:\n" + "".join(f"  - {FIGURE.format(*one)}\n" for one in told)


COUNT = ("count", "甲数", "5", "原文里的甲数五个", "")
JIA = laid_over(RECORD, figures(COUNT) + "relations: [{type: related, target: yi}]")
YI = laid_over(
    RECORD,
    "name: 乙做法\naliases: [乙机制]\nlocalities: [{place: 广东省/东莞市, stage: 试点, document: d, anchor: 乙地的六个字}]\n"
    + figures(
        ("count", "乙数", "7", "原文里的乙数七个", ""),
        ("same", "甲数", "5", "原文里的甲数五个", ""),
        ("goal", "乙标", "9", "原文里的目标九个", ", conflicts_with: [count]"),
    ),
)
BING = laid_over(
    RECORD,
    "name: 丙做法\n"
    + figures(("rival", "乙数", "8", "原文里的丙数八个", ", conflicts_with: [yi#count, jia#count]"))
    + "relations: [{type: part_of, target: yi}, {type: related, target: jia}]\n"
    + "publication: {former_keys: [{key: old, replaced_by: yi#count, reason: 移走了}]}",
)
DING = laid_over(RECORD, "name: 丁做法\npublication: {status: merged, replaced_by: yi}")
RECORDS = {**BASE, "jia.yml": JIA, "a/yi.yml": YI, "bing.yml": BING, "ding.yml": DING}
COURSE = """# 课

{{ practice("yi") }}

{{ figure("yi", "same") }}

> {{ sentence('yi', 'count') }}

{{ see("yi", "乙") }} {{ practice("jia") }}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    checkout = make_checkout(tmp_path / "c", RECORDS)
    (checkout.root / "docs" / "a.md").write_text(COURSE, encoding="utf-8")
    return checkout


def tree(project: Project) -> dict[str, str]:
    """Return the records and the course, by their paths."""
    records = (path for path in project.practices.rglob("*.yml") if not path.name.startswith("_"))
    paths = [*(path for path in records if path.parent.name != "_sources"), project.root / "docs" / "a.md"]
    return {path.relative_to(project.root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def lines(text: str, *words: str) -> list[str]:
    """Return the lines of a text that hold one of the words, without their indent."""
    return [line.strip() for line in text.splitlines() if any(word in line for word in words)]


def only_differ(before: Mapping[str, str], after: Mapping[str, str], paths: set[str]) -> None:
    assert {path for path in {*before, *after} if before.get(path) != after.get(path)} == paths


def test_a_rename_moves_the_file_and_everyone_names_the_new_id(project: Project) -> None:
    before, desk = tree(project), Desk(project, DAY)
    desk.put(renamed(desk, "yi", "yi-xin"))
    after = tree(project)
    only_differ(
        before, after,
        {"practices/a/yi.yml", "practices/a/yi-xin.yml", "practices/jia.yml", "practices/bing.yml", "practices/ding.yml", "docs/a.md"},
    )  # fmt: skip
    assert lines(after["practices/a/yi-xin.yml"], "note:", "former_ids") == [
        "- {date: '2026-12-01', note: 编号由 yi 改为 yi-xin，旧网址照样能用}",
        "former_ids: [yi]",
    ]
    assert lines(after["practices/jia.yml"], "target") == ["- {type: related, target: yi-xin}"]
    assert lines(after["practices/bing.yml"], "yi") == [
        "- {key: rival, metric: 乙数, value: '8', nature: 产出, document: d, anchor: 原文里的丙数八个, conflicts_with: [yi-xin#count, jia#count]}",
        "- {type: part_of, target: yi-xin}",
        "- {key: old, replaced_by: yi-xin#count, reason: 移走了}",
    ]
    assert lines(after["practices/ding.yml"], "replaced_by") == ["replaced_by: yi-xin"]
    assert after["docs/a.md"] == COURSE.replace('"yi"', '"yi-xin"').replace("'yi'", "'yi-xin'")
    assert set(catalog_of(project).by_id) == {"jia", "yi-xin", "bing", "ding"}


def test_a_record_renamed_back_has_its_other_id_as_a_former_one(project: Project) -> None:
    for old, new in (("yi", "er"), ("er", "yi")):
        desk = Desk(project, DAY)
        desk.put(renamed(desk, old, new))
    assert lines(tree(project)["practices/a/yi.yml"], "former_ids") == ["former_ids: [er]"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("yi", "jia", "编号 jia 已由 {}/jia.yml 使用或用过，用过的编号不能再用。"),
        ("yi", "yi", "编号 yi 已由 {}/a/yi.yml 使用或用过，用过的编号不能再用。"),
        ("yi", "Yi", "“Yi”不能作编号：用拼音，小写字母、数字和连字符，最多 64 个字符，不用系统和本站保留的名字。"),
        ("yi", "con", "“con”不能作编号：用拼音，小写字母、数字和连字符，最多 64 个字符，不用系统和本站保留的名字。"),
        ("bin", "er", "没有“bin”，是否“bing”？"),
    ],
)
def test_an_id_that_cannot_be_used_is_refused_with_the_reason(
    project: Project, capsys: pytest.CaptureFixture[str], old: str, new: str, sentence: str
) -> None:
    before = tree(project)
    assert main(["rename", old, new, "--practices", str(project.practices)]) == 2
    assert sentence.format(project.practices) in capsys.readouterr().err
    assert tree(project) == before


def test_a_merge_carries_what_the_other_lacks_and_everyone_names_the_other(project: Project) -> None:
    desk = Desk(project, DAY)
    revision = merged(desk, "yi", "jia")
    desk.put(revision)
    after = tree(project)
    assert revision.notes == ("“乙做法”的概要没有并过去：两边的话要人来合，合好请第二人与原文核对。",)
    assert lines(after["practices/jia.yml"], "aliases", "search_words", "place", "target", "note:") == [
        "aliases: [乙机制]",
        "search_words: [乙做法]",
        "- {place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文}",
        "- {place: 广东省/东莞市, stage: 试点, document: d, anchor: 乙地的六个字}",
        "- {key: count, metric: 甲数, value: '5', nature: 产出, place: 广东省/广州市, document: d, anchor: 原文里的甲数五个}",
        "- {key: count-2, metric: 乙数, value: '7', nature: 产出, place: 广东省/东莞市, document: d, anchor: 原文里的乙数七个}",
        "- {key: goal, metric: 乙标, value: '9', nature: 产出, place: 广东省/东莞市, document: d, anchor: 原文里的目标九个, conflicts_with: [count-2]}",  # noqa: E501
        "- {date: '2026-12-01', note: 并入“乙做法”的地方、来源和数据}",
    ]
    assert lines(after["practices/bing.yml"], "jia", "yi") == [
        "- {key: rival, metric: 乙数, value: '8', nature: 产出, document: d, anchor: 原文里的丙数八个, conflicts_with: [jia#count-2, jia#count]}",
        "- {type: part_of, target: jia}",
        "- {key: old, replaced_by: jia#count-2, reason: 移走了}",
    ]
    assert lines(after["practices/a/yi.yml"], "note:", "status", "replaced_by") == [
        "- {date: '2026-12-01', note: 并入“甲做法”}",
        "status: merged",
        "replaced_by: jia",
    ]
    assert lines(after["practices/ding.yml"], "replaced_by") == ["replaced_by: jia"]
    assert lines(after["docs/a.md"], "{{") == [
        '{{ practice("jia") }}',
        '{{ figure("jia", "count") }}',
        "> {{ sentence('jia', 'count-2') }}",
        '{{ see("jia", "乙") }} {{ practice("jia") }}',
    ]
    assert [p.id for p in catalog_of(project).practices] == ["bing", "jia"]


def test_a_withdrawal_keeps_the_record_and_nobody_names_it(project: Project) -> None:
    desk = Desk(project, DAY)
    revision = withdrawn(desk, "yi", "原文已废止")
    desk.put(revision)
    after = tree(project)
    assert [note.rpartition("/")[2] for note in revision.notes] == ["a.md 讲过它，请把前后的话看一遍。"]
    assert lines(after["practices/a/yi.yml"], "note:", "status", "reason") == [
        "- {date: '2026-12-01', note: 撤下：原文已废止}",
        "status: withdrawn",
        "reason: 原文已废止",
    ]
    assert lines(after["practices/ding.yml"], "note:", "status", "reason", "replaced_by") == [
        "- {date: '2026-12-01', note: 撤下：并入的“乙做法”已撤下：原文已废止}",
        "status: withdrawn",
        "reason: 并入的“乙做法”已撤下：原文已废止",
    ]
    assert "relations" not in after["practices/jia.yml"]
    assert lines(after["practices/bing.yml"], "yi", "jia", "old") == [
        "- {key: rival, metric: 乙数, value: '8', nature: 产出, document: d, anchor: 原文里的丙数八个, conflicts_with: [jia#count]}",
        "- {type: related, target: jia}",
        "- {key: old, reason: 移走了}",
    ]
    assert after["docs/a.md"] == (
        '# 课\n\n乙做法（已撤下：原文已废止；见{{ see("yi", "原来的页面") }}）\n\n> \n\n{{ see("yi", "乙") }} {{ practice("jia") }}\n'
    )
    assert [p.id for p in catalog_of(project).practices] == ["bing", "jia"]


def test_no_name_and_no_reason_reaches_the_template_engine(project: Project) -> None:
    path = project.practices / "a" / "yi.yml"
    text = path.read_text(encoding="utf-8").replace("name: 乙做法", """name: 乙") }}{{ 6*7 }}{% x %}""")
    path.write_text(text, encoding="utf-8")
    desk = Desk(project, DAY)
    desk.put(withdrawn(desk, "yi", "{% set a %}{# b"))
    page = tree(project)["docs/a.md"]
    assert page.count("{{") == page.count("}}") == 3
    assert ("{%" in page, "{#" in page) == (False, False)


def test_a_figure_that_is_withdrawn_is_marked_and_is_no_rival_any_more(project: Project) -> None:
    desk = Desk(project, DAY)
    desk.put(withdrawn_part(desk, "yi", "count", "数错了"))
    after = tree(project)
    assert lines(after["practices/a/yi.yml"], "count", "goal") == [
        "- {key: count, metric: 乙数, value: '7', nature: 产出, document: d, anchor: 原文里的乙数七个, status: 撤回, note: 撤回：数错了}",
        "- {key: goal, metric: 乙标, value: '9', nature: 产出, document: d, anchor: 原文里的目标九个}",
        "- {date: '2026-12-01', note: “乙数”撤回：数错了, key: count}",
    ]
    assert lines(after["practices/bing.yml"], "rival")[0].endswith("conflicts_with: [jia#count]}")
    assert after["docs/a.md"] == COURSE
    catalog_of(project)


def test_a_part_that_is_withdrawn_leaves_its_anchor(project: Project) -> None:
    part = "name: 戊做法\nincludes: [{key: part, name: 小做法, document: d, anchor: 六个字的原文}]"
    (project.practices / "wu.yml").write_text(laid_over(RECORD, part), encoding="utf-8")
    desk = Desk(project, DAY)
    desk.put(withdrawn_part(desk, "wu", "part", "不是它的"))
    assert lines(tree(project)["practices/wu.yml"], "part", "includes") == [
        "- {date: '2026-12-01', note: “小做法”撤回：不是它的, key: part}",
        "- {key: part, reason: 不是它的}",
    ]
    catalog_of(project)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["withdraw", "yi", "cont", "--reason", "错"], "“乙做法”没有锚点 cont。可用的有：count、goal、same。"),
        (["withdraw", "ding", "--reason", "错"], "ding 已经并入别的做法或撤下了。"),
        (["withdraw", "yi"], "缺少 --reason。用法见：python3 scripts/manage.py withdraw --help"),
        (["merge", "yi", "yi"], "不能并入自己。"),
        (["merge", "yi", "ding"], "ding 已经并入别的做法或撤下了。"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    project: Project, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    before = tree(project)
    assert main([*words, "--practices", str(project.practices)]) == 2
    assert capsys.readouterr().err == f"错误：{sentence}\n"
    assert tree(project) == before


def test_nothing_is_written_where_the_records_would_not_check(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    round_trip = laid_over(RECORD, "name: 己做法\nrelations: [{type: part_of, target: jia}]")
    (project.practices / "ji.yml").write_text(round_trip, encoding="utf-8")
    (project.practices / "jia.yml").write_text(
        laid_over(JIA, "relations: [{type: part_of, target: yi}]"), encoding="utf-8"
    )
    above = laid_over(YI, "relations: [{type: part_of, target: geng}]")
    (project.practices / "a" / "yi.yml").write_text(above, encoding="utf-8")
    (project.practices / "geng.yml").write_text(laid_over(RECORD, "name: 庚做法"), encoding="utf-8")
    before = tree(project)
    assert main(["merge", "geng", "ji", "--practices", str(project.practices)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("错误：照做以后还有错误，什么都没有写：\n")
    assert "[S104]" in told
    assert "casebook-" not in told.replace(str(project.practices), "")
    assert tree(project) == before


def test_a_command_says_what_it_wrote(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", "bing", "bing-xin", "--practices", str(project.practices)]) == 0
    told = capsys.readouterr()
    assert told.out == f"写入 {project.practices}/bing-xin.yml\n删去 {project.practices}/bing.yml\n"
    assert told.err == "旧网址和锚点照样能用。发布前运行 python3 scripts/manage.py publish-ledger。\n"
