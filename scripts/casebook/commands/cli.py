"""The commands. Each one reads its arguments, calls one function, and turns what comes back into words and a status."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from casebook.commands import arguments
from casebook.commands.arguments import Parser
from casebook.errors import Stopped
from casebook.failures import failure_sentence
from casebook.problems import as_github, as_json, as_text, has_errors, relative
from casebook.project import Project
from casebook.telling import answer, say

GOOD, BAD, WRONG = 0, 1, 2
PROG = "python3 scripts/manage.py"
FORMATS = {"text": as_text, "json": as_json, "github": as_github}

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str]) -> int:
    """Run a command line; return 0 (good), 1 (records have errors) or 2 (wrong use, or the program's own error)."""
    try:
        run, options = _parse(argv)
        return run(options)
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
        hint = arguments.nearest(name, COMMANDS)
        raise Stopped(f"没有 {name} 这个命令。{hint}可用的命令：{'、'.join(COMMANDS)}。用法见：{PROG} --help")
    run, text, add = COMMANDS[name]
    parser = Parser(f"{PROG} {name}", text)
    add(parser)
    return run, parser.parse_args(rest)


def _overview() -> str:
    lines = [f"  {name:<16}{text}" for name, (_, text, _) in COMMANDS.items()]
    return "\n".join([f"用法：{PROG} 命令 [选项]", "", "命令：", *lines, "", f"每个命令的选项：{PROG} 命令 --help", ""])


def _nothing(_: Parser) -> None:
    """Add no arguments."""


def _serve_arguments(parser: Parser) -> None:
    parser.add_argument("--port", type=arguments.port, default=8000, help="端口，默认 8000")


def _serve(options: argparse.Namespace) -> int:
    from casebook.serving.serve import serve

    serve(Project.here(), options.port)
    return GOOD


def _practices_argument(parser: Parser) -> None:
    parser.add_argument(
        "--practices", metavar="文件夹", type=arguments.folder, help="另一个知识库，默认是本库的 practices/"
    )


def _build_arguments(parser: Parser) -> None:
    parser.add_argument("--out", metavar="文件夹", type=Path, default=Path("site"), help="网站放在哪里，默认 site")
    parser.add_argument("--site-url", metavar="网址", type=arguments.site_url, help="公开网址，默认用 mkdocs.yml 里的")
    _practices_argument(parser)
    parser.add_argument("--offline", action="store_true", help="同时制作双击就能看的离线文件夹和压缩包")


def _build(options: argparse.Namespace) -> int:
    from casebook.checks.checking import check
    from casebook.publishing.publish import publish

    project = Project.here(options.practices)
    say("检查记录……")
    report = check(project)
    if report.problems:
        say(as_text(report.problems))
    if report.catalog is None:
        say("没有发布；原来的网站保持不变。")
        return BAD
    done = publish(report.catalog, project, options.out, options.site_url, offline=options.offline)
    places = "、".join(map(relative, done.places))
    say(f"发布好了：{places}，共 {done.pages} 页，用时 {done.seconds:.1f} 秒。")
    return GOOD


def _check_arguments(parser: Parser) -> None:
    parser.add_argument(
        "paths", metavar="路径", nargs="*", type=arguments.existing, help="只报告这些文件或文件夹的问题"
    )
    _practices_argument(parser)
    parser.add_argument(
        "--sources", metavar="文件夹", type=arguments.folder, help="各文件的全文（<文件编号>.txt），逐条核对原文"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="结果的格式：text、json 或 github，默认 text")


def _check(options: argparse.Namespace) -> int:
    from casebook.checks.checking import check

    report = check(Project.here(options.practices), options.paths, options.sources)
    for note in report.notes:
        say(note)
    answer(FORMATS[options.format](report.problems))
    return BAD if has_errors(report.problems) else GOOD


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


def _test(_: argparse.Namespace) -> int:
    from casebook.commands.selftest import run_all

    return GOOD if run_all(Project.here().root) else BAD


COMMANDS: dict[str, tuple[Command, str, Callable[[Parser], None]]] = {
    "serve": (_serve, "在本机预览，改动保存后自动更新", _serve_arguments),
    "build": (_build, "检查并发布网站，要么全成，要么不动", _build_arguments),
    "check": (_check, "只检查记录", _check_arguments),
    "fmt": (_fmt, "把记录改成统一的写法", _fmt_arguments),
    "publish-ledger": (_publish_ledger, "发布前登记新的网址（维护者用）", _nothing),
    "test": (_test, "运行全部测试", _nothing),
}
