"""What the template says: how to fill it in, and one practice that does not exist, told whole."""

from __future__ import annotations

from casebook.workbooks.columns import Column
from casebook.workbooks.layout import DOCUMENTS, EXAMPLE, PRACTICES, Sheet

FILLING_IN = (
    "怎样填写",
    "一、先看有没有：在网站上搜一下，已经有的做法不用再填。只收可以公开的文件，不写个人姓名、电话。",
    "二、填蓝色标签的表：",
    "　　做法：一项做法一行。名称用工作人员平常的叫法；概要用自己的话写一两句。",
    "　　地方：谁在做，做到哪一步。一个地方一行；“做法”一列从下拉列表里选刚才写的名称。",
    "　　数据：文件里每一个数字一行，照原文写；没有就不填。目标不是结果，性质要选对。",
    "　　来源：这项做法出自哪份文件、哪一节。",
    "　　文件、章节：文件是新的才填。已有的文件在“文件”一列的下拉列表里。",
    "三、灰色标签的表有内容才填。",
    "要点：",
    "　　标题带 * 的必填。点一下格子，会出现这一格怎么填；标题右上角也有说明。",
    "　　原文词句：从文件里照抄 6—20 个字，一个字不差，让人能在原文里找到。",
    "　　一格写几条的（怎么做、须知、别名等），一条一行，换行按 Alt+Enter（WPS 相同）。",
    "　　地方写到区县从下拉列表里选，街道、镇接着写：广东省/广州市/白云区/云城街道。",
    "　　日期写 2022、2022-06 或 2022-06-17。数值写 3075、49.15、三、10-20、1:2000、1/3；万、亿、% 写在单位里。",
    "　　编号、锚点可以空着，导入时按拼音拟。",
    "　　带【示例】的行是样子，不会导入，可以删去。表名和标题不要改，列的先后可以调；不要合并单元格，不要用公式。",
    "填好以后：",
    "　　把这个文件发给主办单位，由维护的人导入。",
    "　　会运行命令的，可以自己导入：在本库的文件夹里运行 python3 scripts/manage.py import 这个文件.xlsx。",
    "　　（Windows 上写 py scripts\\manage.py import 这个文件.xlsx。）",
    "　　有不对的，会说出在哪张表、第几行、哪一列、怎么改；全部改好以前什么都不写。",
)

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
