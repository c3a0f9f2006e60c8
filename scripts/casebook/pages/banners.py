"""What a reader must see first: merged, withdrawn, doubtful; and anchors that were once published."""

from __future__ import annotations

from casebook.catalog import Catalog, Practice
from casebook.links import Way
from casebook.pages.components import link
from casebook.text.escaping import escape

_SAID = {"withdrawn": "本条已撤下，请不要再引用。", "merged": "本条已并入别的做法。"}


def banner(way: Way, catalog: Catalog, practice: Practice) -> str:
    """Return the banner of a merged or withdrawn record, or nothing."""
    publication = practice.record.publication
    if publication.status == "published":
        return ""
    lines = [f'<p class="cb-banner-said">{_SAID[publication.status]}</p>']
    if publication.replaced_by:
        target = catalog.by_id[publication.replaced_by]
        lines.append(f"<p>请看：{link(way.practice(target.id), target.name)}</p>")
    if publication.reason:
        lines.append(f"<p>原因：{escape(publication.reason.rstrip('。'))}。</p>")
    lines.append('<p class="cb-note">下面保留原来的内容，只供核对旧的引用。</p>')
    return f'<div class="cb-banner" role="note">{"".join(lines)}</div>'


def former_anchors(catalog: Catalog, practice: Practice) -> str:
    """Return the anchors of figures that are gone, each with what happened."""
    lines = []
    told = {outcome.key for outcome in practice.record.outcomes}
    told |= {former.key for former in practice.record.publication.former_keys}
    for former in practice.record.publication.former_keys:
        reason = escape(former.reason) if former.reason else "原因未说明"
        way_on = f'请看<a href="#{former.replaced_by}">更正后的数据</a>。' if former.replaced_by else ""
        lines.append(f'<li id="{former.key}">这里原有的一个数据已撤下：{reason.rstrip("。")}。{way_on}</li>')
    gone = "并入别的做法" if practice.record.publication.status == "merged" else "撤下"
    lines += [
        f'<li id="{key}">这里原有的一个数据已随本条{gone}。</li>' for key in catalog.keys(practice) if key not in told
    ]
    return f'<ul class="cb-former">{"".join(lines)}</ul>\n\n' if lines else ""
