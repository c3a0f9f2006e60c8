"""From the bytes of a file to text that holds nothing unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.problems import Problem
from casebook.records import reader_rules as rules

MAX_BYTES = 64 * 1024
# A longer line is not repeated in the message about it.
LONGEST_FIX = 2000
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202f\u205f-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff"
    "\U000e0000-\U000e0fff\U000efffe-\U0010ffff]"
)
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CURE = "请用记事本或 WPS 打开，“另存为”时编码选 UTF-8。"
_LINE_END = re.compile(r"\r\n|\r|\n")


def decode(data: bytes, times: int = 1) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with LF line ends and without BOM, and what is wrong with its bytes.

    The text is empty where the bytes can't be read at all.
    """
    if len(data) > MAX_BYTES * times:
        size, most = f"{len(data) / 1024:.0f} KB", f"{MAX_BYTES * times // 1024:,} KB"
        return "", (rules.TOO_LARGE.at(0, 0, f"文件有 {size}，超过 {most}。一条记录只写一项做法，请拆开或删减。"),)
    if data[:1] == b"\0" or data[1:2] == b"\0":
        return "", (rules.ENCODING.at(1, 1, _wide_message(data)),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start])
        return "", (rules.ENCODING.at(line, column, _encoding_message(data, error)),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _place(before: bytes) -> tuple[int, int]:
    """Return the line and column that follow these bytes."""
    lines = _LINE_END.split(before.decode("utf-8-sig", "replace"))
    return len(lines), len(lines[-1]) + 1


def _wide_message(data: bytes) -> str:
    is_four_bytes = b"\0\0" in data[:4]
    return f"文件是 UTF-{32 if is_four_bytes else 16} 编码（记事本里叫 Unicode）。{_CURE}"


def _encoding_message(data: bytes, error: UnicodeDecodeError) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _wide_message(data)
    if _NOT_IN_TEXT.search(data):
        return "文件不是文本文件（可能是图片、表格或压缩包改了名）。请放文本格式的 .yml 文件。"
    if error.reason == "unexpected end of data" and error.start:
        return "文件最后一个字不完整，可能没有传完。请重新取一份。"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return f"这里不是 UTF-8 编码的文字，文件可能已损坏，或几种编码混在一起。{_CURE}"
    return f"文件是 GBK 编码（记事本里叫 ANSI）。{_CURE}"


def refused_characters(text: str) -> Iterator[Problem]:
    """Yield the first refused character of each line, and the first tab of each line."""
    lines = text.split("\n")
    cured = list(lines)
    for number, line in enumerate(lines, start=1):
        if found := REFUSED.search(line):
            lost = any(map(_stood_for_a_word, REFUSED.findall(line)))
            fix = "" if lost or len(line) > LONGEST_FIX else REFUSED.sub("", line)
            yield rules.CHARACTER.at(number, found.start() + 1, _character_message(found[0]), fix)
        if (tab := line.find("\t")) >= 0:
            cured[number - 1] = without_tabs(cured, number - 1)
            fix = cured[number - 1] if len(line) <= LONGEST_FIX else ""
            yield rules.TAB.at(number, tab + 1, "这里有制表符（Tab）。请改成空格。", fix)


def without_tabs(lines: list[str], index: int) -> str:
    """Return a line with spaces for tabs; one that starts with a tab stands as deep as the line before it asks for."""
    line = lines[index]
    rest = line.lstrip(" \t")
    spaced = rest.replace("\t", " ")
    if "\t" not in line[: len(line) - len(rest)]:
        return line[: len(line) - len(rest)] + spaced
    above = next((lines[i] for i in range(index - 1, -1, -1) if lines[i].strip()), "")
    depth = len(above) - len(above.lstrip(" "))
    opens = above.rstrip().endswith(":")
    in_item = above.lstrip().startswith("- ") and not rest.startswith("- ")
    return " " * (depth + 2 * (opens or in_item)) + spaced


def without_unseen(line: str) -> str:
    """Return a line to read on with: what stood for a word as a placeholder, other refused characters left out."""
    return REFUSED.sub(lambda found: "〓" if _stood_for_a_word(found[0]) else "", line)


def _stood_for_a_word(character: str) -> bool:
    return character == "\ufffd" or _is_private(character)


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


def _character_message(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        return f"这里有一个替换符号（{code}），原来的字已经丢失。请对照原文补上。"
    if _is_private(character):
        return f"这里有一个私用区字符（{code}），别的电脑上显示不出来。请换成正式的字。"
    return f"这里有一个看不见的字符（{code}），多半是复制时带进来的。请删去后重新输入。"
