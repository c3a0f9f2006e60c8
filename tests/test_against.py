"""`build --against`: what a published site has, the next one has too, even where record and ledger line vanish together."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook.checks.ledger import publish_ledger
from casebook.errors import Stopped
from casebook.project import Project
from casebook.publishing.publish import publish
from casebook.verifying.against import as_lines, dead_addresses, published_at
from casebook.verifying.published import published_lines
from checkouts import catalog_of, command, make_checkout, tree, write
from kit import BASE, RECORD, laid_over
from static_server import serving

SHILONG = "localities: [{place: 广东省/东莞市/石龙镇, stage: 试点, document: d, anchor: 六个字的原文, lead: [某某办]}]"
FIGURES = (
    "outcomes: [{key: coverage, metric: 甲, value: '5', nature: 产出, document: d, anchor: 六个字的原文},"
    " {key: people, metric: 乙, value: '7', nature: 产出, document: d, anchor: 六个字的原文}]"
)
FEWER = "outcomes: [{key: people, metric: 乙, value: '7', nature: 产出, document: d, anchor: 六个字的原文}]"
FIRST = {
    **BASE,
    "_bodies.yml": "- {id: mou-mou-ban, name: 某某办, place: 广东省/东莞市, former_ids: [mou-ban]}\n",
    "_policies.yml": "- {id: mou-xiang-zheng-ce, title: 某项政策}\n",
    "_terms.yml": "- term: 石龙做法\n  confused_with: [乙做法]\n  note: 一个易混词的说明。\n",
    "jia.yml": laid_over(RECORD, FIGURES),
    "yi.yml": laid_over(RECORD, f"name: 乙做法\nbasis: [mou-xiang-zheng-ce]\n{SHILONG}"),
    "xin.yml": laid_over(RECORD, "name: 丙做法\npublication: {former_ids: [lao, geng-lao]}"),
    "che.yml": laid_over(
        RECORD, f"name: 丁做法\n{FIGURES}\npublication: {{status: withdrawn, reason: 原文已废止}}"
    ),
}  # fmt: skip
WITHOUT_BASIS = laid_over(RECORD, f"name: 乙做法\n{SHILONG}")
ELSEWHERE = laid_over(RECORD, "name: 乙做法\nbasis: [mou-xiang-zheng-ce]")
THEME = "- id: wang-ge-hua\n"
# What is changed (an empty text takes the file away), and the addresses that die.
LOSSES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a record": ({"xin.yml": laid_over(RECORD, "name: 丙做法"), "jia.yml": ""}, [
        "browse/pinyin/j/", "practices/geng-lao/", "practices/jia/", "practices/lao/",
    ]),
    "a key": ({"jia.yml": laid_over(RECORD, FEWER)}, ["practices/jia/#coverage"]),
    "a former id": (
        {"xin.yml": laid_over(RECORD, "name: 丙做法\npublication: {former_ids: [lao]}")}, ["practices/geng-lao/"],
    ),
    "a withdrawn record": ({"che.yml": ""}, ["practices/che/"]),
    "a key of a withdrawn record": (
        {"che.yml": laid_over(RECORD, f"name: 丁做法\n{FEWER}\npublication: {{status: withdrawn, reason: 原文已废止}}")},
        ["practices/che/#coverage"],
    ),
    "places": ({"yi.yml": ELSEWHERE}, ["browse/places/4419/", "browse/places/441900102/"]),
    "a document": ({"_sources/e.yml": ""}, ["browse/documents/e/"]),
    "a body": (
        {"_bodies.yml": "- {id: ling-yi-ban, name: 另一办, place: 广东省/东莞市}\n"},
        ["browse/bodies/mou-ban/", "browse/bodies/mou-mou-ban/"],
    ),
    "a former id of a body": (
        {"_bodies.yml": "- {id: mou-mou-ban, name: 某某办, place: 广东省/东莞市}\n"}, ["browse/bodies/mou-ban/"],
    ),
    "a policy": (
        {"yi.yml": WITHOUT_BASIS, "_policies.yml": "- {id: ling-yi-xiang, title: 另一项政策}\n"},
        ["browse/policies/mou-xiang-zheng-ce/"],
    ),
    "a term": ({"_terms.yml": "- term: 石龙做法\n"}, ["browse/terms/shi-long-zuo-fa/"]),
    "a page written by hand": ({"../docs/about/method/index.md": ""}, ["about/method/"]),
}  # fmt: skip


@dataclass(frozen=True)
class Release:
    """A published site, and the state of the checkout that made it."""

    project: Project
    site: Path


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Return the first release: with an offline copy, and its ledger in the checkout."""
    folder = tmp_path_factory.mktemp("against")
    project = make_checkout(folder / "c", FIRST)
    publish_ledger(project, catalog_of(project))
    publish(catalog_of(project), project, folder / "site", "https://example.org/zlk/", offline=True)
    return Release(project, folder / "site")


