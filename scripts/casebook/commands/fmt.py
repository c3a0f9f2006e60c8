"""`fmt`: one canonical form."""

from __future__ import annotations

import argparse

from casebook.commands.arguments import Parser
from casebook.commands.command import BAD, GOOD, PROG, Command
from casebook.problems import relative
from casebook.project import Project
from casebook.telling import answer, say


def _arguments(parser: Parser) -> None:
    parser.add_argument("--check", action="store_true", help="只看哪些记录要改写，不动文件；有要改的，退出码是 1")


def _run(options: argparse.Namespace) -> int:
    from casebook.checks.canonical import format_all

    paths = format_all(Project.here(), check=options.check)
    answer("".join(f"{relative(path)}\n" for path in paths))
    if options.check and paths:
        say(f"有 {len(paths)} 个文件要改写，请运行：{PROG} fmt")
        return BAD
    say(f"改写了 {len(paths)} 个文件。" if paths else "都已是规定的写法。")
    return GOOD


FMT = Command("fmt", "把记录改成统一的写法", _run, _arguments)
