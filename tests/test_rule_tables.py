"""Rules on many inputs: each tells what it must tell, and stays silent where nothing is wrong."""

from __future__ import annotations

import time

import pytest

from casebook.problems import Severity
from casebook.project import Project
from casebook.records.loading import load_library, load_vocabularies
from casebook.rules.documents import is_public_host
from casebook.rules.likeness import likenesses
from casebook.rules.privacy import hidden, private_parts
from casebook.text.wordings import Wordings
from kit import BASE, DOCUMENT, RECORD, KnowledgeBase, codes, laid_over

MOBILES = (
    "13812345678", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", "一三八一二三四五六七八", "138一二三四5678",
    "1 3 8 1 2 3 4 5 6 7 8", "138.1234.5678", "+86 138 1234 5678", "86-13812345678", "手机：13812-345678",
    "13812 345678", "请在 2020 年后拨打13812345678",
)  # fmt: skip
LANDLINES = (
    "020-81970685", "(020)81970685", "（０２０）８１９７０６８５", "020 8197 0685", "0769-22222222", "07692222222",
    "+86-20-81970685", "联系电话：81970685", "电话 8197 0685", "电话8197-0685", "办公室81970685", "八一九七零六八五",
    "电话2345678", "81970685-8012",
)  # fmt: skip
CARDS = ("6222021234567890123", "6222 0212 3456 7890 123", "4111 1111 1111 1111", "卡号5555123412341234")
IDENTITIES = (
    "440111199001011234", "44011119900101123X", "440111 19900101 1234", "４４０１１１１９９００１０１１２３ｘ", "440111900101123",
)  # fmt: skip
MAILS = ("a.b@example.com", "a.b＠example.com", "ab @ example . com", "ab(at)example.com")
CHATS = ("微信号：abc_12345", "微信 abc12345", "微 信：abc12345", "QQ群12345678", "QQ：123456")
CONTACTS = ("联系人：张三", "联 系 人：张三", "联系人张三", "经办人：李四", "联系人员：张三")
PRIVATE = {
    "手机号码": MOBILES, "电话号码": LANDLINES, "银行卡号": CARDS, "身份证号": IDENTITIES, "电子邮箱": MAILS,
    "微信或QQ号": CHATS, "联系人": CONTACTS,
}  # fmt: skip
PUBLIC = (
    "12345", "可拨打12345热线", "第20222282号建议", "（第20230071号）", "第5046号提案", "20849个网格", "2020年4月8日",
    "2019-10-28", "2019-2023", "20191028", "1.7万人", "云府函〔2019〕452号", "联系人民群众", "密切联系人大代表",
    "总投资35000000元", "受众23456789人次", "15000-200000元", "15000—200000元", "3000-4000", "120/110/119", "96369",
    "10-20", "1:2000", "3.14159265", "热线受理2300000件", "微信公众号“白云民政”", "微信小程序", "微信群", "二〇二〇年",
    "2759个村（社区）、20849个网格、20365", "2015-2020 2021-2025", "面积12345678平方米", "编号：81970685",
)  # fmt: skip
SLOW = (
    "1",
    "1 ",
    "138 ",
    "a",
    "a@",
    "微信",
    "联系人",
    "0 2 0-",
    "一",
    "1-",
    "6222 ",
    "12 345 67 ",
    ".1",
    "a(at",
    "电话",
)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PRIVATE.items() for text in texts])
def test_a_personal_number_is_found_however_it_is_written(knowledge_base: KnowledgeBase, kind: str, text: str) -> None:
    record = laid_over(RECORD, f"notes: ['{text}']")
    problems = knowledge_base.write({**BASE, "jia.yml": record}).problems()
    assert [problem.code for problem in problems] == ["R701"]
    assert problems[0].message.startswith(f"像是{kind}（")


@pytest.mark.parametrize("text", PUBLIC)
def test_a_number_of_the_office_or_of_a_paper_is_let_pass(text: str) -> None:
    assert list(private_parts(text)) == []


@pytest.mark.parametrize("text", [text for kind, texts in PRIVATE.items() if kind != "联系人" for text in texts])
def test_no_message_repeats_a_personal_number(text: str) -> None:
    assert hidden(f"没有“{text}”，是否“楼栋长”？") != f"没有“{text}”，是否“楼栋长”？"
    assert text not in hidden(f"没有“{text}”。")


@pytest.mark.parametrize("part", SLOW)
def test_a_long_text_is_searched_in_linear_time(part: str) -> None:
    text = (part * 60_000)[:60_000]
    begun = time.process_time()
    list(private_parts(text))
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("text", "term", "written"),
    [
        ("实行三级呼叫相应机制", "三级呼叫响应", "三级呼叫相应"),
        ("打通最后一百迷", "最后一百米", "最后一百迷"),
        ("打通最后一公理", "最后一公里", "最后一公理"),
        ("做到另行禁止、有呼必应", "令行禁止、有呼必应", "另行禁止、有呼必应"),
        (
            "一体划录入、一键式发布、一门式查询",
            "一体化录入、一键式发布、一门式查询",
            "一体划录入、一键式发布、一门式查询",
        ),
        ("小事不出校区", "小事不出小区", "小事不出校区"),
    ],
)
def test_a_fixed_wording_with_one_wrong_character_is_told(text: str, term: str, written: str) -> None:
    assert (term, written) in list(_wordings().near_misses(text))


@pytest.mark.parametrize("text", ["三级呼叫响应", "最后100米", "最后一公里", "小事不出社区", "楼栋长", "社区协商"])
def test_a_right_wording_and_a_known_variant_are_let_pass(text: str) -> None:
    assert list(_wordings().near_misses(text)) == []


