"""The record of a practice, the description of a document, and the entries of the vocabularies.

Every scalar is text as written; what a text may look like is told here once and serves the
checks, the editors' JSON Schema and the pages. Membership of the vocabularies is checked by the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casebook.rule import Loc

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
KEY_PATTERN = r"^[a-z][a-z0-9-]{0,39}$"
DATE_PATTERN = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
DAY_PATTERN = r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
YEAR_PATTERN = r"^[12][0-9]{3}$"
CODE_PATTERN = r"^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3})?)?)?$"
RESERVED_KEYS = frozenset({"summary", "steps", "outcomes", "sources", "related"})

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
Date = Annotated[str, StringConstraints(pattern=DATE_PATTERN)]
Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
Day = Annotated[str, StringConstraints(pattern=DAY_PATTERN)]
Year = Annotated[str, StringConstraints(pattern=YEAR_PATTERN)]

Spread = Literal["点上", "部分", "全域"]
DateBasis = Literal["原文", "推算", "不晚于发文日"]
Voice = Literal["发文单位自述", "会办单位", "提案人", "上级通报", "第三方", "媒体"]
Openness = Literal["主动公开", "依申请公开", "公开出版", "待确认", "不公开"]
Funding = Literal["市财政", "区财政", "镇街财政", "党建经费", "福彩公益金", "社会筹集", "业主分摊", "企业"]
Qualifier = Literal["约", "近", "逾", "超", "超过", "多", "余", "不少于", "不超过", "以上", "以下", "接近", "全覆盖"]
Status = Literal["有效", "存疑", "撤回"]
RelationType = Literal["part_of", "instance_of", "variant_of", "relies_on", "related"]
PublicationStatus = Literal["published", "merged", "withdrawn"]


class Entity(BaseModel):
    """A part of a record: immutable, and nothing in it that is not named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @cached_property
    def texts(self) -> tuple[tuple[Loc, str], ...]:
        """Every text of it with its location; kept, since most rules ask for it."""
        return tuple(_texts(self, ()))


