"""The page `/contribute/form/`: heading, what to know before, and the empty frame that `form-page.js` fills."""

from __future__ import annotations

from casebook.links import FORM, Way
from casebook.pages import components as c
from casebook.pages.site import Page

_TITLE = "网上填写"
_TEXT = "照着格子填，填好就得到一条记录的文件，复制或下载后提交，不用安装程序。"
_BEFORE = (
    "手边备好一份<b>可以公开</b>的文件，照文件写；一条简单的记录约一刻钟。",
    "写机构和岗位，不写个人的姓名、电话、证件号、邮箱。",
    "提供前按本单位的规定做完信息发布审查。“三审三校”是：初审看出处，复审看分类和表述，终审看能不能公开；三次校对字词、数字和链接。",
    "填的内容只存在这台电脑的浏览器里，不上传；关掉网页再打开还在。公用的电脑，用完请点“清空”。",
    "边填边查格式、字数、规定的词和明显的个人信息；与原文是否一致、与别的记录有无重复，由维护的人再查。",
)


def form_page() -> Page:
    """Return the page of the form."""
    way = Way(FORM)
    others = c.link(way.to("contribute/"), "怎样提供记录")
    body = "\n".join(
        [
            f"<p>{_TEXT}</p>",
            c.items(_BEFORE),
            f"<noscript><p>填写要用到浏览器的脚本功能。也可以用表格或文字软件写，见{others}。</p></noscript>",
            '<div class="cb-form" data-form></div>',
        ]
    )
    crumbs = c.breadcrumb(way, [("", "首页"), ("contribute/", "参与")], _TITLE)
    return Page(way.here, _TITLE, _TEXT, body, "form", crumbs=crumbs)