def _wordings() -> Wordings:
    return load_vocabularies(Project.here())[0].wordings


PLACEHOLDERS = (
    "测试", "test", "测试做法", "测试记录1", "示例", "样例数据", "待填", "待补充", "XXX", "TODO", "……", "。", "无", "暂无", "略",
    "lorem ipsum dolor sit", "某某市的做法", "XX街道的做法", "哈哈哈哈", "此处填写概要", "asdf", "名称", "占位",
)  # fmt: skip
REAL = (
    "压力测试", "水质测试和评估", "示范社区", "测试环境卫生的办法", "无物业小区自管", "无障碍改造", "甲", "五员", "略有不同",
    "一一对应", "试验区建设", "名称变更登记", "自己的话写的概要。", "待业人员帮扶", "占位停车治理",
)  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_placeholder_is_refused(knowledge_base: KnowledgeBase, text: str) -> None:
    record = laid_over(RECORD, f"summary: '{text}'")
    assert codes(knowledge_base.write({**BASE, "jia.yml": record}).problems()) == {"R606"}


@pytest.mark.parametrize("text", REAL)
def test_a_real_word_is_no_placeholder(knowledge_base: KnowledgeBase, text: str) -> None:
    record = laid_over(RECORD, f"name: '{text}'\nsummary: '{text}'")
    assert knowledge_base.write({**BASE, "jia.yml": record}).problems() == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全国首创的做法。", "R601"),
        ("率先推行。来源称效果好。", "R601"),
        ("全市领先。", "R601"),
        ("来源称全国首创。", ""),
        ("牌子上写着“全国首创”。", ""),
        ("由第一书记牵头，第一时间处置。", ""),
        ("投诉大幅下降。", "R602"),
        ("成效显著。", "R602"),
        ("有效提升满意度。", "R602"),
        ("投诉大幅下降 12%。", ""),
        ("投诉大幅下降三成。", ""),
    ],
)
def test_claims_and_praise_are_told(knowledge_base: KnowledgeBase, text: str, code: str) -> None:
    record = laid_over(RECORD, f"summary: {text}")
    problems = knowledge_base.write({**BASE, "jia.yml": record}).problems()
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert {problem.severity for problem in problems} <= {Severity.WARNING}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("url: https://www.example.gov.cn/a.html", ""),
        ("url: https://www.example.gov.cn/文件/a.html", ""),
        ("url: javascript:alert(1)", "D102"),
        ("url: www.example.gov.cn/a.html", "D102"),
        ("url: https：//www.example.gov.cn/a.html", "D102"),
        ("url: https://user@example.gov.cn/", "D102"),
        ("url: file:///etc/passwd", "D102"),
        ("url: http://10.1.2.3/a.html", "D109"),
        ("url: http://192.168.0.1/a.html", "D109"),
        ("url: http://127.0.0.1:8000/", "D109"),
        ("url: http://[::1]/", "D109"),
        ("url: http://oa/a.html", "D109"),
        ("archive_url: http://localhost/a.html", "D109"),
        ("openness: 不公开", "D101"),
        ("openness: 依申请公开", ""),
        ("openness: 待确认", ""),
        ("date: '2021-02-29'\ndate_basis: 原文", "D106"),
        ("date: '1021'\ndate_basis: 原文", "D106"),
        ("title: 测试文件", "D107"),
    ],
)
def test_the_description_of_a_document_is_checked(knowledge_base: KnowledgeBase, line: str, code: str) -> None:
    knowledge_base.write({**BASE, "_sources/d.yml": laid_over(DOCUMENT, line)})
    assert codes(knowledge_base.problems()) == ({code} if code else set())


def test_an_address_with_full_width_signs_is_set_right(knowledge_base: KnowledgeBase) -> None:
    wrong = laid_over(DOCUMENT, "url: https：//www.example.gov.cn/a.html。")
    (problem,) = knowledge_base.write({**BASE, "_sources/d.yml": wrong}).problems()
    assert problem.fix == "url: https://www.example.gov.cn/a.html"


@pytest.mark.parametrize("host", ["8.8.8.8", "www.gov.cn", "mzj.gz.gov.cn", "2001:4860:4860::8888"])
def test_a_public_host_is_public(host: str) -> None:
    assert is_public_host(host)


@pytest.mark.parametrize("host", ["", "oa", "localhost", "169.254.169.254", "100.64.0.1", "oa.local", "fd00::1"])
def test_a_closed_host_is_not_public(host: str) -> None:
    assert not is_public_host(host)


def test_the_real_records_are_not_alike() -> None:
    library = load_library(Project.here())
    assert list(likenesses({loaded.id: loaded.item for loaded in library.records if loaded.item})) == []


def test_a_name_with_its_place_is_like_the_name_alone(knowledge_base: KnowledgeBase) -> None:
    record = laid_over(RECORD, "name: 广州市甲乙丙会议")
    other = laid_over(RECORD, "name: 甲乙丙会议")
    assert codes(knowledge_base.write({**BASE, "yi.yml": record, "bing.yml": other}).problems()) == {"S204"}


def test_a_name_that_is_rather_alike_is_told_in_one_place_and_theme_alone(knowledge_base: KnowledgeBase) -> None:
    one, other = laid_over(RECORD, "name: 社区议事厅"), laid_over(RECORD, "name: 社区民主议事厅")
    elsewhere = other.replace("广州市", "东莞市")
    assert knowledge_base.write({**BASE, "yi.yml": one, "bing.yml": elsewhere}).problems() == ()
    assert codes(knowledge_base.write({"bing.yml": other}).problems()) == {"S204"}
