"""`check`: only look at the records."""

from __future__ import annotations

import argparse

from casebook.commands import arguments
from casebook.commands.arguments import Parser
from casebook.commands.command import BAD, GOOD, Command
from casebook.problems import as_github, as_json, as_text, has_errors
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
    parser.add_argument("--format", choices=FORMATS, default="text", help="结果的格式：text、json 或 github，默认 text")


def _run(options: argparse.Namespace) -> int:
    from casebook.checks.checking import check

    report = check(Project.here(options.practices), options.paths, options.sources)
    for note in report.notes:
        say(note)
    answer(FORMATS[options.format](report.problems))
    return BAD if has_errors(report.problems) else GOOD


CHECK = Command("check", "只检查记录", _run, _arguments)
