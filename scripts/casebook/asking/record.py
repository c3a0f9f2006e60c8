"""The questions about a practice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casebook.asking.dialogue import LONGEST_NAME, Dialogue, wrong_name
from casebook.asking.documents import Told, ask_document
from casebook.asking.figures import Figures, ask_anchor
from casebook.records.divisions import Divisions, Place
from casebook.records.loading import Library
from casebook.records.model import Record
from casebook.records.reader import Value
from casebook.rules.likeness import near_names
from casebook.rules.place_hints import PlaceHints, short_name
from casebook.telling import say
from casebook.text.normal import folded
from casebook.text.pinyin import Heard, Pronouncer, slug
from casebook.text.readings import polyphones

_OTHER = "都不是，重写"
_BETWEEN = re.compile(r"[、，,；;]")


@dataclass(frozen=True)
class Asked:
    """A new record, and the description of its document where that is new too. folder: where the record goes."""

    id: str
    folder: str
    record: dict[str, Value]
    document: Told


@dataclass(frozen=True)
class Asking:
    """One run of questions over a knowledge base. sources: the text of the document, or a folder of texts."""

    dialogue: Dialogue
    library: Library
    divisions: Divisions
    sources: Path | None = None

    @property
    def pronouncer(self) -> Pronouncer:
        """Reads Chinese text aloud, with the project's phrases."""
        return Pronouncer(self.library.vocabularies.phrases)

    def ask(self) -> Asked:
        """Ask for all that a valid record needs."""
        words, dialogue = self.library.vocabularies, self.dialogue
        record: dict[str, Value] = {"name": dialogue.text("名称：工作人员平常怎么叫？", self._wrong_name)}
        self._tell_near_names(str(record["name"]))
        record["pinyin"] = self._reading(str(record["name"]))
        id_ = self._id(str(record["name"]), str(record["pinyin"]))
        record |= self._other_names(str(record["name"]))
        record["kind"] = dialogue.pick("类型：照着做，先要建什么？", words.kinds.names)[0]
        record["themes"] = [*dialogue.pick("主题：属于什么？", words.themes.names, 3)]
        record["problems"] = [*dialogue.pick("解决什么问题？", words.problems.names, 3)]
        record["summary"] = dialogue.text("概要：一两句自己的话，是什么，为了什么")
        record["steps"] = [*dialogue.texts("怎么做：一步一条")]
        document = ask_document(self.dialogue, self.library, self.pronouncer, self.sources)
        question = "原文词句：从原文里逐字抄 6—20 字，说明这个地方在做这件事"
        anchor = ask_anchor(dialogue, question, document.said, document.section or None)
        source: dict[str, Value] = {"document": document.id, "section": document.section, "anchor": anchor}
        record["sources"] = [_filled(source)]
        place = self._place()
        stage = dialogue.pick("阶段：按原文的动词判断，做到哪一步？", words.stages.names)[0]
        record["localities"] = [{"place": place, "stage": stage, "document": document.id, "anchor": anchor}]
        figures = Figures(dialogue, words.natures.names, document.id, document.said)
        record["outcomes"] = outcomes = figures.ask()
        if document.new and (rest := figures.uncarried(outcomes)):
            document.new["uncarried"] = rest
        return Asked(id_, self._folder(place), _filled(record), document)

    def _other_names(self, name: str) -> dict[str, Value]:
        """Ask for the names that the document prints, and for the words that only find the practice."""
        question = "别名：文件里印着的别的叫法，用顿号隔开；没有就空着"
        aliases = _parts(self.dialogue.text(question, self._wrong_aliases, optional=True))
        question = "查找用词：口语、外地的叫法，只用来查到，用顿号隔开；没有就空着"
        words = _parts(self.dialogue.text(question, _too_long, optional=True))
        named = {folded(word) for word in (name, *aliases)}
        return {"aliases": [*aliases], "search_words": [word for word in words if folded(word) not in named]}

    def _wrong_name(self, name: str) -> str:
        if wrong := wrong_name(name):
            return wrong
        owner = self._owner(name)
        return f"已有“{name}”（{owner}）。请改那一条，或加地名、限定词区别。" if owner else ""

    def _tell_near_names(self, name: str) -> None:
        if found := near_names(name, self._records()):
            say(f"名称相近的已有{self._named(found)}。若是同一做法，请改那一条（按 Ctrl+C 停下，什么都不写）。")

    def _named(self, ids: Iterable[str]) -> str:
        return "、".join(f"“{self._records()[id_].name}”（{id_}）" for id_ in ids)

    def _wrong_aliases(self, text: str) -> str:
        for alias in _parts(text):
            if owner := self._owner(alias, names_alone=True):
                return f"“{alias}”是 {owner} 的名称。"
            if owner := self._owner(alias):
                say(f"“{alias}”也是{self._named([owner])}的别名。若是同一做法，请改那一条。")
        return _too_long(text)

    def _owner(self, name: str, *, names_alone: bool = False) -> str:
        """Return the record that bears a name or alias, or nothing."""
        for id_, record in self._records().items():
            taken = (record.name,) if names_alone else (record.name, *record.aliases)
            if folded(name) in map(folded, taken):
                return id_
        return ""

    def _records(self) -> dict[str, Record]:
        records = ((loaded.id, loaded.item) for loaded in self.library.records)
        return {id_: item for id_, item in records if item and item.publication.status == "published"}

    def _reading(self, name: str) -> str:
        """Ask for the reading of each character that nothing decides; return the name's, or nothing where all is decided."""
        said = list(self.pronouncer.heard(name))
        for number, heard in enumerate(said):
            if not heard.decided:
                ways = (heard.syllable, *(way for way in polyphones()[heard.text] if way != heard.syllable))
                question = f"“{name}”里的“{heard.text}”怎么读？"
                said[number] = Heard(heard.text, self.dialogue.pick(question, ways)[0], decided=False)
        return "" if all(heard.decided for heard in said) else " ".join(heard.syllable for heard in said)

    def _id(self, name: str, reading: str) -> str:
        taken = {loaded.id for loaded in self.library.records}
        taken |= {old for item in self._records().values() for old in item.publication.former_ids}
        return self.dialogue.new_id(
            "编号：由拼音写成，", slug(tuple(reading.split()) or self.pronouncer.syllables(name)) or "zuo-fa", taken
        )

    def _place(self) -> str:
        question = "地方：从省写起，用 / 分级，最深到街道、镇，例如 广东省/广州市/白云区"
        answer = self.dialogue.text(question)
        while not isinstance(self.divisions.find(answer), Place):
            hints = PlaceHints(self.divisions)
            if zone := hints.zone(answer):
                say(f"“{zone.name}”是功能区，不是行政区划。地方写所在的区划，“{zone.name}”以后写到 note。")
            if meant := zone.offered if zone else hints.meant(answer):
                found = self.dialogue.pick(f"没有“{answer}”这个地方，是不是：", [*meant, _OTHER])[0]
                if found != _OTHER:
                    return found
            question = f"请重写地方（从省写起，用正式名称；社区、小区不写。没有“{answer}”）"
            answer = self.dialogue.text(question)
        return answer

    def _folder(self, place: str) -> str:
        """Return the folder for a place: that of its district or city where there is one, else a new one of the city."""
        levels = place.split("/")[:3]
        names = [slug(self.pronouncer.syllables(short_name(level))).replace("-", "") for level in levels]
        present = {loaded.path.parent.name for loaded in self.library.records}
        return next((name for name in reversed(names) if name in present), names[min(1, len(names) - 1)])


def _parts(text: str) -> list[str]:
    """Return the names in an answer, each once: between commas of any kind."""
    found: dict[str, str] = {}
    for part in filter(str.strip, _BETWEEN.split(text)):
        found.setdefault(folded(part), part.strip())
    return list(found.values())


def _too_long(text: str) -> str:
    return f"每个不超过 {LONGEST_NAME} 字。" if any(len(part) > LONGEST_NAME for part in _parts(text)) else ""


def _filled(record: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in record.items() if value}
