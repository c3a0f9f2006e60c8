"""Live serving: check, generate and show the site on this machine; again after each saved change."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Set as AbstractSet
from pathlib import Path

from casebook.errors import Stopped
from casebook.problems import relative
from casebook.project import Project
from casebook.publishing.assemble import GENERATED
from casebook.publishing.locks import hold
from casebook.publishing.places import BUILD_FOLDER
from casebook.serving.live_server import Server
from casebook.serving.live_site import LiveSite
from casebook.serving.watch import Watch
from casebook.telling import say

_SHOWN = 5


def serve(project: Project, port: int) -> None:
    """Serve until Ctrl-C. Raises Stopped where the port is taken or the checkout is served already."""
    (project.root / BUILD_FOLDER).mkdir(exist_ok=True)
    with hold(project.root / BUILD_FOLDER / "serve.lock", "用 serve 预览本库", 0):
        site = LiveSite.of(project)
        watch = _watch(project)
        server = _listen(port, site)
        with server.running():
            say("检查记录、生成网页……")
            site.update()
            say(f"请在浏览器打开 {server.url} ；改动保存后自动更新，按 Ctrl-C 结束。")
            changed = _follow(site, watch)
    _start_again(changed)


def _listen(port: int, site: LiveSite) -> Server:
    try:
        return Server(port, site)
    except OSError as error:
        if error.errno in {errno.EADDRINUSE, errno.EACCES, 10013, 10048}:
            other = port + 1 if port + 1 < 1 << 16 else 8000
            raise Stopped(f"端口 {port} 已被占用或不让使用。请换一个端口，例如：serve --port {other}") from error
        raise


def _watch(project: Project) -> Watch:
    root = project.root
    folders = (project.practices, root / "docs", root / "overrides", root / "mkdocs.yml", root / "scripts")
    return Watch(folders, frozenset(str(root / "docs" / name) for name in GENERATED))


def _follow(site: LiveSite, watch: Watch) -> AbstractSet[Path]:
    """Update the site after each change; return the change after which the program itself must start again."""
    while True:
        changed = watch.wait()
        _tell(changed)
        if any(path.is_relative_to(site.project.root / "scripts") for path in changed) and _compiles(changed):
            return changed
        site.update()


def _tell(changed: AbstractSet[Path]) -> None:
    names = sorted(relative(path) for path in changed)
    more = f" 等 {len(names)} 个文件" if len(names) > _SHOWN else ""
    say(f"\n发现改动：{'、'.join(names[:_SHOWN])}{more}")


def _compiles(changed: AbstractSet[Path]) -> bool:
    for path in sorted(changed):
        if path.suffix == ".py" and path.is_file():
            try:
                compile(path.read_bytes(), path, "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:
                say(f"程序文件 {relative(path)} 有语法错误：{error}。改好后会重新启动。")
                return False
    return True


def _start_again(changed: AbstractSet[Path]) -> None:
    """Start this command again with the new program; where a process cannot do so, ask for it."""
    if os.name == "nt":
        raise Stopped(f"程序文件 {min(map(relative, changed))} 改了，请重新运行同一条命令。")
    say("程序文件改了，重新启动……")
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606 (the command that is running, once more)
