"""The entries of vocabularies and registers: words, terms, changed places, bodies, policies."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from casebook.records.model import Code, Date, Entity, Id, Name, Text


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


class Body(Entity):
    """An office or organisation that the documents name: one page, whatever it is called in them."""

    id: Id = Field(title="编号")
    name: Name = Field(title="全称")
    short: tuple[Name, ...] = Field((), title="简称", description="文件里印着的其他写法")
    place: Text = Field(title="地方", description="它属于哪里：广东省/广州市")
    succeeded_by: Id | None = Field(None, title="后来由谁接续", description="有公告作依据才写")
    notice: Text | None = Field(None, title="依据")
    former_ids: tuple[Id, ...] = Field((), title="曾用编号")
    status: Literal["published", "withdrawn"] = Field("published", title="状态")
    reason: Text | None = Field(None, title="撤下的原因")
    note: Text | None = Field(None, title="说明")


class Policy(Entity):
    """A policy that practices rest on."""

    id: Id = Field(title="编号")
    title: Text = Field(title="标题", description="不带书名号")
    number: Name | None = Field(None, title="文号")
    issuer: Name | None = Field(None, title="发文单位")
    date: Date | None = Field(None, title="日期")
    url: Text | None = Field(None, title="网址")
    former_ids: tuple[Id, ...] = Field((), title="曾用编号")
    note: Text | None = Field(None, title="说明")


class Term(Entity):
    """A term: its synonyms, what it is confused with, and whether it may be quoted whole."""

    term: Text = Field(title="词")
    also: tuple[Text, ...] = Field((), title="同义词")
    confused_with: tuple[Text, ...] = Field((), title="易混词")
    note: Text | None = Field(None, title="说明")
    fixed: Literal["true"] | None = Field(None, title="固定表述")
