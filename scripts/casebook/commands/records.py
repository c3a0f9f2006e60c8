"""The commands about records: `check`, `fmt`, `new`, `publish-ledger`."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from casebook.commands.arguments import BAD, GOOD, PROG, Command, Parser, add_practices, add_sources, existing, folder
from casebook.errors import Unusable
from casebook.memory import FOLDER, digest
from casebook.problems import as_github, as_json, as_text, has_errors, relative
from casebook.project import Project
from casebook.telling import answer, say

# What says that a new practice may be one that is there already.
SAYS_TWICE = frozenset({"S204", "S206", "S207", "S208", "S210"})
FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def _check_arguments(parser: Parser) -> None:
    add = parser.add_argument
    add("paths", metavar="路径", nargs="*", type=existing, help="只报告这些文件或文件夹的问题")
    add_practices(parser)
    add("--sources", metavar="文件夹", type=folder, help="各文件的全文（<文件编号>.txt），逐条核对原文")
    add("--contribution", metavar="文件夹", type=folder, help="只检查另一份检出里的记录，它的程序和设置一概不用")
    add("--summary", metavar="文件", type=Path, help="与 --contribution、--answer 连用：把给提供者的答复写进这个文件")
    add("--report", metavar="文件", type=Path, help="与 --contribution 连用：把编号、位置和个数写进这个文件（JSON）")
    add("--answer", metavar="文件", type=existing, help="不检查，只把 --report 写的文件变成答复")
    add("--pages", metavar="文件夹", type=Path, help="与 --contribution 连用：没有错误的，做出网页和改动清单，供审看")
    add("--lines-at", metavar="网址", default="", help="与 --pages 连用：对方文件在网上的位置，清单里的行号连到那里")
    links = "只查文件说明里的网址还打得开没有，需要联网；结果记入 data/links.json"
    add("--links", action="store_true", help=links)
    add("--format", choices=FORMATS, default="text", help="结果的格式：text、json 或 github，默认 text")


def _check(options: argparse.Namespace) -> int:
    from casebook.checks.checking import check

    if options.contribution:
        return _contribution(options)
    if options.answer:
        return _answer(options)
    if options.links:
        return _links(options)
    report = check(Project.here(options.practices), options.paths, options.sources)
    for note in report.notes:
        say(note)
    answer(FORMATS[options.format](report.problems))
    return BAD if has_errors(report.problems) else GOOD


def _contribution(options: argparse.Namespace) -> int:
    from casebook.checks.answering import counted
    from casebook.checks.contribution import check_contribution, summary

    found = check_contribution(Project.here(), options.contribution)
    if options.summary:
        options.summary.write_text(summary(found), encoding="utf-8", newline="\n")
    if options.report:
        options.report.write_text(counted(found), encoding="utf-8", newline="\n")
    if options.pages and found.is_good:
        _review(options)
    answer(FORMATS[options.format](found.problems))
    return GOOD if found.is_good else BAD


def _review(options: argparse.Namespace) -> None:
    from casebook.keeping.reviewing import REVIEW, build_review

    reviewed = build_review(Project.here(), options.contribution, options.pages, options.lines_at)
    say(f"做好了 {len(reviewed)} 条做法的网页，打开 {options.pages / REVIEW} 审看。")


def _answer(options: argparse.Namespace) -> int:
    from casebook.checks.answering import answer_to

    try:
        text = answer_to(options.answer)
    except Unusable as error:
        say(f"错误：{error}")
        return BAD
    if options.summary:
        options.summary.write_text(text, encoding="utf-8", newline="\n")
    else:
        answer(text)
    return GOOD


def _links(options: argparse.Namespace) -> int:
    from casebook.checks.links_outside import as_table, check_links, save

    project = Project.here(options.practices)
    results = check_links(project, say)
    answer(as_table(results))
    if project.practices == project.own:
        say(f"结果写进 {relative(save(project, results))}，提交以后显示在“记录质量”页。")
    return GOOD


CHECK = Command("check", "只检查记录", _check, _check_arguments)


def _fmt_arguments(parser: Parser) -> None:
    parser.add_argument("--check", action="store_true", help="只看哪些记录要改写，不动文件；有要改的，退出码是 1")


def _fmt(options: argparse.Namespace) -> int:
    from casebook.checks.canonical import format_all

    paths = format_all(Project.here(), check=options.check)
    answer("".join(f"{relative(path)}\n" for path in paths))
    if options.check and paths:
        say(f"有 {len(paths)} 个文件要改写，请运行：{PROG} fmt")
        return BAD
    say(f"改写了 {len(paths)} 个文件。" if paths else "都已是规定的写法。")
    return GOOD


FMT = Command("fmt", "把记录改成统一的写法", _fmt, _fmt_arguments)


def _new(options: argparse.Namespace) -> int:
    from casebook.asking.dialogue import GO_ON, Dialogue
    from casebook.asking.record import Asking
    from casebook.asking.writing import New
    from casebook.records.divisions import Divisions
    from casebook.records.loading import load_library

    project = Project.here(options.practices)
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    say("一问一答写一条新记录。答完才写文件，中途按 Ctrl+C 停下，什么都不写。")
    library = load_library(project)
    draft = project.root / FOLDER / f"new-{digest(str(project.practices)).hex()[:8]}.txt"
    dialogue = Dialogue.resumed(sys.stdin, draft)
    asked = Asking(dialogue, library, Divisions.load(library.vocabularies.places), options.sources).ask()
    new = New.of(project, asked)
    problems = new.problems()
    if problems:
        answer(as_text(problems))
    if has_errors(problems):
        say(f"没有写。答过的在 {relative(draft)}，一行一个；改好错的那一行，再运行 new，第一问写“{GO_ON}”。")
        return BAD
    if any(problem.code in SAYS_TWICE for problem in problems) and not dialogue.agrees("是另一项做法，仍要新建吗？"):
        dialogue.forget()
        say("没有新建，什么都没有写。")
        return GOOD
    dialogue.forget()
    for path in new.write():
        say(f"写入 {relative(path)}")
    say("还有背景、参与方、相关做法要写的，打开这个文件补上；文件没有说的不写。")
    say(f"改完运行 {PROG} check 和 {PROG} fmt。")
    return GOOD


def _new_arguments(parser: Parser) -> None:
    add_practices(parser)
    add_sources(parser)


NEW = Command("new", "一问一答写一条新记录，文件没有登记的一并登记", _new, _new_arguments)


def _publish_ledger(_: argparse.Namespace) -> int:
    from casebook.checks.checking import check
    from casebook.checks.ledger import publish_ledger

    project = Project.here()
    report = check(project)
    if report.catalog is None:
        say(as_text(report.problems))
        return BAD
    added = publish_ledger(project, report.catalog)
    answer("".join(f"{line}\n" for line in added))
    say(f"链接登记簿新增 {len(added)} 行。" if added else "链接登记簿没有要新增的。")
    return GOOD


PUBLISH_LEDGER = Command("publish-ledger", "发布前登记新的网址（维护者用）", _publish_ledger)
