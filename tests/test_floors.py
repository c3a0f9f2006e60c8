"""The house: imports go strictly down, and each thing is known at one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from kit import ROOT

SCRIPTS = ROOT / "scripts"
PACKAGE = "casebook"
LONGEST = 300

STEPS = """
errors escaping links model normal numbers page_files pinyin problems project settings divisions swap telling watch
    search_postings search_terms
arguments failures hand_pages locks rule vocabularies wording selftest
evidence_rules file_rules ledger_rules model_rules reader_rules schema places postbuild
decoding offline
syntax_hints
reader
typed
drafts
loading
catalog rules.base
shelves evidence search_characters search_synonyms site_builder
    rules.evidence_form rules.figures rules.names rules.places rules.privacy rules.publication rules.relations
    rules.wording rules.words
site components ledger canonical rules.documents search_names search_weights
rules banners document_page exports figure_list figures_page glance overview place_page practices_page quality_page
    redirects search_others search_page
checking handbook index_pages practice_page search_facets
macros search_data
assemble
publish
live_site
live_server
serve
cli
__main__
"""
"""The steps of the house from the ground up; a line that is set in goes on with the step above it.

Floor 0 (words, numbers, addresses, failures) ends with `reader_rules`; 1 (from bytes to models) with `loading`;
2 (the Catalog and its shelves) with `shelves`; 3 (rules, parts of pages) with `rules`; 4 (pages, search, all checks)
with `assemble`; 5 is what knows MkDocs, serves and takes commands.
"""
KNOW_MKDOCS = {"site_builder"}
TOUCH_SYS_PATH = {"manage.py", "macros.py"}


def module_names() -> dict[str, Path]:
    """Return every module of the package, by its name below the package."""
    found = {}
    for path in sorted((SCRIPTS / PACKAGE).rglob("*.py")):
        name = ".".join(path.relative_to(SCRIPTS / PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        if name:
            found[name] = path
    return found


def imported(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, `from a import b` as `a` and `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(name: str, path: Path, known: set[str]) -> set[str]:
    """Return the modules of the package that a module imports."""
    below = {module.removeprefix(f"{PACKAGE}.") for module in imported(path) if module.startswith(f"{PACKAGE}.")}
    return {module for module in below if module in known and module != name}


def heights() -> dict[str, int]:
    """Return the step of each module of the table."""
    steps = STEPS.strip().replace("\n    ", " ").splitlines()
    return {name: height for height, names in enumerate(steps) for name in names.split()}


def test_every_module_has_its_place_in_the_table() -> None:
    assert sorted(module_names()) == sorted(heights())


def test_imports_go_strictly_down() -> None:
    height, modules = heights(), module_names()
    wrong = [
        f"{name} imports {other}"
        for name, path in modules.items()
        for other in sorted(own_imports(name, path, set(modules)))
        if height.get(other, 0) >= height.get(name, 0)
    ]
    assert wrong == []


def test_only_one_module_knows_mkdocs() -> None:
    knowing = {
        name
        for name, path in module_names().items()
        for m in imported(path)
        if m.split(".")[0] in {"mkdocs", "material"}
    }
    assert knowing == KNOW_MKDOCS


def test_only_the_doors_touch_the_module_path() -> None:
    touching = {path.name for path in SCRIPTS.rglob("*.py") if "sys.path" in path.read_text(encoding="utf-8")}
    assert touching <= TOUCH_SYS_PATH


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    files = [*SCRIPTS.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "overrides").rglob("*.js")]
    files += [*(ROOT / "overrides").rglob("*.css")]
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_module_runs_code_when_imported() -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.ClassDef, ast.If)
    running = {
        name
        for name, path in module_names().items()
        if name != "__main__"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if not isinstance(node, allowed) and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    }
    assert running == {"settings"}  # tells its own YAML loader to read no tags
