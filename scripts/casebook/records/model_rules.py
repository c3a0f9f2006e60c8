"""The model's own demands (fields and forms), each with an example, and the words for pydantic's errors."""

from __future__ import annotations

from casebook.records import model
from casebook.rule import Rule

UNKNOWN_FIELD = Rule("M101", "只用规定的字段。", "titel: 楼栋长", "name: 楼栋长")
MISSING_FIELD = Rule("M102", "必填的字段都要写。", "（没有 summary）", "summary: 从住户中推出每栋楼的牵头人。")
WRONG_SHAPE = Rule("M103", "该写一段文字的写一段，该写几条的写几条。", "themes: 网格化", "themes: [网格化]")
WRONG_FORM = Rule("M104", "编号、锚点、日期按规定的写法。", "verified: 2026/11/22", "verified: '2026-11-22'")
WRONG_COUNT = Rule(
    "M105",
    "主题、问题各写一至三个，地方、来源至少一条。",
    "themes: [网格化, 党建引领, 物业治理, 民生服务]",
    "themes: [网格化]",
)
WRONG_LENGTH = Rule("M106", "名称不超过 60 字，一段文字不超过 2,000 字。", "name: （七十个字）", "name: 楼栋长")
WRONG_WORD = Rule("M107", "范围、限定词等只用规定的词。", "funding: [市里出钱]", "funding: [市财政]")
EMPTY_LIST = Rule("M108", "没有内容的列表整行删去。", "steps: []", "steps: [每栋楼推选一名楼栋长]")


FORMS = {
    model.ID_PATTERN: "编号只用小写字母、数字和单个连字符，例如 lou-dong-zhang。",
    model.KEY_PATTERN: "锚点以小写字母开头，只用小写字母、数字和连字符，不超过 40 个，例如 coverage-2020。",
    model.FIGURE_PATTERN: "写数据的锚点，例如 coverage-2020；别的做法的写 编号#锚点。",
    model.DATE_PATTERN: "日期写成 2019、2019-10 或 2019-10-28。",
    model.DAY_PATTERN: "日期写到日，例如 2026-11-22。",
    model.CODE_PATTERN: "区划代码写二、四、六或九位数字，例如 653228。",
    model.YEAR_PATTERN: "年份写四位数字，例如 2020。",
}
