"""`new`: a record by questions and answers."""

from __future__ import annotations

import argparse
import io
import sys

from casebook.commands import arguments
from casebook.commands.command import BAD, GOOD, PROG, Command
from casebook.problems import as_text, has_errors, relative
from casebook.project import Project
from casebook.telling import answer, say


def _run(options: argparse.Namespace) -> int:
    from casebook.asking.dialogue import Dialogue
    from casebook.asking.record import Asking
    from casebook.asking.writing import New
    from casebook.records.divisions import Divisions
    from casebook.records.loading import load_library

    project = Project.here(options.practices)
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    say("一问一答写一条新记录。答完才写文件，中途按 Ctrl+C 停下，什么都不写。")
    asking = Asking(Dialogue(sys.stdin), load_library(project), Divisions.load())
    asked = asking.ask()
    if not asking.may_go_on(asked):
        say("没有新建，什么都没有写。")
        return GOOD
    new = New.of(project, asked)
    problems = new.problems()
    if problems:
        answer(as_text(problems))
    if has_errors(problems):
        say("没有写。请照上面的提示再来一次。")
        return BAD
    for path in new.write():
        say(f"写入 {relative(path)}")
    say("接着打开这个文件补上：每个数据（outcomes）、背景、参与方、相关做法；文件没有说的不写。")
    say(f"改完运行 {PROG} check 和 {PROG} fmt。")
    return GOOD


NEW = Command("new", "一问一答写一条新记录，文件没有登记的一并登记", _run, arguments.add_practices)
