"""The commands about the site and the program: `serve`, `build`, `test`."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

from casebook.commands.arguments import BAD, GOOD, Command, Parser, add_practices
from casebook.errors import Stopped
from casebook.problems import as_text, relative
from casebook.project import Project
from casebook.telling import say

# All that CI runs; pytest comes last, so that its closing line closes.
_CHECKS = (
    ("代码规则", ("ruff", "check", "--quiet")),
    ("代码格式", ("ruff", "format", "--check", "--quiet")),
    ("类型", ("mypy", "--no-error-summary")),
    # Two at a time, a file each: much of a browser test is waiting.
    ("测试", ("pytest", "-n", "2", "--dist", "loadfile")),
)


def _port(text: str) -> int:
    """Return a port number given on the command line. Raises Stopped for any other text."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) < 1 << 16:
        raise Stopped(f"--port 不能是“{text}”，应是 1 到 65535 之间的整数，例如 8000。")
    return int(text)


def _serve_arguments(parser: Parser) -> None:
    parser.add_argument("--port", type=_port, default=8000, help="端口，默认 8000")


def _serve(options: argparse.Namespace) -> int:
    from casebook.serving.serve import serve

    serve(Project.here(), options.port)
    return GOOD


SERVE = Command("serve", "在本机预览，改动保存后自动更新", _serve, _serve_arguments)


def _site_url(text: str) -> str:
    """Return a public address given on the command line. Raises Stopped unless it is one."""
    if text and not re.fullmatch(r"https?://[^\s/?#\"'<>@]+(/[^\s?#\"'<>]*)?", text):
        raise Stopped(f"--site-url 不能是“{text}”，应以 http:// 或 https:// 开头，例如 https://example.gov.cn/zlk/。")
    return text


def _build_arguments(parser: Parser) -> None:
    parser.add_argument("--out", metavar="文件夹", type=Path, default=Path("site"), help="网站放在哪里，默认 site")
    parser.add_argument("--site-url", metavar="网址", type=_site_url, help="公开网址，默认用 mkdocs.yml 里的")
    add_practices(parser)
    parser.add_argument("--offline", action="store_true", help="同时制作双击就能看的离线文件夹和压缩包")
    parser.add_argument("--downloads", action="store_true", help="同时制作 Word 讲义和二维码图片，要多等一会儿")


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
    wanted = {"offline": options.offline, "downloads": options.downloads}
    done = publish(report.catalog, project, options.out, options.site_url, **wanted)
    places = "、".join(map(relative, done.places))
    say(f"发布好了：{places}，共 {done.pages} 页，用时 {done.seconds:.1f} 秒。")
    return GOOD


BUILD = Command("build", "检查并发布网站，要么全成，要么不动", _build, _build_arguments)


def _test(_: argparse.Namespace) -> int:
    env = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    result = GOOD
    for name, command in _CHECKS:
        say(f"[{name}] {' '.join(command)}")
        run = [sys.executable, "-I", "-X", "utf8", "-m", *command]
        if subprocess.run(run, cwd=Project.here().root, env=env, check=False).returncode:
            result = BAD
            if command[0] != "pytest":
                say(f"[{name}] 没有通过，见上面各行。")
    return result


TEST = Command("test", "运行全部测试", _test)
