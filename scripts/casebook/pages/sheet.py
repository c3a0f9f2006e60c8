"""A practice on paper: the parts of its page, in order, without what needs a screen. For booklets and Word hand-outs."""

from __future__ import annotations

from casebook.links import Way
from casebook.pages.markdown import Template, headings
from casebook.saying.citing import citable, document_citation, page_citation
from casebook.saying.practices import PracticeView
from casebook.saying.site import Site


def practice_sheet(site: Site, practice: PracticeView, way: Way, *, below: int = 0) -> str:
    """Return a practice's whole content as Markdown. way: from the page that holds it.

    below: added to the headings' levels; where it is part of another page, that tells what is related and how it is cited.
    """
    return Template("sheet.md.j2", way).render(
        practice=practice, related_groups=practice.related_groups, is_part=below > 0,
        **headings(below, f"{practice.id}-"), paper=True, citation=page_citation(site.settings, citable(practice)).text(),
        reference=lambda document: document_citation(document).text(),
    )  # fmt: skip
