"""`import`: records and documents out of a workbook."""

from __future__ import annotations

import argparse

from casebook.commands import arguments
from casebook.commands.arguments import Parser
from casebook.commands.command import BAD, GOOD, PROG, Command
from casebook.errors import Stopped
from casebook.problems import Severity, relative
from casebook.project import Project
from casebook.telling import answer, say


def _arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="文件.xlsx", type=arguments.existing, help="填好的工作簿")
    arguments.add_practices(parser)
    parser.add_argument("--replace", action="store_true", help="库里已有而内容不同的，用工作簿里的替换")


def _run(options: argparse.Namespace) -> int:
    from casebook.sheets.complaints import as_lines, has_errors
    from casebook.sheets.importing import import_workbook

    if options.file.is_dir():
        raise Stopped(f"{options.file} 是文件夹。请写工作簿的路径，例如 做法.xlsx。")
    done = import_workbook(Project.here(options.practices), options.file, replace=options.replace)
    answer(as_lines(options.file.name, done.complaints))
    for note in done.notes:
        say(note)
    if has_errors(done.complaints):
        errors = sum(complaint.severity is Severity.ERROR for complaint in done.complaints)
        reminders = f"（另有 {rest} 条提醒，可以不改）" if (rest := len(done.complaints) - errors) else ""
        say(f"共 {errors} 处要改{reminders}，什么都没有写。请在工作簿里逐条改好，保存后再导入。")
        return BAD
    for path in done.written:
        say(f"写入 {relative(path)}")
    same = f"，另有 {done.unchanged} 个与库里相同，没有动" if done.unchanged else ""
    say(f"导入完成：写入 {len(done.written)} 个文件{same}。")
    if done.written:
        say(f"下一步：运行 {PROG} serve 看网页；没有问题就提交，或把这些文件交给维护者。")
    return GOOD


IMPORT = Command("import", "从 Excel 工作簿导入做法和文件，要么全写，要么不动", _run, _arguments)