def _texts(item: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(item, str):
        yield loc, item
    elif isinstance(item, tuple):
        for index, part in enumerate(item):
            yield from _texts(part, (*loc, index))
    elif isinstance(item, Entity):
        for name in type(item).model_fields:
            yield from _texts(getattr(item, name), (*loc, name))


class Actor(Entity):
    """Who does what: an office, an organisation or a role, never a person."""

    name: Name = Field(title="名称", description="机构、组织或角色，不写个人姓名")
    role: Text | None = Field(None, title="做什么")


class Locality(Entity):
    """Where it is done, and how far."""

    place: Text = Field(title="地方", description="正式名称，用 / 分级，最深到街道、镇：广东省/广州市/白云区/云城街道")
    stage: Text = Field(title="阶段", description="按原文的动词判断")
    spread: Spread | None = Field(None, title="范围")
    since: Date | None = Field(None, title="起始时间", description="2019、2019-10 或 2019-10-28")
    lead: tuple[Name, ...] = Field((), title="牵头单位")
    support: tuple[Name, ...] = Field((), title="配合单位")
    document: Id = Field(title="文件", description="文件的编号，须列在来源里")
    anchor: Text = Field(title="原文词句", description="6—20 字，与原文逐字一致")
    voice: Voice | None = Field(None, title="谁说的")
    note: Text | None = Field(None, title="说明")


class Source(Entity):
    """A document that tells of the practice, and where in it."""

    document: Id = Field(title="文件")
    section: Text | None = Field(None, title="章节", description="文件说明里的一个 path")
    anchor: Text | None = Field(None, title="原文词句", description="6—20 字，与原文逐字一致")


class Outcome(Entity):
    """One figure, as one document prints it."""

    key: Key = Field(title="锚点", description="小写字母、数字和连字符，本记录内唯一，定了不改")
    metric: Name = Field(title="指标", description="数的是什么")
    value: Name | None = Field(None, title="数值", description="照原文，半角；万、亿、% 写在单位里")
    unit: Name | None = Field(None, title="单位")
    qualifier: Qualifier | None = Field(None, title="限定词")
    nature: Text = Field(title="性质")
    as_of: Date | None = Field(None, title="截止时间", description="数据所指的日期；目标写到期日")
    as_of_basis: DateBasis | None = Field(None, title="时间依据")
    place: Text | None = Field(None, title="地方", description="记录有几个地方时必填")
    scope: Text | None = Field(None, title="口径", description="什么范围内、怎么数的")
    document: Id = Field(title="文件")
    anchor: Text = Field(title="原文词句", description="6—20 字，与原文逐字一致，数字在其中或其后 40 字内")
    voice: Voice | None = Field(None, title="谁说的")
    status: Status | None = Field(None, title="状态", description="不写即有效")
    note: Text | None = Field(None, title="说明")


class Basis(Entity):
    """A policy that the practice rests on."""

    title: Text = Field(title="标题", description="不带书名号")
    number: Name | None = Field(None, title="文号")


class Recognition(Entity):
    """An award, a listing, a report: what others said of it, as the source tells it."""

    title: Text = Field(title="内容")
    grantor: Name | None = Field(None, title="授予或报道单位")
    year: Year | None = Field(None, title="年份")
    document: Id | None = Field(None, title="文件")
    anchor: Text | None = Field(None, title="原文词句")


class Relation(Entity):
    """How this practice stands to another; told once, the other side is derived."""

    type: RelationType = Field(title="关系")
    target: Id = Field(title="对方编号")


class Change(Entity):
    """One line for readers about a change of substance."""

    date: Day = Field(title="日期", description="2026-11-22")
    note: Text = Field(title="改了什么")
    key: Key | None = Field(None, title="涉及的锚点")


class FormerKey(Entity):
    """An anchor that was once published and is gone from the figures."""

    key: Key = Field(title="原锚点")
    replaced_by: Key | None = Field(None, title="改看哪个锚点")
    reason: Text | None = Field(None, title="原因")


class Publication(Entity):
    """Whether and how the record is shown."""

    status: PublicationStatus = Field("published", title="状态")
    replaced_by: Id | None = Field(None, title="改看哪条做法")
    reason: Text | None = Field(None, title="原因")
    former_ids: tuple[Id, ...] = Field((), title="曾用编号")
    former_keys: tuple[FormerKey, ...] = Field((), title="曾用锚点")


class Record(Entity):
    """One practice: what it is, who does it and how far, with which figures, from which documents."""

    name: Name = Field(title="名称", description="工作人员平常怎么叫")
    aliases: tuple[Name, ...] = Field((), title="别名", description="全称、俗称、会被搜索的叫法")
    pinyin: Text | None = Field(None, title="拼音", description="自动读音不对时才写：lóu dòng zhǎng")
    kind: Text = Field(title="类型", description="照着做，先要建什么")
    called: Name | None = Field(None, title="原文叫法", description="机制、模式、制度等")
    themes: tuple[Text, ...] = Field(title="主题", min_length=1, max_length=3)
    problems: tuple[Text, ...] = Field(title="解决什么问题", min_length=1, max_length=3)
    summary: Text = Field(title="概要", description="一两句话：是什么，为了什么；用自己的话")
    background: Text | None = Field(None, title="背景")
    steps: tuple[Text, ...] = Field((), title="怎么做", description="一步一条")
    notes: tuple[Text, ...] = Field((), title="须知")
    actors: tuple[Actor, ...] = Field((), title="参与方")
    localities: tuple[Locality, ...] = Field(title="谁在做，做到哪一步", min_length=1)
    sources: tuple[Source, ...] = Field(title="来源", min_length=1)
    outcomes: tuple[Outcome, ...] = Field((), title="数据与成效")
    basis: tuple[Basis, ...] = Field((), title="政策依据")
    funding: tuple[Funding, ...] = Field((), title="经费来源")
    conditions: tuple[Text, ...] = Field((), title="所需条件")
    recognition: tuple[Recognition, ...] = Field((), title="表彰与报道")
    adoption: tuple[Text, ...] = Field((), title="推广情况")
    relations: tuple[Relation, ...] = Field((), title="相关做法")
    changes: tuple[Change, ...] = Field((), title="修订记录")
    verified: Day | None = Field(None, title="与原文核对日期", description="第二人全文核对的日期，命令不会代填")
    publication: Publication = Field(Publication(), title="发布状态")


class Section(Entity):
    """A part of a document."""

    path: Text = Field(title="章节", description="各级标题用 > 连接；本库加的字放在［］里")
    starts: Text = Field(title="开头词句")
    issuer: Name | None = Field(None, title="发文单位", description="与全文不同时才写")
    voice: Voice | None = Field(None, title="谁说的", description="与全文不同时才写")


class UncarriedNumber(Entity):
    """A number of the document that rightly belongs to no record."""

    value: Name = Field(title="数字", description="照原文；* 指其后 40 字内的全部数字（电话号码不写出来）")
    anchor: Text = Field(title="原文词句")
    reason: Text = Field(title="原因")


class Document(Entity):
    """One official document, described once."""

    title: Text = Field(title="标题")
    label: Name = Field(title="简称")
    issuer: Name | None = Field(None, title="发文单位")
    number: Name | None = Field(None, title="文号")
    date: Date | None = Field(None, title="日期")
    date_basis: DateBasis | None = Field(None, title="日期依据")
    kind: Name = Field(title="文种")
    openness: Openness = Field(title="公开属性")
    voice: Voice = Field(title="谁说的")
    url: Text | None = Field(None, title="网址")
    archive_url: Text | None = Field(None, title="存档网址")
    sections: tuple[Section, ...] = Field(title="章节", min_length=1)
    uncarried: tuple[UncarriedNumber, ...] = Field((), title="不入库的数字")
    note: Text | None = Field(None, title="说明")


class Word(Entity):
    """A word of a controlled vocabulary."""

    id: Id = Field(title="编号")
    name: Name = Field(title="名称")
    definition: Text = Field(title="定义")


class PlaceChange(Entity):
    """A division that is younger than the vendored table, or bears another name now: what the old name leads to."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    code: Code = Field(title="代码", description="六位区划代码；市四位，街道、镇九位")
    name: Name = Field(title="现在的名称")
    was: Name | None = Field(None, title="原来的名称", description="新设的不写")
    since: Date = Field(title="从何时起", alias="from", description="2021 或 2021-02")
    notice: Text = Field(title="依据", description="批复、公告或民政部的变更情况")


class Term(Entity):
    """A term: its synonyms, what it is confused with, and whether it may be quoted whole."""

    term: Text = Field(title="词")
    also: tuple[Text, ...] = Field((), title="同义词")
    confused_with: tuple[Text, ...] = Field((), title="易混词")
    note: Text | None = Field(None, title="说明")
    fixed: Literal["true"] | None = Field(None, title="固定表述")
