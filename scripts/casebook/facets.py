"""The indexes of the site: what each is called, wherever it is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Facet:
    """One index.

    id: its address below `/browse/`. name: how it is called among the indexes (`按主题`). value: what one of its values is
    called (`主题`). word: the first word of its lines in the ledger, and its parameter in the address of a search.
    introduction: one sentence for its page. filters: search filters by it. found: search finds its values.
    """

    id: str
    name: str
    value: str
    word: str
    introduction: str
    filters: bool = False
    found: bool = True


FACETS: Final = (
    Facet("pinyin", "按拼音", "拼音", "letter",
          "按名称的拼音排列：先看首字母，同字母的按音节、声调、笔画。数字和外文字母开头的排在前面。"
          "次序与 ICU 的中文排序一致，只是多音字按词里的读音，标点不算。", found=False),
    Facet("themes", "按主题", "主题", "theme", "一项做法最多归入三个主题。", filters=True),
    Facet("problems", "按问题", "问题", "problem", "从要解决的问题找做法。", filters=True),
    Facet("places", "按地方", "地方", "place", "从省到街道、镇。一个地方的页面也列出它下面各处的做法。", filters=True),
    Facet("documents", "按文件", "文件", "document", "本库据以编写的文件，按章节列出其中的做法。"),
    Facet("kinds", "按类型", "类型", "kind", "照着做，先要建什么。", filters=True),
    Facet("stages", "按阶段", "阶段", "stage",
          "按每个地方做到哪一步分；同一做法在不同地方可以处在不同阶段。", filters=True),
    Facet("bodies", "按单位", "单位", "body", "文件里的单位：发文、牵头、配合和参与。单位名称和职责为发文当时。"),
    Facet("policies", "按政策", "政策", "policy", "做法所依据的政策，和文件提到的政策。"),
    Facet("terms", "易混词", "易混词", "term", "容易混淆的说法，一页说清一组。"),
)  # fmt: skip
FIGURES: Final = Facet(
    "figures", "全部数据", "数据", "figure", "全部数据一张表，可按地方、性质、主题、文件筛选。", found=False
)
BY_ID: Final = {facet.id: facet for facet in (*FACETS, FIGURES)}
