"""`check`: only look at the records."""

from __future__ import annotations

import argparse
from pathlib import Path

from casebook.commands import arguments
from casebook.commands.arguments import Parser
from casebook.commands.command import BAD, GOOD, Command
from casebook.problems import as_github, as_json, as_text, has_errors, relative
from casebook.project import Project
from casebook.telling import answer, say

FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "paths", metavar="路径", nargs="*", type=arguments.existing, help="只报告这些文件或文件夹的问题"
    )
    arguments.add_practices(parser)
    parser.add_argument(
        "--sources", metavar="文件夹", type=arguments.folder, help="各文件的全文（<文件编号>.txt），逐条核对原文"
    )
    parser.add_argument(
        "--contribution",
        metavar="文件夹",
        type=arguments.folder,
        help="只检查另一份检出里的记录，它的程序和设置一概不用",
    )
    parser.add_argument(
        "--summary", metavar="文件", type=Path, help="与 --contribution 连用：把给提供者的答复写进这个文件"
    )
    parser.add_argument(
        "--links", action="store_true", help="只查文件说明里的网址还打得开没有，需要联网；结果记入 data/links.json"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="结果的格式：text、json 或 github，默认 text")


def _run(options: argparse.Namespace) -> int:
    from casebook.checks.checking import check

    if options.contribution:
        return _contribution(options)
    if options.links:
        return _links(options)
    report = check(Project.here(options.practices), options.paths, options.sources)
    for note in report.notes:
        say(note)
    answer(FORMATS[options.format](report.problems))
    return BAD if has_errors(report.problems) else GOOD


def _contribution(options: argparse.Namespace) -> int:
    from casebook.checks.contribution import check_contribution, summary

    found = check_contribution(Project.here(), options.contribution)
    if options.summary:
        options.summary.write_text(summary(found), encoding="utf-8", newline="\n")
    answer(FORMATS[options.format](found.problems))
    return GOOD if found.is_good else BAD


def _links(options: argparse.Namespace) -> int:
    from casebook.checks.links_outside import as_table, check_links, save

    project = Project.here(options.practices)
    results = check_links(project, say)
    answer(as_table(results))
    if project.practices == project.own:
        say(f"结果写进 {relative(save(project, results))}，提交以后显示在“记录质量”页。")
    return GOOD


CHECK = Command("check", "只检查记录", _run, _arguments)
