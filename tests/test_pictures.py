"""The pictures made at build: what a bar counts, and that the home page says in words all that it draws."""

from __future__ import annotations

from collections import Counter

from casebook.catalog import Catalog
from casebook.saying.pictures import Segment, bar
from html_site import HtmlSite, of_class, text


def test_a_bar_is_as_wide_as_what_it_counts_the_most_frequent_first() -> None:
    assert bar(["计划", "已实施", "已实施", "已实施"]) == (
        Segment("已实施", 3, 0.0, 75.0),
        Segment("计划", 1, 75.0, 25.0),
    )
    assert bar([]) == ()


def test_the_home_page_draws_and_says_how_far_the_practices_are(site: HtmlSite, catalog: Catalog) -> None:
    counted = Counter(doing.locality.stage for practice in catalog.practices for doing in practice.doings)
    (picture,) = of_class(site.page("").main, "cb-picture")
    said = [f"{stage} {count} 处" for stage, count in counted.most_common()]
    assert [text(li) for li in picture.iter("li")] == said
    (drawn,) = [part for part in picture.iter() if part.tag.endswith("svg")]
    assert drawn.get("aria-label") == "，".join(said)
    assert [rect.get("data-stage") for rect in drawn] == [stage for stage, _ in counted.most_common()]
