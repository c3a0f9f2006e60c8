"""The commands about the site and the program: `serve`, `build`, `test`."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from casebook.commands.arguments import BAD, GOOD, Command, Parser, add_practices, existing, folder
from casebook.errors import Stopped
from casebook.problems import as_text, relative
from casebook.project import Project
from casebook.telling import say

if TYPE_CHECKING:
    from casebook.catalog import Catalog

# All that CI runs; pytest comes last, so that its closing line closes.
_CHECKS = (
    ("代码规则", ("ruff", "check", "--quiet")),
    ("代码格式", ("ruff", "format", "--check", "--quiet")),
    ("类型", ("mypy", "--no-error-summary")),
)
# Four at a time on two cores: a browser and who asks it wait for each other. Who gets what: `tests/scheduling.py`.
_TESTS = ("测试", ("pytest", "-n", "4"))
_MEMORY = Path("/dev/shm")  # noqa: S108 (what lies below has a name of its own)
_MEMORY_NEEDED = 4 << 30  # bytes; a run takes up to 1 GB


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
    parser.add_argument(
        "--against", metavar="文件夹或网址", help="已发布的网站：那里有的网址，新网站一个也不能少，少了就不发布"
    )
    parser.add_argument("--offline", action="store_true", help="同时制作双击就能看的离线文件夹和压缩包")
    parser.add_argument("--adopt", action="store_true", help="接管旧版程序发布的网站，换成新的，只需一次")
    parser.add_argument(
        "--texts", metavar="文件夹", type=folder,
        help="各文件的全文（<文件编号>.txt）：引文所在的句子折叠着显示在做法页上，会随网站公开",
    )  # fmt: skip
    parser.add_argument("--downloads", action="store_true", help="同时制作 Word 讲义、幻灯片和二维码图片，要多等一会儿")


def _build(options: argparse.Namespace) -> int:
    from casebook.checks.checking import check
    from casebook.publishing.publish import finish_killed, publish

    project = Project.here(options.practices)
    finish_killed(options.out)
    say("检查记录……")
    report = check(project)
    if report.problems:
        say(as_text(report.problems))
    if report.catalog is None:
        say("没有发布；原来的网站保持不变。")
        return BAD
    if options.against and _has_dead(report.catalog, options.against):
        return BAD
    wanted = {"offline": options.offline, "downloads": options.downloads, "adopt": options.adopt}
    done = publish(report.catalog, project, options.out, options.site_url, texts=options.texts, **wanted)
    places = "、".join(map(relative, done.places))
    say(f"发布好了：{places}，共 {done.pages} 页，用时 {done.seconds:.1f} 秒。")
    return GOOD


def _has_dead(catalog: Catalog, against: str) -> bool:
    """Tell whether an address of a published site would be dead, and which."""
    from casebook.verifying.against import as_lines, dead_addresses, published_at

    site = published_at(against)
    say(f"与 {site.name} 上已发布的网站比较……")
    dead = dead_addresses(catalog, site)
    for line in as_lines(dead, site) if dead else ():
        say(line)
    return bool(dead)


BUILD = Command("build", "检查并发布网站，要么全成，要么不动", _build, _build_arguments)


def _test_arguments(parser: Parser) -> None:
    parts = "只运行这些文件、文件夹或单个测试（tests/test_cli.py、tests/test_cli.py::名称），不做别的检查"
    parser.add_argument("paths", metavar="路径", nargs="*", type=_part, help=parts)
    parser.add_argument("-k", metavar="词", help="只运行名称里有这个词的测试（pytest 的 -k），不做别的检查")


def _part(path: str) -> str:
    """Return a part of the tests as pytest takes it from any folder. Raises Stopped where there is none."""
    file, *names = path.split("::")
    return "::".join([str(existing(file).resolve()), *names])


def _test(options: argparse.Namespace) -> int:
    chosen = [*options.paths, *(["-k", options.k] if options.k else [])]
    with TemporaryDirectory(prefix="casebook-tests-", dir=_quick_place()) as folder:
        env = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "TMPDIR": folder}
        done = [_passes(name, command, env) for name, command in (() if chosen else _CHECKS)]
        name, command = _TESTS
        done.append(_passes(name, (*command, *chosen), env))
    return GOOD if all(done) else BAD


def _quick_place() -> Path | None:
    """Return a folder in the memory, where one has room and lets programs run; None for the system's own on the disk.

    The tests write some 100 small sites; on a disk, that is half of all that they cost.
    """
    if not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK):
        return None
    has_room = shutil.disk_usage(_MEMORY).free >= _MEMORY_NEEDED
    return _MEMORY if has_room and not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC else None


def _passes(name: str, command: tuple[str, ...], env: dict[str, str]) -> bool:
    """Run one of the checks; tell whether it has found nothing wrong."""
    say(f"[{name}] {' '.join(command)}")
    run = [sys.executable, "-I", "-X", "utf8", "-m", *command]
    good = not subprocess.run(run, cwd=Project.here().root, env=env, check=False).returncode
    if not good and command[0] != "pytest":
        say(f"[{name}] 没有通过，见上面各行。")
    return good


TEST = Command("test", "运行全部测试，或其中一部分", _test, _test_arguments)
