"""`build --texts`: quoted words in their sentences, on the practice's page and nowhere else; without texts nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.commands.cli import main
from casebook.errors import Stopped
from casebook.links import Way
from casebook.pages.sheet import practice_sheet
from casebook.publishing.assemble import generated_files, generated_pages
from casebook.saying.documents import proof_view
from casebook.saying.passages import Passages
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from checkouts import catalog_of
from published import ADDRESS, make_project

TEXT = """\
# 某市关于某事的答复

一、做法。我们在六 个字

的原文里说了一 句。全市14个网格<b>都有人管</b>！另有全 市 14个网格的说法没有句号

## 二、成效

到2021年实现培训全覆盖。Two words 在这里。
"""
CASES = [
    ("六个字的原文", ("我们在", "六个字的原文", "里说了一句。")),
    ("实现培训全覆盖", ("到2021年", "实现培训全覆盖", "。")),
    ("培训全覆盖。", ("到2021年实现", "培训全覆盖。", "")),
    ("words在这里", ("Two ", "words在这里", "。")),
    ("某市关于某事", ("", "某市关于某事", "的答复")),
    ("全市14个网格", None),  # in two sentences: which of them is meant, nobody has told
    ("没有这句话的", None),
    ("", None),
]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """Return one site without texts, and one with them."""
    catalog = catalog_of(make_project(tmp_path_factory.mktemp("texts")))
    text = TEXT.replace("全 市 14个网格的说法", "别的说法")
    settings = SiteSettings(site_url=ADDRESS)
    return Site.of(catalog, settings), Site.of(catalog, settings, Passages({"d": text}))


@pytest.mark.parametrize(("anchor", "told"), CASES)
def test_quoted_words_are_shown_in_their_sentence_or_not_at_all(
    anchor: str, told: tuple[str, str, str] | None, sites: tuple[Site, Site]
) -> None:
    document = sites[0].documents["d"]
    assert Passages({"d": TEXT}).around(proof_view(document, "", anchor)) == told
    assert Passages({}).around(proof_view(document, "", anchor)) is None


def test_a_very_long_sentence_is_cut_on_both_sides(sites: tuple[Site, Site]) -> None:
    proof = proof_view(sites[0].documents["d"], "", "这六个字原文")
    long = Passages({"d": f"{'甲' * 200}这六个字原文{'乙' * 200}。"}).around(proof)
    assert long == (f"……{'甲' * 120}", "这六个字原文", f"{'乙' * 120}……")


def test_only_the_practices_page_shows_them(sites: tuple[Site, Site]) -> None:
    without, shown = (dict(generated_pages(site)) for site in sites)
    changed = {name for name in shown if shown[name] != without[name]}
    assert changed == {"practices/jia/index.md"}, "the other record quotes words that the texts do not hold"
    assert "<mark>全市14个网格</mark>&lt;b&gt;都有人管&lt;/b&gt;！" in shown["practices/jia/index.md"]
    assert "：我们在<mark>六个字的原文</mark>里说了一句。" in shown["practices/jia/index.md"]
    assert "<mark>" not in without["practices/jia/index.md"]
    assert dict(generated_files(sites[0])) == dict(generated_files(sites[1]))
    practice = sites[1].by_id["jia"]
    assert "都有人管" not in practice_sheet(sites[1], practice, Way(practice.address))


def test_another_text_makes_the_page_anew(sites: tuple[Site, Site]) -> None:
    assert (
        len(
            {
                site.shared_content
                for site in (*sites, Site.of(sites[0].catalog, SiteSettings(), Passages({"d": "别的"})))
            }
        )
        == 3
    )


def test_build_reads_the_texts_of_known_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "c")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/d.txt").write_text(f"\ufeff{TEXT}", encoding="utf-8")
    (tmp_path / "texts/other.txt").write_bytes(b"\xff")  # of no document: never opened
    words = [
        "build",
        "--practices",
        str(project.practices),
        "--out",
        str(tmp_path / "site"),
        "--texts",
        str(tmp_path / "texts"),
    ]
    assert main(words) == 0
    page = (tmp_path / "site/practices/jia/index.html").read_text(encoding="utf-8")
    assert "我们在<mark>六个字的原文</mark>里说了一句。" in page
    assert main([*words[:-1], str(tmp_path / "none")]) == 2
    assert "没有" in capsys.readouterr().err


def test_a_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_bytes("原文".encode("gb18030"))
    with pytest.raises(Stopped, match=r"d\.txt 不是 UTF-8"):
        Passages.load(tmp_path, iter(["d", "e"]))
