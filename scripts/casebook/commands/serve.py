"""`serve`: preview on this machine."""

from __future__ import annotations

import argparse

from casebook.commands import arguments
from casebook.commands.arguments import Parser
from casebook.commands.command import GOOD, Command
from casebook.project import Project


def _arguments(parser: Parser) -> None:
    parser.add_argument("--port", type=arguments.port, default=8000, help="端口，默认 8000")


def _run(options: argparse.Namespace) -> int:
    from casebook.serving.serve import serve

    serve(Project.here(), options.port)
    return GOOD


SERVE = Command("serve", "在本机预览，改动保存后自动更新", _run, _arguments)
