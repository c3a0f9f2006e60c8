"""The questions about a document: one of those described already, or a new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from casebook.asking.dialogue import Dialogue, wrong_name
from casebook.asking.figures import wrong_date
from casebook.checks.document_sections import proposed_sections
from casebook.checks.document_text import DocumentText
from casebook.checks.evidence import text_files
from casebook.errors import Stopped
from casebook.records.loading import Library
from casebook.records.model import DateBasis, Document, Openness, Voice
from casebook.records.reader import Value
from casebook.rules.documents import WRONG_URL, meant_url
from casebook.rules.duplicates import same_document
from casebook.telling import say
from casebook.text.dates import iso_date
from casebook.text.escaping import is_safe_url
from casebook.text.pinyin import Pronouncer, slug

_NEW, _UNSURE, _OTHER = "新文件（还没有登记）", "说不准（以后再补）", "都不是，自己写"


@dataclass(frozen=True)
class Told:
    """The document that a record rests on. section: one of its paths, or empty; new: its description where it is new."""

    id: str
    section: str
    new: dict[str, Value] = field(default_factory=dict)
    said: DocumentText | None = None


def ask_document(dialogue: Dialogue, library: Library, pronouncer: Pronouncer, sources: Path | None = None) -> Told:
    """Ask which document it is; a new one is described here. Raises Stopped for one that may not be published.

    sources: the text of the document, or a folder with texts of documents.
    """
    known = {loaded.item.label: (loaded.id, loaded.item) for loaded in library.documents if loaded.item}
    label = dialogue.pick("出自哪份文件？", [*known, _NEW])[0]
    if label == _NEW:
        return _new_document(dialogue, library, pronouncer, sources)
    return _in_known(dialogue, *known[label], sources)


def _in_known(dialogue: Dialogue, id_: str, document: Document, sources: Path | None) -> Told:
    section = dialogue.pick("在哪一章节？", [*(section.path for section in document.sections), _UNSURE])[0]
    sections = tuple((section.path, section.starts) for section in document.sections)
    raw = _raw(sources, id_)
    said = DocumentText(raw, sections, document.date or "") if raw else None
    return Told(id_, "" if section == _UNSURE else section, {}, said)


def _raw(sources: Path | None, id_: str) -> str:
    return text_files(sources, [id_], id_).get(id_, "") if sources else ""


def _new_document(dialogue: Dialogue, library: Library, pronouncer: Pronouncer, sources: Path | None) -> Told:
    taken = {loaded.id for loaded in library.documents}
    openness = dialogue.pick("这份文件的公开属性？", get_args(Openness))[0]
    if openness == "不公开":
        raise Stopped("不公开的文件不能入库。什么都没有写。")
    if not dialogue.agrees("已按本单位规定做完信息发布审查（三审三校）吗？"):
        raise Stopped("请先做完信息发布审查，再来登记。什么都没有写。")
    document: dict[str, Value] = {"title": dialogue.text("文件标题：不带书名号")}
    document["label"] = dialogue.text("文件简称：例如 广州市民政局2022年6月答复", wrong_name)
    reading = slug(pronouncer.syllables(str(document["label"]))) or "wen-jian"
    id_ = dialogue.new_id("文件编号：", reading, taken)
    document["kind"] = dialogue.text("文种：例如 答复、通知、工作通讯", wrong_name)
    document["openness"] = openness
    document["voice"] = dialogue.pick("谁说的？", get_args(Voice))[0]
    document["issuer"] = dialogue.text("发文单位", wrong_name, optional=True)
    document["number"] = dialogue.text("文号：例如 云府函〔2019〕452号", wrong_name, optional=True)
    date = dialogue.text("文件的日期：2019、2019-10 或 2019-10-28", wrong_date, optional=True)
    document["date"] = iso_date(date) or date
    document["date_basis"] = dialogue.pick("这个日期有什么依据？", get_args(DateBasis))[0] if date else ""
    document["url"] = dialogue.text("网址", _wrong_url, optional=True)
    if met := same_document({name: str(value) for name, value in document.items()}, library):
        loaded = next(loaded for loaded in library.documents if met[0].startswith(f"{loaded.id}（"))
        if loaded.item and dialogue.agrees(f"{met[1]}与已登记的 {met[0]}相同，是同一份文件。用那一份吗？"):
            return _in_known(dialogue, loaded.id, loaded.item, sources)
        raise Stopped(f"一份文件只登记一次：{met[0]}。{met[1]}写错了的，请改好再来。什么都没有写。")
    document["note"] = _note(dialogue, document)
    raw = _raw(sources, id_)
    section, sections = _sections(dialogue, raw)
    document["sections"] = [{"path": path, "starts": starts} for path, starts in sections]
    said = DocumentText(raw, sections, str(document["date"])) if raw else None
    return Told(id_, section, {name: value for name, value in document.items() if value}, said)


def _sections(dialogue: Dialogue, raw: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Ask for the section that tells of the practice; return it and all that are to be described."""
    found = proposed_sections(raw)
    if found:
        section = dialogue.pick("照标题分成这些章节。这项做法在哪一章节？", [*(path for path, _ in found), _OTHER])[0]
        if section != _OTHER:
            return section, found
    section = dialogue.text("这项做法在哪一章节？写章节标题，各级用 > 连接")
    starts = dialogue.text("这一章节开头的几个字（逐字抄）", proposed=section.rsplit(" > ", maxsplit=1)[-1])
    return section, ((section, starts),)


def _note(dialogue: Dialogue, document: dict[str, Value]) -> str:
    """Return the printed words that make a document without an address open."""
    if document["openness"] != "主动公开" or document["url"]:
        return ""
    say("\n写了主动公开，没有网址，要有原文印的公开字样作根据。")
    question = "原文印的公开字样：例如 公开方式：主动公开"
    words = dialogue.text(question, _not_open, optional=bool(document["number"]))
    return f"原文印有“{words}”。" if words else ""


def _not_open(words: str) -> str:
    return "" if "公开" in words or "公报" in words else "里面没有“公开”二字。"


def _wrong_url(text: str) -> str:
    if is_safe_url(text):
        return ""
    return f"{WRONG_URL}{f'是不是 {meant}？' if (meant := meant_url(text)) else ''}"
