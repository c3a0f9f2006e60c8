"""What a reader must see first: merged, withdrawn, doubtful; and anchors that were once published."""

from __future__ import annotations

from casebook.catalog import Catalog, Practice
from casebook.links import Way
from casebook.pages.components import link
from casebook.text.escaping import escape


def banner(way: Way, catalog: Catalog, practice: Practice) -> str:
    """Return the banner of a merged or withdrawn record, or nothing."""
    publication = practice.record.publication
    if publication.status == "published":
        return ""
    reason = f"原因：{escape(publication.reason.rstrip('。'))}。" if publication.reason else ""
    withdrawn = publication.status == "withdrawn"
    text = f"{'本条已撤下，请不要再引用' if withdrawn else '本条已并入别的做法'}。{reason}"
    if publication.replaced_by:
        target = catalog.by_id[publication.replaced_by]
        text += f"请看：{link(way.practice(target.id), target.name)}。"
    return f'<div class="cb-banner" role="note"><p>{text}</p></div>'


def former_anchors(catalog: Catalog, practice: Practice) -> str:
    """Return the anchors of figures that are gone, each with what happened."""
    lines = []
    told = {outcome.key for outcome in practice.record.outcomes}
    told |= {former.key for former in practice.record.publication.former_keys}
    for former in practice.record.publication.former_keys:
        reason = escape(former.reason) if former.reason else "原因未说明"
        way_on = f'请看<a href="#{former.replaced_by}">更正后的数据</a>。' if former.replaced_by else ""
        lines.append(f'<li id="{former.key}">这里原有的一个数据已撤下：{reason.rstrip("。")}。{way_on}</li>')
    lines += [
        f'<li id="{key}">这里原有的一个数据已随本条撤下。</li>' for key in catalog.keys(practice) if key not in told
    ]
    return f'<ul class="cb-former">{"".join(lines)}</ul>\n\n' if lines else ""