@pytest.fixture
def changed(release: Release, tmp_path: Path) -> Project:
    """Return a copy of the checkout without its ledger: as if each lost record had taken its lines with it."""
    copy = tmp_path / "c"
    shutil.copytree(release.project.root, copy, ignore=shutil.ignore_patterns("_ledger.txt"))
    return Project(copy, copy / "practices")


def change(project: Project, files: dict[str, str]) -> None:
    """Write files below `practices/`; an empty text takes one away."""
    for name, content in files.items():
        path = project.practices / name
        if content:
            write(path, content)
        else:
            path.unlink()


def dead(project: Project, place: Path | str) -> list[str]:
    """Return the addresses that would be dead."""
    return sorted(one.address for one in dead_addresses(catalog_of(project), published_at(str(place))))


def older(site: Path, to: Path) -> Path:
    """Return a copy of a site as versions before left it: without the ledger."""
    shutil.copytree(site, to)
    (to / "api" / "v1" / "ledger.txt").unlink()
    return to


def test_the_published_ledger_is_all_that_was_promised(release: Release) -> None:
    published = (release.site / "api" / "v1" / "ledger.txt").read_text(encoding="utf-8")
    assert published == (release.project.practices / "_ledger.txt").read_text(encoding="utf-8")
    assert {"practice che coverage people", "practice geng-lao", "body mou-ban", "place 441900102"} <= {
        *published.splitlines()
    }


@pytest.mark.parametrize("copy", ["site", "site-offline"])
def test_a_site_without_the_ledger_tells_the_same_by_its_pages(release: Release, tmp_path: Path, copy: str) -> None:
    whole = published_lines(published_at(str(release.site)))
    without = older(release.site.with_name(copy), tmp_path / "older")
    assert published_lines(published_at(str(without))) == whole


@pytest.mark.parametrize(("changes", "lost"), LOSSES.values(), ids=LOSSES.keys())
def test_each_loss_is_named(
    release: Release, changed: Project, changes: dict[str, str], lost: list[str], tmp_path: Path
) -> None:
    assert dead(changed, release.site) == []
    change(changed, changes)
    assert dead(changed, release.site) == lost
    assert dead(changed, older(release.site, tmp_path / "older")) == lost


def test_a_theme_gone_is_named(release: Release, changed: Project) -> None:
    path = changed.practices / "_themes.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count("id: ji-zhi-gai-ge\n") <= 1
    ids = [line.split("id: ")[1].rstrip("},") for line in text.splitlines() if "id: " in line]
    gone = next(id_ for id_ in ids if id_ != "wang-ge-hua")
    path.write_text(text.replace(f"id: {gone}\n", f"id: {gone}-x\n"), encoding="utf-8")
    assert dead(changed, release.site) == [f"browse/themes/{gone}/"]


def test_an_empty_knowledge_base_loses_everything_and_each_is_named(release: Release, tmp_path: Path) -> None:
    project = make_checkout(tmp_path / "other", {**BASE, "ling.yml": laid_over(RECORD, "name: 零做法")})
    (project.practices / "jia.yml").unlink()
    lost = dead(project, release.site)
    practices = [address for address in lost if address.startswith("practices/")]
    assert practices == [f"practices/{id_}/" for id_ in ("che", "geng-lao", "jia", "lao", "xin", "yi")]
    assert {"browse/places/4419/", "browse/bodies/mou-mou-ban/", "browse/terms/shi-long-zuo-fa/"} <= {*lost}


def test_good_changes_pass(release: Release, changed: Project) -> None:
    shutil.copy(release.project.practices / "_ledger.txt", changed.practices)
    former = "publication: {former_keys: [{key: coverage, reason: 数错了, replaced_by: people}]}"
    change(changed, {
        "jia.yml": laid_over(RECORD, f"{FEWER}\n{former}"),
        "xin.yml": "",
        "zui-xin.yml": laid_over(RECORD, "name: 丙做法\npublication: {former_ids: [lao, geng-lao, xin]}"),
        "yi.yml": laid_over(RECORD, "name: 乙做法\npublication: {status: withdrawn, reason: 原文已废止}"),
        "_terms.yml": "- term: 石龙做法\n",
        "wu.yml": laid_over(RECORD, "name: 戊做法"),
    })  # fmt: skip
    assert dead(changed, release.site) == []


