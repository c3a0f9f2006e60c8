"""Filling the form as a person does: by the titles of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

FORM = "contribute/form/"
TICK = "已履行信息发布审查，内容可以公开"


@dataclass(frozen=True)
class Form:
    """The form in a browser."""

    page: Page

    def open(self, address: str) -> Form:
        """Go to the form (or reload it) and wait until it is drawn."""
        self.page.goto(address)
        self.page.wait_for_selector("[data-form=ready]")
        return self

    def part(self, title: str) -> Locator:
        """Return the part of the form below a heading."""
        return self.page.locator(".cb-form-part").filter(has=self.page.get_by_role("heading", name=title))

    def write(self, part: Locator, texts: Mapping[str, str]) -> None:
        """Write texts into the fields of these titles; lists are chosen from."""
        for title, text in texts.items():
            field = part.get_by_label(title, exact=False).first
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(label=text)
            else:
                field.fill(text)

    def tick(self, part: Locator, *words: str) -> None:
        """Tick boxes."""
        for word in words:
            part.get_by_role("checkbox", name=word, exact=True).check()

    def place(self, part: Locator, *steps: str) -> None:
        """Choose a place level by level."""
        for depth, step in enumerate(steps):
            part.locator(".cb-places select").nth(depth).select_option(label=step)

    def ask(self) -> str:
        """Let the form check, and return what it says."""
        self.page.get_by_role("button", name="检查并生成文件").click()
        return self.page.locator(".cb-form-status").inner_text()

    def complaints(self) -> list[str]:
        """Return the list of what is wrong."""
        return self.page.locator(".cb-form-problems li").all_inner_texts()

    def files(self) -> dict[str, str]:
        """Return the files that the form gives, by their paths."""
        boxes = self.page.locator(".cb-file")
        return {box.locator("h3").inner_text(): box.locator("code").text_content() or "" for box in boxes.all()}

    def download(self, folder: Path) -> list[str]:
        """Save every file into a folder as its path says; return the paths."""
        paths = []
        for box in self.page.locator(".cb-file").all():
            path = box.locator("h3").inner_text()
            with self.page.expect_download() as waiting:
                box.get_by_role("link", name="下载").click()
            assert waiting.value.suggested_filename == Path(path).name
            waiting.value.save_as(folder / path)
            paths.append(path)
        return paths


def fill_document(form: Form) -> None:
    """Describe a document that the library has not."""
    part = form.part("一、根据哪份文件")
    part.locator("select").first.select_option(label="登记一份新的")
    form.write(
        part,
        {
            "标题": "平乐县民政局关于县政协第12号提案的答复",
            "简称": "平乐县民政局2021年答复",
            "发文单位": "平乐县民政局",
            "文号": "平民函〔2021〕12号",
            "文种": "政协提案答复",
            "公开属性": "主动公开",
            "文件上印着的公开字样": "公开方式：主动公开",
            "章节": "一、主要做法",
            "开头词句": "一、主要做法",
        },
    )
    part.locator("[data-field=date] input").fill("2021-06")
    part.locator("[data-field=date_basis] select").select_option(label="原文")


def fill_record(form: Form) -> None:
    """Write a small record with one place, one source and one figure."""
    name = form.part("二、名称和分类")
    form.write(name, {"名称": "长者邻里巡访", "别名": "巡访老人\n邻里巡访", "类型": "服务项目"})
    form.tick(name, "民生服务", "社工志愿慈善", "一老一小照护")
    form.write(
        form.part("三、是什么，怎么做"),
        {"概要": "由低龄老人结对巡访高龄、独居老人，及早发现困难。", "怎么做": "每周巡访一次\n有困难的报给村委会"},
    )
    who = form.part("四、谁在做")
    form.place(who, "广西壮族自治区", "桂林市", "平乐县", "平乐镇")
    form.write(who, {"阶段": "已实施", "原文词句": "组织低龄老人结对巡访高龄老人"})
    form.write(form.part("五、出处"), {"章节": "一、主要做法", "原文词句": "组织低龄老人结对巡访高龄老人"})
    figures = form.part("六、数据")
    figures.get_by_role("button", name="加一个数据").click()
    form.write(
        figures,
        {"指标": "结对巡访的老人", "数值": "1.2", "单位": "万人", "性质": "覆盖", "原文词句": "已结对巡访1.2万人"},
    )


def fill_known(form: Form) -> None:
    """Write the smallest record, on a document that the library has."""
    form.part("一、根据哪份文件").locator("select").first.select_option("dongguan-2023-20230071")
    form.write(form.part("二、名称和分类"), {"名称": "长者邻里巡访", "类型": "服务项目"})
    form.tick(form.part("二、名称和分类"), "民生服务", "一老一小照护")
    form.write(form.part("三、是什么，怎么做"), {"概要": "由低龄老人结对巡访高龄、独居老人。"})
    form.place(form.part("四、谁在做"), "广东省", "东莞市", "虎门镇")
    form.write(form.part("四、谁在做"), {"阶段": "已实施", "原文词句": "组织低龄老人结对巡访高龄老人"})
    section = "［民政局答复］ > 一、主要的工作做法 > (二)强化党建引领,促进多元参与"
    form.write(form.part("五、出处"), {"章节": section, "原文词句": "组织低龄老人结对巡访高龄老人"})
    form.page.get_by_label(TICK).check()
