"""`build`: publish the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from casebook.commands import arguments
from casebook.commands.arguments import Parser
from casebook.commands.command import BAD, GOOD, Command
from casebook.problems import as_text, relative
from casebook.project import Project
from casebook.telling import say


def _arguments(parser: Parser) -> None:
    parser.add_argument("--out", metavar="文件夹", type=Path, default=Path("site"), help="网站放在哪里，默认 site")
    parser.add_argument("--site-url", metavar="网址", type=arguments.site_url, help="公开网址，默认用 mkdocs.yml 里的")
    arguments.add_practices(parser)
    parser.add_argument("--offline", action="store_true", help="同时制作双击就能看的离线文件夹和压缩包")
    parser.add_argument("--downloads", action="store_true", help="同时制作 Word 讲义和二维码图片，要多等一会儿")


def _run(options: argparse.Namespace) -> int:
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


BUILD = Command("build", "检查并发布网站，要么全成，要么不动", _run, _arguments)