@pytest.mark.parametrize("with_ledger", [True, False])
def test_a_site_is_read_over_http_too(release: Release, changed: Project, tmp_path: Path, with_ledger: bool) -> None:
    site = release.site if with_ledger else older(release.site, tmp_path / "older")
    change(changed, {"che.yml": "", "jia.yml": laid_over(RECORD, FEWER)})
    with serving(site) as address:
        found = dead(changed, address)
    assert found == ["practices/che/", "practices/jia/#coverage"]


def test_every_dead_address_says_what_to_do(release: Release, changed: Project) -> None:
    change(changed, {"jia.yml": laid_over(RECORD, FEWER), "_sources/e.yml": "", "yi.yml": ELSEWHERE, "che.yml": ""})
    site = published_at(str(release.site))
    *lines, end = as_lines(dead_addresses(catalog_of(changed), site), site)
    assert end == f"与 {site.name} 上的网站相比，有 5 个网址会打不开，所以没有发布；原来的网站保持不变。"
    kept = "没有做法了也保留空页：在 practices/_ledger.txt 加回一行"
    assert lines == [
        "browse/documents/e/ 文件 e 的页面发布过，现在没有了。请恢复 practices/_sources/e.yml。",
        f"browse/places/4419/ 地方 4419 的页面发布过，现在没有了。{kept}“place 4419”。",
        f"browse/places/441900102/ 地方 441900102 的页面发布过，现在没有了。{kept}“place 441900102”。",
        "practices/che/ 做法 che 发布过，现在没有了。不要改登记簿：改名的，在新记录里写 publication: {former_ids: [che]}；撤下的，恢复记录并写 publication: {status: withdrawn, reason: 写明原因}。",  # noqa: E501
        "practices/jia/#coverage 做法 jia 的锚点 coverage 发布过，现在没有了。请在它的记录里写明去向：publication: {former_keys: [{key: coverage, reason: 写明为什么没有了}]}；换了锚点的，大括号里再加 replaced_by。",  # noqa: E501
    ]


def test_the_line_put_back_keeps_the_page(release: Release, changed: Project) -> None:
    change(changed, {"yi.yml": ELSEWHERE, "_terms.yml": "- term: 石龙做法\n"})
    write(changed.practices / "_ledger.txt", "place 4419\nplace 441900102\nterm shi-long-zuo-fa\n")
    assert dead(changed, release.site) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("no-such-folder", "--against 后面的 no-such-folder 不是文件夹，也不是网址。第一次发布不用写 --against。"),
        ("ftp://example.org/", "--against 不能是“ftp://example.org/”，应是网站首页的网址，"),
        ("https://a:b@example.org/", "--against 的网址里不要写用户名和密码。"),
        ("http://127.0.0.1:9/", "读不到已发布的网站 http://127.0.0.1:9/api/v1/ledger.txt：那里没有网页服务器。"),
    ],
)
def test_what_is_no_site_is_told_in_one_sentence(changed: Project, place: str, said: str) -> None:
    with pytest.raises(Stopped) as stopped:
        dead(changed, place)
    assert str(stopped.value).startswith(said)


def test_a_folder_without_a_site_of_ours_is_refused(changed: Project, tmp_path: Path) -> None:
    with pytest.raises(Stopped, match="不是本程序发布的网站"):
        dead(changed, tmp_path)


@pytest.fixture
def runnable(tmp_path: Path) -> Project:
    """Return a checkout that can be run on its own, with a site of two records published."""
    project = make_checkout(tmp_path / "c", {**BASE, "yi.yml": laid_over(RECORD, "name: 乙做法")}, program=True)
    publish(catalog_of(project), project, tmp_path / "site", None, offline=False)
    return project


def test_the_command_leaves_the_old_site_and_ends_with_1(runnable: Project, tmp_path: Path) -> None:
    site, before = tmp_path / "site", tree(tmp_path / "site")
    (runnable.practices / "yi.yml").unlink()
    words = command(runnable, "build", "--out", str(site), "--against", str(site))
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    assert "practices/yi/ 做法 yi 发布过，现在没有了。" in done.stderr
    assert tree(site) == before
