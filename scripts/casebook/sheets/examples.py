"""The example rows of the template: one practice that does not exist, told whole."""

from __future__ import annotations

from casebook.sheets.columns import Column
from casebook.sheets.layout import DOCUMENTS, EXAMPLE, PRACTICES, Sheet

_NAME, _DOCUMENT = f"{EXAMPLE}邻里议事角", f"{EXAMPLE}某区民政局2024年答复"
_ANCHOR, _PLACE = "设立邻里议事角21个", "广东省/广州市/白云区"
_EXAMPLES: dict[str, dict[str, str]] = {
    PRACTICES: {
        "名称": _NAME, "类型": "制度流程", "主题1": "网格化", "解决什么问题1": "矛盾难化解",
        "概要": "在楼栋下设固定的议事地点和时间，住户的小事当面商量。", "怎么做": "每周定一个晚上\n由楼长主持，记下结果\n一周内回复办理情况",
        "须知": "原文没有说明有无经费",
    },
    "地方": {"做法": _NAME, "地方": _PLACE, "阶段": "已实施", "文件": _DOCUMENT, "原文词句": _ANCHOR},
    "数据": {
        "做法": _NAME, "指标": "邻里议事角", "数值": "21", "单位": "个", "性质": "产出", "文件": _DOCUMENT, "原文词句": _ANCHOR,
        "截止时间": "2023-12", "时间依据": "原文", "口径": "全区累计",
    },
    "来源": {"做法": _NAME, "文件": _DOCUMENT, "章节": "二、主要做法", "原文词句": _ANCHOR},
    DOCUMENTS: {
        "简称": _DOCUMENT, "标题": "某区民政局关于某号建议答复的函", "发文单位": "某区民政局", "文号": "某民函〔2024〕8号",
        "日期": "2024-05-20", "日期依据": "原文", "文种": "代表建议答复", "公开属性": "主动公开", "谁说的": "发文单位自述",
        "网址": "https://www.example.gov.cn/a/1.html",
    },
    "章节": {"文件": _DOCUMENT, "章节": "二、主要做法", "开头词句": "二、主要做法"},
    "参与方": {"做法": _NAME, "名称": "楼长", "做什么": "主持、记录、回复"},
}  # fmt: skip


def example(sheet: Sheet) -> dict[Column, str]:
    """Return the example row of a sheet by its columns; empty where it has none."""
    texts = _EXAMPLES.get(sheet.name, {})
    return {sheet.column(title): text for title, text in texts.items()}
