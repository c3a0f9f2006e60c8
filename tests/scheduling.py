"""Which worker gets which tests: a file at a time, the longest first, so that all are busy until the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController  # type: ignore[import-untyped]

# By processor time, 10 seconds and more; the others follow by the number of their tests.
LONGEST = (
    "test_look", "test_hostile_browser", "test_page_sizes", "test_light_pages", "test_search_hits", "test_theme_sheet",
    "test_links_followed", "test_faults", "test_publish",
    "test_mkdocs_commands", "test_serve", "test_door", "test_form", "test_hostile_addresses", "test_search_box",
    "test_compare", "test_figures_table", "test_journeys", "test_slide_links", "test_links_promise", "test_qr",
    "test_search_page", "test_search_marks", "test_corrections", "test_form_output", "test_form_data",
    "test_hostile_corpus", "test_page_scripts", "test_converters", "test_portable", "test_import_hostile",
    "test_import_round", "test_print_sheet",
)  # fmt: skip
# Each test of these files makes its own; so each may go to another worker.
ALONE = {"test_faults", "test_light_pages", "test_look", "test_publish", "test_serve"}


def name_of(scope: str) -> str:
    """Return the name of a file of tests. scope: its path, or one test's id."""
    return Path(scope.split("::", 1)[0]).stem


class LongestFirst(LoadFileScheduling):  # type: ignore[misc]
    """Hands out files, or single tests of those that share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if name_of(nodeid) in ALONE else nodeid.split("::", 1)[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        ranks = {name: rank for rank, name in enumerate(LONGEST)}
        longest = min(self.workqueue, key=lambda scope: ranks.get(name_of(scope), len(ranks)))
        self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)
