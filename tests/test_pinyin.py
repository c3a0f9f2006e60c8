"""Readings and the order of the pinyin index."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.catalog import Catalog
from casebook.text.pinyin import Pronouncer, letter, split_tone

COMMON = frozenset(
    "长调重应行中参都还更好便率为处传数几供养卡薄累给当间教难背空强宿乐兴发解载降称切藏着角模散分校系朝厦乘尽差看量露"
    "场假担横只种转弹莞番禺花斗堡落石曲削奇挑占涨据坊省得地了与说识单盖合靓滘埗涌陂圩碁沥塘埔会大家子头结冠奔燕将相令"
)
LISTED = Path(__file__).parent / "polyphones.tsv"


def listed() -> dict[str, str]:
    """Return the names whose readings someone has looked at."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def test_each_name_with_a_polyphone_was_looked_at_and_reads_as_listed(catalog: Catalog) -> None:
    """A new name fails here: look at its reading, then add its line (name, tab, reading) to polyphones.tsv."""
    assert {p.name: p.reading for p in catalog.all if COMMON & set(p.name)} == listed()


def test_the_list_of_polyphones_is_in_the_order_of_the_index(catalog: Catalog) -> None:
    names = [p.name for p in catalog.all]
    assert list(listed()) == sorted(listed(), key=names.index)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("楼栋长", "lóu dòng zhǎng"),
        ("长效机制", "cháng xiào jī zhì"),
        ("长者饭堂", "zhǎng zhě fàn táng"),
        ("网格五长", "wǎng gé wǔ zhǎng"),
        ("联调联动", "lián tiáo lián dòng"),
        ("人民调解", "rén mín tiáo jiě"),
        ("调度平台", "diào dù píng tái"),
        ("三重一大", "sān zhòng yī dà"),
        ("重阳敬老", "chóng yáng jìng lǎo"),
        ("红靓羊城", "hóng liàng yáng chéng"),
        ("花都区", "huā dū qū"),
        ("番禺区", "pān yú qū"),
        ("东莞市", "dōng guǎn shì"),
        ("民生大莞家", "mín shēng dà guǎn jiā"),
        ("参加", "cān jiā"),
        ("参与", "cān yù"),
        ("令行禁止、有呼必应", "lìng xíng jìn zhǐ yǒu hū bì yìng"),
        ("广州公益时间银行", "guǎng zhōu gōng yì shí jiān yín háng"),
        ("穗好办", "suì hǎo bàn"),
        ("车陂街道", "chē bēi jiē dào"),
        ("麻涌镇", "má chōng zhèn"),
        ("大沥镇", "dà lì zhèn"),
        ("8+X民主协商", "8 X mín zhǔ xié shāng"),
        ("社区治理GPS模式", "shè qū zhì lǐ GPS mó shì"),
    ],
)
def test_a_word_reads_as_it_is_spoken(catalog: Catalog, text: str, reading: str) -> None:
    assert catalog.reader.reading(text) == reading


@pytest.mark.parametrize(
    ("syllable", "plain"),
    [
        ("zhǎng", ("zhang", 3)),
        ("lǜ", ("lv", 4)),
        ("lüè", ("lve", 4)),
        ("de", ("de", 5)),
        ("yī", ("yi", 1)),
        ("rén", ("ren", 2)),
    ],
)
def test_a_syllable_is_split_from_its_tone(syllable: str, plain: tuple[str, int]) -> None:
    assert split_tone(syllable) == plain


ORDER = (
    "12345热线",  # digits first
    "8+X",
    "GPS模式",  # then Latin
    "安居",
    "八步法",
    "妈祖",  # mā, má, mǎ, mà: by tone
    "麻涌",
    "马路",
    "骂街",
    "社区",  # the shorter of two equal beginnings
    "社区共治",
    "社区随约",  # gòng before suí: by the second character
    "一村",  # yī with 1, 7 and 12 strokes
    "医院",
    "揖让",
)


def test_the_index_goes_by_digits_latin_syllable_tone_and_strokes() -> None:
    pronouncer = Pronouncer({})
    mixed = sorted(ORDER, reverse=True)
    assert sorted(mixed, key=lambda name: pronouncer.sort_key(name, pronouncer.reading(name))) == list(ORDER)


def test_the_practices_stand_in_this_order(catalog: Catalog) -> None:
    keys = [(p.key, p.id) for p in catalog.all]
    assert keys == sorted(keys)


def test_a_practice_stands_under_the_letter_of_its_reading(catalog: Catalog) -> None:
    for practice in catalog.all:
        first = split_tone(practice.reading.split(" ")[0])[0][0].upper()
        assert practice.letter == (first if first.isalpha() else "0-9")
        assert letter(practice.key) == practice.letter


def test_the_records_own_pinyin_comes_before_the_automatic_one(catalog: Catalog) -> None:
    assert [p.id for p in catalog.all if p.record.pinyin and p.reading != p.record.pinyin] == []
