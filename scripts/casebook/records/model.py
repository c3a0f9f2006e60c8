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
FIGURE_PATTERN = r"^([a-z0-9]+(-[a-z0-9]+)*#)?[a-z][a-z0-9-]{0,39}$"
CODE_PATTERN = r"^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3})?)?)?$"
RESERVED_KEYS = frozenset({"summary", "steps", "outcomes", "sources", "related"})

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
FigureId = Annotated[str, StringConstraints(pattern=FIGURE_PATTERN, max_length=105)]
Date = Annotated[str, StringConstraints(pattern=DATE_PATTERN)]
Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]
Day = Annotated[str, StringConstraints(pattern=DAY_PATTERN)]
Year = Annotated[str, StringConstraints(pattern=YEAR_PATTERN)]

Spread = Literal["点上", "部分", "全域"]
DateBasis = Literal["原文", "推算", "不晚于发文日"]
Basis = Literal["原文", "推断"]
Extent = Literal["全文", "节录"]
DiffusionWay = Literal["复制推广", "写入法规或文件", "参照外地", "会议推广"]
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
        for name, info in type(item).model_fields.items():
            yield from _texts(getattr(item, name), (*loc, info.alias or name))


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
    stage_basis: Basis | None = Field(None, title="阶段依据", description="不写即原文；推断的，在说明里写清据哪些词句")
    place_basis: Basis | None = Field(None, title="地方依据", description="不写即原文；推断的，在说明里写清据哪些词句")


class Include(Entity):
    """A practice told inside this one, with a name of its own and no record of its own."""

    key: Key = Field(title="锚点", description="小写字母、数字和连字符，与数据的锚点不重复，定了不改")
    name: Name = Field(title="名称", description="文件里怎么叫")
    document: Id = Field(title="文件")
    anchor: Text = Field(title="原文词句", description="6—20 字，与原文逐字一致")


class Source(Entity):
    """A document that tells of the practice, and where in it."""

    document: Id = Field(title="文件")
    section: Text | None = Field(None, title="章节", description="文件说明里的一个 path")
    anchor: Text | None = Field(None, title="原文词句", description="6—20 字，与原文逐字一致")


class Ratio(Entity):
    """Of which two figures of the record a share is made; held against its printed digits."""

    part: Key = Field(title="部分的锚点", description="比率由哪个数据除出来：被除数的锚点")
    whole: Key = Field(title="总数的锚点", description="除数的锚点")


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
    ratio: Ratio | None = Field(None, title="由哪两个数据除出来")
    result: FigureId | None = Field(None, title="结果", description="目标才写：后来的文件给出结果的数据，编号#锚点")
    conflicts_with: tuple[FigureId, ...] = Field(
        (), title="对不上的数据", description="同一件事的另一个数：锚点，或编号#锚点；只写一边"
    )


class Recognition(Entity):
    """An award, a listing, a report: what another than the unit itself said of it, as the source tells it."""

    title: Text = Field(title="内容")
    grantor: Name | None = Field(None, title="授予或报道单位")
    year: Year | None = Field(None, title="年份")
    document: Id | None = Field(None, title="文件")
    anchor: Text | None = Field(None, title="原文词句")


class Diffusion(Entity):
    """How it came from one place to another, as the source tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    how: DiffusionWay = Field(title="怎样推广")
    origins: tuple[Text, ...] = Field((), title="从哪里", alias="from", description="正式名称，用 / 分级，一行一个")
    targets: tuple[Text, ...] = Field((), title="到哪里", alias="to", description="正式名称，用 / 分级，一行一个")
    document: Id = Field(title="文件")
    anchor: Text = Field(title="原文词句", description="6—20 字，与原文逐字一致")
    note: Text | None = Field(None, title="说明")


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
    replaced_by: FigureId | None = Field(None, title="改看哪个锚点", description="锚点；移到别的做法的，编号#锚点")
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
    aliases: tuple[Name, ...] = Field(
        (), title="别名", description="只写文件里印着的、指这同一件事的别的叫法；网页上写作“又称”"
    )
    search_words: tuple[Name, ...] = Field(
        (), title="查找用词", description="口语、外地的叫法、常见说法：只用来查到，不当名称显示"
    )
    includes: tuple[Include, ...] = Field((), title="其中包括")
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
    basis: tuple[Id, ...] = Field((), title="政策依据", description="政策登记表（practices/_policies.yml）里的编号")
    funding: tuple[Funding, ...] = Field((), title="经费来源")
    conditions: tuple[Text, ...] = Field((), title="所需条件")
    recognition: tuple[Recognition, ...] = Field((), title="表彰与报道")
    diffusion: tuple[Diffusion, ...] = Field((), title="推广与借鉴")
    relations: tuple[Relation, ...] = Field((), title="相关做法")
    changes: tuple[Change, ...] = Field((), title="修订记录")
    verified: Day | None = Field(None, title="与原文核对日期", description="第二人全文核对的日期，命令不会代填")
    publication: Publication = Field(Publication(), title="发布状态")

    @property
    def keys(self) -> frozenset[str]:
        """The anchors of its figures and of the practices that it includes."""
        return frozenset(outcome.key for outcome in self.outcomes) | {part.key for part in self.includes}


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
    extent: Extent | None = Field(None, title="全文或节录", description="不写即全文；只见到一部分的写节录")
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
