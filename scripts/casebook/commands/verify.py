"""The command about a site that is published: `verify`."""

from __future__ import annotations

import argparse

from casebook.commands.arguments import BAD, GOOD, Command, Parser
from casebook.telling import answer, say

_FORMATS = ("text", "json")


def _verify_arguments(parser: Parser) -> None:
    parser.add_argument("url", metavar="网址", help="网站首页的网址，例如 https://example.gov.cn/zlk/")
    parser.add_argument("--all", action="store_true", help="登记过的网址全部核对，默认每一种抽几个，共约 60 个")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="结果的格式：text 或 json，默认 text")


def _verify(options: argparse.Namespace) -> int:
    from casebook.verifying.asking import site_address
    from casebook.verifying.faults import as_json, as_text
    from casebook.verifying.verify import verify

    base = site_address(options.url, "verify")
    if options.format == "text":
        say(f"核对 {base} ……")
    verdict = verify(base, every=options.all)
    answer((as_json if options.format == "json" else as_text)(verdict))
    return BAD if verdict.faults else GOOD


VERIFY = Command("verify", "核对已发布的网站：网址、类型、压缩、缓存、安全", _verify, _verify_arguments)
