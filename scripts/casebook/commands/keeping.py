"""The maintainer's commands about what was published: `rename`, `merge`, `withdraw`."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from casebook.commands.arguments import BAD, GOOD, PROG, Command, Parser, add_practices
from casebook.errors import Unusable
from casebook.problems import relative
from casebook.project import Project
from casebook.telling import answer, say

if TYPE_CHECKING:  # what only these commands need is loaded when they run
    from casebook.keeping.desk import Desk, Revision


def _done(options: argparse.Namespace, make: Callable[[Desk], Revision]) -> int:
    from casebook.keeping.desk import Desk

    desk = Desk(Project.here(options.practices), datetime.datetime.now().astimezone().date().isoformat())
    try:
        revision = make(desk)
        written = desk.put(revision)
    except Unusable as error:
        say(f"错误：{error}")
        return BAD
    answer("".join(f"写入 {relative(path)}\n" for path in written))
    answer("".join(f"删去 {relative(path)}\n" for path in revision.gone))
    for note in revision.notes:
        say(note)
    say(f"旧网址和锚点照样能用。发布前运行 {PROG} publish-ledger。")
    return GOOD


def _rename_arguments(parser: Parser) -> None:
    parser.add_argument("old", metavar="旧编号")
    parser.add_argument("new", metavar="新编号")
    add_practices(parser)


def _rename(options: argparse.Namespace) -> int:
    from casebook.keeping.renaming import renamed

    return _done(options, lambda desk: renamed(desk, options.old, options.new))


RENAME = Command("rename", "改一条做法的编号，旧网址照用（维护者用）", _rename, _rename_arguments)


def _merge_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="编号")
    parser.add_argument("into", metavar="并入的编号")
    add_practices(parser)


def _merge(options: argparse.Namespace) -> int:
    from casebook.keeping.merging import merged

    return _done(options, lambda desk: merged(desk, options.id, options.into))


MERGE = Command("merge", "把一条做法并入另一条（维护者用）", _merge, _merge_arguments)


def _withdraw_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="编号")
    parser.add_argument("key", metavar="锚点", nargs="?", help="只撤回这一个数据")
    parser.add_argument("--reason", metavar="原因", required=True, help="给读者看的原因")
    add_practices(parser)


def _withdraw(options: argparse.Namespace) -> int:
    from casebook.keeping.withdrawing import withdrawn, withdrawn_part

    id_, key, reason = options.id, options.key, options.reason
    return _done(options, lambda desk: withdrawn_part(desk, id_, key, reason) if key else withdrawn(desk, id_, reason))


WITHDRAW = Command("withdraw", "撤下一条做法，或撤回它的一个数据（维护者用）", _withdraw, _withdraw_arguments)
