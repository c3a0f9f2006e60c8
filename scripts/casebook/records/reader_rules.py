"""What the strict reader refuses, each with an example."""

from __future__ import annotations

from casebook.rule import Rule

DASH = "列表每条前面用半角的“-”，后面加一个空格。"
_GOOD = "name: 楼栋长\n"

TOO_LARGE = Rule("Y101", "文件不超过 64 KB。", "name: 楼栋长\nsummary: （七万字）\n", _GOOD)
ENCODING = Rule("Y102", "文件用 UTF-8 编码保存。", "（用 GBK 保存的文件）", _GOOD)
CHARACTER = Rule("Y103", "不用看不见的字符、控制字符和私用区字符。", "name: 楼栋\\u200b长\n", _GOOD)
TAB = Rule("Y104", "不用制表符，缩进用空格。", "name:\t楼栋长\n", _GOOD)
COMMENT = Rule("Y105", "不写 # 注释，要说的话写进 notes。", "name: 楼栋长 # 待核\n", _GOOD)
SYNTAX = Rule("Y106", "文件是合格的 YAML。", "name: '楼栋长\n", _GOOD)
COLON = Rule("Y107", "字段名后面是半角冒号加一个空格，“-”后面也加一个空格。", "name：楼栋长\n", _GOOD)
ALIAS = Rule("Y108", "不用 & 锚、* 引用和 << 合并。", "name: &a 楼栋长\n", _GOOD)
TAG = Rule("Y109", "不用 ! 标签。", "name: !!str 楼栋长\n", _GOOD)
DUPLICATE = Rule("Y110", "一个字段只写一次。", "name: 楼栋长\nname: 楼长\n", _GOOD)
DOCUMENTS = Rule("Y111", "一个文件只写一条记录。", "name: 楼栋长\n---\nname: 楼长\n", _GOOD)
DEPTH = Rule("Y112", "层次不超过 8 层，项目不超过 3,000 个。", "name: [[[[[[[[[楼栋长]]]]]]]]]\n", _GOOD)
KEY = Rule("Y113", "字段名是一个词。", "[name, kind]: 楼栋长\n", _GOOD)
EMPTY = Rule("Y114", "字段后面有内容；没有内容的字段整行删去。", "name:\n", _GOOD)
NOT_A_RECORD = Rule("Y115", "文件由“字段: 内容”的行组成。", "楼栋长\n", _GOOD)
