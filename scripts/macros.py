"""The door for mkdocs-macros: finds the package and hands over to it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casebook.pages.hand_pages import Engine


def define_env(env: Engine) -> None:
    """Give the hand-written pages their macros; the plugin calls it once a build."""
    _find_package()
    from casebook.pages.macros import define

    define(env)


def on_pre_page_macros(env: Engine) -> None:
    """Fill a page, or say in Chinese, with file and line, what is wrong in it; the plugin calls it before each page."""
    from casebook.pages.hand_pages import fill_page
    from casebook.pages.macros import MACROS

    fill_page(env, MACROS)


def _find_package() -> None:
    scripts = str(Path(__file__).resolve().parent)
    if scripts not in sys.path:
        sys.path.insert(0, scripts)
