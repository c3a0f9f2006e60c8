"""The house: imports go strictly down, and each thing is known at one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from kit import ROOT

SCRIPTS = ROOT / "scripts"
PACKAGE = "casebook"
LONGEST = 300

# The ground: single modules that any room may use. They import nothing but the ground.
GROUND = (
    "problems", "rule", "errors", "telling", "failures", "file_writing", "links", "memory", "project", "settings", "facets",
)  # fmt: skip
# A room may use the ground, itself (without a circle) and the rooms before it.
ROOMS = (
    "text", "records", "catalogued", "catalog", "roles", "shelves", "rules", "checks", "saying", "workbooks", "pages", "forms", "exports", "handouts",
    "search", "publishing", "verifying", "serving", "asking", "keeping", "commands",
)  # fmt: skip
DOORS = ("__main__",)
KNOW_MKDOCS = {"publishing.site_builder"}
TOUCH_SYS_PATH = {"manage.py", "macros.py", "reading_apart.py"}  # the last starts a Python of its own


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


def room(name: str) -> str:
    """Return the room of a module: its folder, or itself where it stands alone."""
    return name.split(".", maxsplit=1)[0]


def floor(name: str) -> int:
    """Return how high a module's room stands; the ground is 0."""
    return 0 if room(name) in GROUND else 1 + (*ROOMS, *DOORS).index(room(name))


def test_every_module_has_its_room() -> None:
    assert {room(name) for name in module_names()} == {*GROUND, *ROOMS, *DOORS}


def test_imports_go_down_from_room_to_room() -> None:
    modules = module_names()
    wrong = [
        f"{name} imports {other}"
        for name, path in modules.items()
        for other in sorted(own_imports(name, path, set(modules)))
        if floor(other) > floor(name)
    ]
    assert wrong == []


def test_no_room_goes_in_circles() -> None:
    modules = module_names()
    below = {name: own_imports(name, path, set(modules)) for name, path in modules.items()}
    settled: set[str] = set()
    while ready := {name for name, others in below.items() if name not in settled and others <= settled}:
        settled |= ready
    assert sorted(set(modules) - settled) == []


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
    files = [path for path in files if "vendor" not in path.parts]  # others' work, unchanged
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


def test_the_architecture_names_the_rooms_that_are_there() -> None:
    picture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## 各间", 1)[1].split("```", 2)[1]
    ground, *rooms = picture.removeprefix("text\n").strip().splitlines()
    assert ground.split() == ["地面", *GROUND]
    assert [line.split()[0] for line in rooms] == [*ROOMS]
