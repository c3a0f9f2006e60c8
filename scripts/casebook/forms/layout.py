"""The order of the form: its parts, what is folded away, what it leaves to the file itself, and examples.

Titles and explanations of the single fields come from the model.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.records.vocabularies import FACETS


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form. fields: of a record; `documents` stands for the documents themselves."""

    id: str
    title: str
    introduction: str
    fields: tuple[str, ...]
    folded: bool = False


PARTS = (
    Part(
        "document",
        "一、根据哪份文件",
        "先选文件：库里有的直接选，没有的登记文号和标题。不收附件，正文不上传。不公开的文件不收。",
        ("documents",),
    ),
    Part("name", "二、名称和分类", "", ("name", "aliases", "kind", "called", "themes", "problems")),
    Part("what", "三、是什么，怎么做", "用自己的话写，不整段照抄。", ("summary", "background", "steps", "notes")),
    Part("who", "四、谁在做，做到哪一步", "一个地方写一处；社区、小区写在说明里。", ("localities",)),
    Part("proof", "五、出处", "文件的哪一章节、哪句话写到这个做法。", ("sources",)),
    Part("figures", "六、数据", "文件里有数字才写，没有就跳过。一个数字写一个。", ("outcomes",)),
    Part(
        "more",
        "七、其余内容（可以不写）",
        "文件没有说的不写，页面会显示“来源未说明”。",
        ("actors", "basis", "funding", "conditions", "recognition", "adoption", "relations", "pinyin"),
        folded=True,
    ),
)

# What few need: folded away inside an entry.
FOLDED = {
    "Locality": ("since", "lead", "support", "voice", "note"),
    "Outcome": ("as_of_basis", "voice", "status", "note", "key"),
    "Document": ("archive_url", "note"),
    "Section": ("issuer", "voice"),
}
# Only an editor of an existing record needs these; `verified` is set by a second reader and by nobody else.
LEFT_OUT = {"Record": ("changes", "verified", "publication"), "Document": ("uncarried",)}

# What one entry of a list is called, and how they are counted.
ENTRIES = {
    "localities": ("处", "再加一处"),
    "sources": ("条出处", "再加一条出处"),
    "outcomes": ("个数据", "加一个数据"),
    "actors": ("个参与方", "加一个参与方"),
    "basis": ("条政策依据", "加一条政策依据"),
    "recognition": ("项表彰或报道", "加一项表彰或报道"),
    "relations": ("个相关做法", "加一个相关做法"),
    "sections": ("个章节", "再加一个章节"),
}
# Fields whose words have pages or definitions of their own.
WORDS = {name: facet for (_, name), facet in FACETS.items()}
# What the form says beside the demands of the rules.
SAYINGS = {
    "D101": "不公开的文件不能入库。请不要往下填，已填的请清空。",
    "D108": "主动公开的文件，要有网址；没有网址的，在“文件上印着的公开字样”里抄下印的字。",
    "D110": "主动公开的文件，只有文号还不够：请补网址，或在“文件上印着的公开字样”里抄下印的字。",
    "D106": "没有这一天，请核对年、月、日。",
    "R301": "只写数字，例如 14、93.4、三、10-20。个、万、亿、% 写在单位里，约、多写在限定词里。",
    "R304": "上面写了几个地方，这个数据是哪里的，请选一个。",
    "R305": "没有这一天，请核对年、月、日。",
    "after": "把文件提交到仓库；没有仓库账号的，下载后发给主办单位。维护的人会再检查，并与原文核对。",
}
STARTS_AS = {"Document": {"voice": "发文单位自述"}}

# Where the model speaks to those who write the file by hand, the form says it in its own way.
HELPS = {
    "Record": {"pinyin": "一字一个音节，用空格分开；自动读音不对时才写"},
    "Locality": {"document": "在哪份文件里写到", "place": "一级一级选，最深到街道、镇；社区写在说明里"},
    "Source": {"document": "在哪份文件里写到", "section": "从文件的章节里选"},
    "Outcome": {"document": "在哪份文件里写到", "key": "由指标的拼音写成，可以改，定了不改"},
    "Recognition": {"document": "在哪份文件里写到"},
    "Relation": {"target": "写名称，从列出的做法里选"},
    "Document": {
        "openness": "不公开的不收；看不出来的选“待确认”",
        "voice": "文件里的话一般是谁说的",
        "sections": "只写用到的章节，按文件里的次序，至少一个",
    },
    "Section": {
        "path": "照抄标题，各级之间用 > 连接；没有标题的写 ［全文］",
        "starts": "这一章节开头的六个字以上，照抄",
    },
}

EXAMPLES = {
    "Record": {
        "name": "楼栋长",
        "aliases": "楼长（一行一个）",
        "called": "机制",
        "summary": "在居民楼里设牵头人，替住户联络、调解、巡看、传话，把楼里的事商量着办。",
        "steps": "在居民中推选楼栋长（一步一行）",
        "notes": "文件没有说明楼栋长有无补贴（一条一行）",
        "conditions": "社区有议事场所（一条一行）",
        "adoption": "2022年在全市推开（一条一行）",
    },
    "Locality": {
        "anchor": "组织推选出楼栋代表人",
        "lead": "某某街道办事处（一行一个）",
        "support": "某某社区居委会（一行一个）",
        "note": "花园新村社区",
        "since": "2020-06",
    },
    "Source": {"anchor": "二是探索推行楼栋长工作机制"},
    "Outcome": {
        "metric": "推选楼栋代表人的小区",
        "value": "14",
        "unit": "个",
        "as_of": "2022-12",
        "scope": "已批复成立业委会的小区",
        "anchor": "在14个已批复成立业委会的小区中",
    },
    "Document": {
        "title": "某区民政局关于第5号代表建议的答复",
        "label": "某区民政局2020年答复",
        "issuer": "某区民政局",
        "number": "某民函〔2020〕48号",
        "date": "2020-06-30",
        "kind": "代表建议答复",
        "url": "https://www.example.gov.cn/a.html",
    },
    "Section": {"path": "一、主要做法", "starts": "一、主要做法"},
    "Actor": {"name": "楼栋长", "role": "巡看楼道，传话调解"},
    "Basis": {"title": "关于加强和完善城乡社区治理的意见", "number": "某发〔2017〕13号"},
    "Recognition": {"title": "全国民政系统先进典型", "grantor": "某某部门", "year": "2021"},
}  # fmt: skip
