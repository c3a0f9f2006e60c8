"""The command line: finds the command, runs it, and turns whatever goes wrong into one Chinese sentence."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from difflib import get_close_matches

from casebook.commands.arguments import GOOD, PROG, WRONG, Command, Parser
from casebook.commands.keeping import MERGE, RENAME, WITHDRAW
from casebook.commands.records import CHECK, FMT, NEW, PUBLISH_LEDGER
from casebook.commands.site import BUILD, SERVE, TEST
from casebook.commands.verify import VERIFY
from casebook.commands.workbooks import IMPORT, TEMPLATE
from casebook.errors import Stopped
from casebook.failures import failure_sentence
from casebook.telling import answer, say

_ALL = (
    SERVE, BUILD, CHECK, FMT, NEW, TEMPLATE, IMPORT, RENAME, MERGE, WITHDRAW, PUBLISH_LEDGER, VERIFY, TEST,
)  # fmt: skip
COMMANDS = {command.name: command for command in _ALL}


def main(argv: Sequence[str]) -> int:
    """Run a command line; return 0 (good), 1 (records have errors) or 2 (wrong use, or the program's own error)."""
    try:
        command, options = _parse(argv)
        return command.run(options)
    except KeyboardInterrupt:
        say("\n已停止。")
        return GOOD if argv[:1] == ["serve"] else WRONG
    except SystemExit as leaving:  # --help
        return WRONG if leaving.code else GOOD
    except BrokenPipeError:
        return WRONG
    except Exception as error:  # noqa: BLE001 (no traceback ever reaches a person)
        say(f"错误：{failure_sentence(error)}")
        return WRONG


def _parse(argv: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    if not argv or argv[0] in {"-h", "--help", "help"}:
        answer(_overview())
        raise SystemExit(GOOD if argv else WRONG)
    name, *rest = argv
    if name not in COMMANDS:
        hint = "".join(f"是不是 {near}？" for near in get_close_matches(name, COMMANDS, n=1))
        raise Stopped(f"没有 {name} 这个命令。{hint}可用的命令：{'、'.join(COMMANDS)}。用法见：{PROG} --help")
    command = COMMANDS[name]
    parser = Parser(f"{PROG} {name}", command.text)
    command.add(parser)
    return command, parser.parse_args(rest)


def _overview() -> str:
    texts = ((command.name, command.text) for command in COMMANDS.values())
    lines = [f"  {name:<16}{text}" for name, text in texts]
    return "\n".join([f"用法：{PROG} 命令 [选项]", "", "命令：", *lines, "", f"每个命令的选项：{PROG} 命令 --help", ""])
