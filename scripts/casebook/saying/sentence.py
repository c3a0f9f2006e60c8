"""A figure as one sentence that stands on its own: who says it, where, of what, when, and in which document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.catalog import Catalog
from casebook.catalogued import Figure
from casebook.records.model import Outcome
from casebook.saying import wording
from casebook.saying.documents import DocumentView
from casebook.text.normal import folded, squeezed

_NATURES = {
    "标准": "性质：标准，即做法设计里写定的数",
    "基数": "性质：基数，只作分母或背景",
    "评价": "性质：评价",
    "目标": "这是目标，不是结果",
}
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_CHANGE = re.compile(r"(增加|增长|减少|下降|提高|降低|上升)$")
_COVERAGE = re.compile(r"的?覆盖$")
_TOLD_ALREADY = frozenset({"原文未注日期", "完成期限原文没有写"})
_PROPOSER = "提案人"
# A metric that is itself a count (人数, 人次, 时间) runs into its number: 参与协商人次132万人次.
_COUNT = re.compile(r"(数|人次|时间|用时)$")


def figure_sentence(catalog: Catalog, figure: Figure, document: DocumentView) -> str:
    """Return a figure as one sentence for quoting, as plain text (escape it before it enters a page).

    `据广州市民政局2022年6月答复，广州市楼组长50825人（口径：…；时间：…）。（《标题》文号，网址）`: it names the place, the
    practice where the metric does not, the qualifier with the number, and who speaks where it is not the issuer. A goal is
    told as a goal, a doubtful figure as doubtful. Of a withdrawn figure or record the sentence is a refusal without the number.
    """
    refusal = _refusal(figure)
    if refusal:
        return f"{refusal}请勿引用：“{_inside(figure.practice.name)}”的“{_inside(figure.outcome.metric)}”。"
    voice = catalog.voice(figure)
    told = _wish(figure) if voice == _PROPOSER else _told(figure)
    said = f"据{document.label}，{_speaker(catalog, figure, voice)}{told}"
    return f"{said}（{'；'.join(_particulars(catalog, figure, document, voice))}）。（{document.full}）"


def _refusal(figure: Figure) -> str:
    if not figure.practice.is_published:
        done = {"merged": "已并入另一条记录", "withdrawn": "已撤下"}
        return f"这条做法的记录{done[figure.practice.record.publication.status]}，"
    return "这个数据已撤回，" if figure.outcome.status == "撤回" else ""


def _inside(text: str) -> str:
    """Return text as it stands within quotation marks."""
    return text.translate(str.maketrans("“”", "‘’"))


def _speaker(catalog: Catalog, figure: Figure, voice: str) -> str:
    """Return who says it, where the document's label does not tell: several speak in it, or another than the issuer."""
    if voice == wording.OWN_WORD:
        document = catalog.documents[figure.outcome.document]
        others = {section.voice for section in document.sections if section.voice} - {wording.OWN_WORD}
        return f"{document.issuer}称，" if others and document.issuer else ""
    return f"{voice}{_section_issuer(catalog, figure, voice)}{'提出' if _is_wish(figure, voice) else '称'}，"


def _is_wish(figure: Figure, voice: str) -> bool:
    """Tell whether somebody only asks for it: nobody who could decide has."""
    return voice == _PROPOSER and figure.outcome.nature in {"标准", "目标"}


def _section_issuer(catalog: Catalog, figure: Figure, voice: str) -> str:
    """Return the name behind a voice, where the parts of the document that the record cites have one only."""
    document = figure.outcome.document
    cited = {squeezed(s.section) for s in figure.practice.record.sources if s.document == document and s.section}
    sections = [s for s in catalog.documents[document].sections if squeezed(s.path) in cited]
    issuers = {s.issuer for s in sections if s.voice == voice and s.issuer} - {voice}
    return issuers.pop() if len(issuers) == 1 else ""


def _told(figure: Figure) -> str:
    outcome, about = figure.outcome, _about(figure)
    subject = f"{wording.place_name(figure.place)}{about}"
    if outcome.nature == "目标":
        return f"{subject}的目标是，{_until(outcome)}{_goal(outcome)}"
    return f"{_when(outcome)}{subject}{'，' if about else ''}{_fact(outcome)}"


