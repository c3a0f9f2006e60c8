"""The door for MkDocs: finds the package (MkDocs puts this folder on the path) and hands its events over."""

from __future__ import annotations

from mkdocs.exceptions import Abort

try:
    from casebook.publishing.hooks import Hooks
    from casebook.serving.under_mkdocs import on_serve
    from casebook.serving.watch import is_editors_own
except ModuleNotFoundError as missing:
    raise Abort(
        f"缺少程序包 {missing.name}，不能生成网站。请先运行一次 python3 scripts/manage.py serve，再用 .venv 里的 mkdocs。"
    ) from None

__all__ = ["on_serve"]

_hooks = Hooks(is_editors_own)
on_startup = _hooks.on_startup
on_config = _hooks.on_config
on_pre_build = _hooks.on_pre_build
on_files = _hooks.on_files
on_page_markdown = _hooks.on_page_markdown
on_page_content = _hooks.on_page_content
on_env = _hooks.on_env
on_template_context = _hooks.on_template_context
on_post_page = _hooks.on_post_page
on_post_build = _hooks.on_post_build
on_build_error = _hooks.on_build_error
