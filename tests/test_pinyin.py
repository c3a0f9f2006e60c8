"""Readings and the order of the pinyin index."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from casebook.catalog import Catalog
from casebook.text import readings
from casebook.text.pinyin import Pronouncer, letter, may_spell, slug, split_tone
from readings_table import FOLDER, MADE, read_by

COMMON = frozenset(
    "长调重应行中参都还更好便率为处传数几供养卡薄累给当间教难背空强宿乐兴发解载降称切藏着角模散分校系朝厦乘尽差看量露"
    "场假担横只种转弹莞番禺花斗堡落石曲削奇挑占涨据坊省得地了与说识单盖合靓滘埗涌陂圩碁沥塘埔会大家子头结冠奔燕将相令"
)
HERE = Path(__file__).parent
BARE = Pronouncer({})


def table(name: str) -> dict[str, str]:
    """Return the readings of a file: name, tab, reading."""
    return dict(line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines())


def listed() -> dict[str, str]:
    """Return the names whose readings someone has looked at."""
    return table("polyphones.tsv")


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
        ("lyu", ("lv", 5)),
        ("lyuè", ("lve", 4)),
        ("yǔ", ("yu", 3)),
        ("de", ("de", 5)),
        ("yī", ("yi", 1)),
        ("rén", ("ren", 2)),
    ],
)
def test_a_syllable_is_split_from_its_tone(syllable: str, plain: tuple[str, int]) -> None:
    assert split_tone(syllable) == plain


def test_places_on_which_dictionaries_differ_read_as_they_are_called() -> None:
    """Counties and above, and the streets and towns of Guangdong; each of the file was decided by hand."""
    assert {name: BARE.reading(name) for name in table("place_readings.tsv")} == table("place_readings.tsv")


def test_nothing_is_left_open_in_the_names_of_counties_and_above(catalog: Catalog) -> None:
    names = [name for code, name in catalog.divisions.names.items() if len(code) <= len("440100")]
    assert [name for name in names if BARE.undecided(name)] == []


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("曾姐工作室", "zēng jiě gōng zuò shì"),
        ("仇叔调解室", "qiú shū tiáo jiě shì"),
        ("单姨说事屋", "shàn yí shuō shì wū"),
        ("区伯议事亭", "ōu bó yì shì tíng"),
        ("解大姐帮帮团", "xiè dà jiě bāng bāng tuán"),
        ("任阿姨", "rén ā yí"),
        ("华哥", "huà gē"),
        ("查医生", "zhā yī shēng"),
        ("盖叔", "gě shū"),
        ("朴大妈", "piáo dà mā"),
        ("尉迟老师", "yù chí lǎo shī"),
        ("乐爷", "yuè yé"),
        ("缪书记", "miào shū jì"),
        ("翟律师", "zhái lǜ shī"),
        ("老曾说事", "lǎo zēng shuō shì"),
        ("仇晓明调解室", "qiú xiǎo míng tiáo jiě shì"),
        ("社区单姨", "shè qū shàn yí"),
        ("白云区姐妹", "bái yún qū jiě mèi"),
        ("简单叔叔", "jiǎn dān shū shū"),
        ("了解姐妹", "liǎo jiě jiě mèi"),
        ("区书记", "qū shū jì"),
        ("历任书记", "lì rèn shū jì"),
        ("曾经", "céng jīng"),
    ],
)
def test_a_surname_is_read_as_one_only_where_it_is_one(text: str, reading: str) -> None:
    assert (BARE.reading(text), BARE.undecided(text)) == (reading, ())


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("朝阳社区", "cháo yáng shè qū"),
        ("朝阳产业", "zhāo yáng chǎn yè"),
        ("长岗镇", "cháng gǎng zhèn"),
        ("新都村", "xīn dū cūn"),
        ("人人都是网格员", "rén rén dōu shì wǎng gé yuán"),
        ("巷长制", "xiàng zhǎng zhì"),
        ("田长", "tián zhǎng"),
        ("二〇二四", "èr líng èr sì"),
        ("㐂坊", "xǐ fāng"),
        ("𠮷祥里", "jí xiáng lǐ"),
    ],
)
def test_what_stands_around_a_character_decides_its_reading(text: str, reading: str) -> None:
    assert (BARE.reading(text), BARE.undecided(text)) == (reading, ())


@pytest.mark.parametrize(
    ("text", "asked"),
    [("长哥", [("长", "cháng")]), ("乐巢", [("乐", "lè")]), ("埔前镇", [("埔", "pǔ")]), ("楼栋长", []), ("重建", [])],
)
def test_a_character_of_several_readings_that_nothing_decides_is_told(text: str, asked: list[tuple[str, str]]) -> None:
    assert [(heard.text, heard.syllable) for heard in BARE.undecided(text)] == asked


def test_no_name_of_ours_leaves_a_reading_open(catalog: Catalog) -> None:
    assert [p.name for p in catalog.all if not p.record.pinyin and catalog.reader.undecided(p.name)] == []


def test_the_tables_hold_what_pypinyin_knows() -> None:
    """After an update of pypinyin: `python tests/readings_table.py`, then look at the change."""
    made = {name: make() for name, make in MADE.items()}
    assert {name: (FOLDER / name).read_text(encoding="utf-8") for name in made} == made


def test_no_line_of_our_own_readings_says_what_the_dictionary_says() -> None:
    dictionary = readings.spoken(readings.lines("phrases.txt"))
    own = [(text.removesuffix("@"), reading) for text, reading in readings.lines("own_readings.txt")]
    assert [text for text, reading in own if read_by(text, dictionary) == (tuple(reading.split()), True)] == []


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("佛冈县民政局", "fo-gang-xian-min-zheng-ju"),
        ("长岭街道党工委", "chang-ling-jie-dao-dang-gong-wei"),
        ("绿美女子队", "lv-mei-nv-zi-dui"),
    ],
)
def test_an_address_is_made_of_the_reading(name: str, address: str) -> None:
    assert slug(BARE.syllables(name)) == address


@pytest.mark.parametrize(
    ("old", "name", "spells"),
    [
        ("zhang-ling-jie-dao", "长岭街道", True),
        ("fu-gang-xian", "佛冈县", True),
        ("8-x-xie-shang", "8+X协商", True),
        ("chang-ling", "长岭街道", False),
        ("deng-ling-jie-dao", "长岭街道", False),
    ],
)
def test_an_old_address_is_known_by_the_other_readings_of_the_name(old: str, name: str, spells: bool) -> None:
    assert may_spell(old, name) is spells


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


def test_the_order_is_that_of_icu_but_for_readings_in_words_and_punctuation() -> None:
    """icu_order.txt: our names and those of all counties and above, sorted by node's Intl.Collator('zh-u-co-pinyin'), ICU 78.2.

    Left out are names with punctuation, and those in which a word decides a reading. In the pairs that remain, ICU takes
    another usual reading of 埔, 什, 兴 and 荥, and knows 沈阳 as a word.
    """
    names = (HERE / "icu_order.txt").read_text(encoding="utf-8").splitlines()
    said = {name: BARE.heard(name) for name in names if all(map(str.isalnum, name))}
    alone = [
        name
        for name, heard in said.items()
        if all(h.text.isascii() or h.syllable == readings.usual(h.text) for h in heard)
    ]
    keys = {name: BARE.sort_key(name, "") for name in alone}
    turned = {(one, other) for one, other in pairwise(alone) if keys[one] > keys[other]}
    assert (len(alone), turned) == (
        3247,
        {
            ("黄埔区", "黄岛区"),
            ("什邡市", "神池县"),
            ("乌什县", "乌审旗"),
            ("新星市", "新兴区"),
            ("荥阳市", "兴安盟"),
            ("沈阳市", "沈北新区"),
        },
    )


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