def _wish(figure: Figure) -> str:
    """Return what a proposer says; not as the place's own: they often speak of elsewhere, or of what should be."""
    outcome, about = figure.outcome, _about(figure)
    said = f"{_until(outcome)}{_goal(outcome)}" if outcome.nature == "目标" else f"{_when(outcome)}{_fact(outcome)}"
    return f"{about}，{said}" if about else said


def _about(figure: Figure) -> str:
    name, metric = figure.practice.name, figure.outcome.metric
    return "" if folded(name) in folded(metric) else f"在“{_inside(name)}”方面"


def _until(outcome: Outcome) -> str:
    guessed = "（推算）" if outcome.as_of_basis == "推算" else ""
    return f"到{wording.day(outcome.as_of)}{guessed}，" if outcome.as_of else ""


def _when(outcome: Outcome) -> str:
    if not outcome.as_of or outcome.as_of_basis == "不晚于发文日":
        return ""
    guessed = "（推算）" if outcome.as_of_basis == "推算" else ""
    # What holds for a whole year (money given, people trained) does not hold "until" it.
    until = "" if wording.is_year(outcome.as_of) else "截至"
    return f"{until}{wording.day(outcome.as_of)}{guessed}，"


def _fact(outcome: Outcome) -> str:
    """Return metric and number: joined as official Chinese joins them, with 为 only where it reads better."""
    before, _, _ = wording.figure(outcome)
    number = wording.figure_text(outcome)
    if outcome.value is None:
        return f"{_COVERAGE.sub('', outcome.metric)}{number}"
    if outcome.metric.endswith("排名") and not outcome.unit:
        return f"{outcome.metric}第{number}"
    shares = outcome.unit == "%" or re.search("[:/]", outcome.value)
    said_with = shares or outcome.nature == "标准" or _COUNT.search(outcome.metric)
    if before or _CHANGE.search(outcome.metric) or not said_with:
        return f"{outcome.metric}{number}"
    return f"{outcome.metric}为{number}"


def _goal(outcome: Outcome) -> str:
    before, _, _ = wording.figure(outcome)
    number = wording.figure_text(outcome)
    if outcome.value is None:
        return f"{_COVERAGE.sub('', outcome.metric)}实现{number}"
    if before or outcome.unit == "次" or _CHANGE.search(outcome.metric):
        return f"{outcome.metric}{number}"
    # 达到 is for what is measured; `五项` is a number by which something is called.
    return f"{outcome.metric}{'达到' if _NUMBER.search(outcome.value) else '为'}{number}"


def _particulars(catalog: Catalog, figure: Figure, document: DocumentView, voice: str) -> Iterator[str]:
    outcome = figure.outcome
    if outcome.status == "存疑":
        yield "本库对这个数存疑"
    if _is_wish(figure, voice):
        yield "这是提案人提出的数，不是已定的标准或结果"
    elif outcome.nature in _NATURES:
        yield _NATURES[outcome.nature]
    if wording.is_overdue(outcome, catalog.build_date):
        yield wording.OVERDUE
    yield f"口径：{outcome.scope or wording.UNSAID}"
    day = _unsaid_day(outcome, document)
    if day:
        yield day
    notes = [note for note in (outcome.note or "").rstrip("。").split("；") if note and note not in _TOLD_ALREADY]
    if notes:
        yield f"说明：{'；'.join(notes)}"


def _unsaid_day(outcome: Outcome, document: DocumentView) -> str:
    """Return what is known of the day of a figure that the source does not date. Empty where it does."""
    if outcome.nature == "目标":
        return "" if outcome.as_of else f"期限：{wording.UNSAID}"
    if outcome.as_of:
        late = outcome.as_of_basis == "不晚于发文日"
        return f"时间：{wording.UNSAID}，不晚于发文（{wording.day(outcome.as_of)}）" if late else ""
    if not document.date:
        return f"时间：{wording.UNSAID}，文件也未注日期"
    guessed = "，推算" if document.is_dated_by_inference else ""
    return f"时间：{wording.UNSAID}，不晚于发文（{wording.day(document.date)}{guessed}）"
