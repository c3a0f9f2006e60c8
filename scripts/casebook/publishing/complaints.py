"""What MkDocs complains of, in Chinese: collected while it builds, in place of being printed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from casebook.errors import Stopped

MKDOCS = "mkdocs"
# Our own complaints go the same way: a child of MkDocs's logger, so that `--strict` counts them too.
_OURS = f"{MKDOCS}.casebook"
_SHOWN = 20
_TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TRANSLATIONS = (
    (r"Doc file '(.+?)' contains a link '(.+?)', but the target .*", r"页面 \1 里的链接 \2 找不到目标"),
    (r"Doc file '(.+?)' contains an absolute link '(.+?)'.*", r"页面 \1 里的链接 \2 是绝对路径，请改成相对路径"),
    (r"Doc file '(.+?)' contains an unrecognized relative link '(.+?)'.*", r"页面 \1 里的链接 \2 找不到目标，请写到 .md 文件"),
    (r"Doc file '(.+?)' contains a link '(.+?)', but .*anchor.*", r"页面 \1 里的链接 \2 指向的锚点不存在"),
    (r"A reference to '(.+?)' is included in the 'nav' configuration, which is not found.*", r"mkdocs.yml 的 nav 里写了 \1，没有这个文件"),
    (r"(?s).*# _Macro \w+ Error_\s*_File_: `(.+?)`\s*_(.+?)_\s*([^\n]*).*", r"页面 \1 里的模板写错了：\2 \3"),
    (r"(?s)Error (?:reading|building) page '(.+?)':\s*(.*)", r"页面 \1 生成失败：\2"),
)  # fmt: skip


def complain(sentence: str) -> None:
    """Say in Chinese what is wrong with a page: a warning, which stops our builds and `mkdocs build --strict`."""
    logging.getLogger(_OURS).warning(sentence)


@contextmanager
def collected() -> Iterator[list[str]]:
    """Collect what MkDocs and we complain of, each as a Chinese sentence."""
    logger, collector = logging.getLogger(MKDOCS), _Collector()
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.sentences
    finally:
        logger.removeHandler(collector)


def failed(sentences: Sequence[str]) -> Stopped:
    """Return what a build with these complaints ends with."""
    told = list(dict.fromkeys(filter(None, sentences)))
    return Stopped(f"生成网页时出了问题，请照下面改正后再运行：{listed(told, '条')}")


def listed(names: Sequence[str], unit: str) -> str:
    """Return what a sentence lists below it, a line each; of many, the first and how many more. unit: what they are counted by."""
    more = [f"……另有 {len(names) - _SHOWN} {unit}"] if len(names) > _SHOWN else []
    return "".join(f"\n  {line}" for line in [*names[:_SHOWN], *more])


def chinese(complaint: str) -> str:
    """Return a complaint of MkDocs in Chinese, as far as we know it."""
    text = _TERMINAL_COLOUR.sub("", complaint).strip()
    for pattern, sentence in _TRANSLATIONS:
        if re.fullmatch(pattern, text):
            return re.sub(pattern, sentence, text, count=1)
    return f"MkDocs 说：{text}" if text else ""


class _Collector(logging.Handler):
    """Keeps each warning and error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message, unless it only tells that a build is partial."""
        message = record.getMessage()
        if not message.startswith("A 'dirty' build"):
            self.sentences.append(message if record.name == _OURS else chinese(message))
