"""The swap of a site, its offline folder and zip: all new or all old, wherever it is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casebook.errors import Stopped
from casebook.publishing.foreign import Guard
from casebook.publishing.manifest import Manifest, file_hash, seal, write_manifest
from casebook.publishing.places import offline_places
from casebook.publishing.swap import Swap, exchange_paths, heal, put, remove, staging
from checkouts import tree, write
from kit import ROOT

STEPS = 10
FILES = 30
# The program of the test: it swaps, and at the pauses sleeps or kills itself.
CHILD = """
import os, signal, sys, time
from pathlib import Path
from casebook.publishing.swap import Swap, exchange_paths
site, names, way, seconds, last = Path(sys.argv[1]), sys.argv[2].split(","), sys.argv[3], float(sys.argv[4]), int(sys.argv[5])
done = 0
def pause():
    global done
    done += 1
    if done == last:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(seconds)
exchange = exchange_paths if way == "exchange" else lambda one, other: False
print("begins", flush=True)
Swap(site, exchange, pause).run([site.with_name(name) for name in names])
"""
WAYS = ["exchange", "renames"]


def make(site: Path, text: str, *, staged: bool) -> None:
    """Make a site with its copies, in the places or staged for them."""
    folder, packed = offline_places(site)
    where = {place: staging(place) if staged else place for place in (site, folder, packed)}
    for place in (site, folder):
        for number in range(FILES):
            write(where[place] / f"{text}/{number}.html", f"{text} {number}")
        seal(where[place])
    write(where[packed], text)
    hashes = Manifest.of(where[folder]).hashes
    write_manifest(where[folder], {**hashes, f"../{packed.name}": file_hash(where[packed])})


def places(site: Path) -> list[Path]:
    return [*reversed(offline_places(site)), site]


def recover(site: Path) -> None:
    """Do what the next build begins with."""
    copies = offline_places(site)
    Swap(site).recover(Guard(site, tuple(copies), adopt=True).check_one)
    for place in places(site):
        heal(place)


def child(site: Path, way: str, seconds: float, last: int) -> subprocess.Popen[str]:
    """Begin a swap in a process of its own. last: the pause at which it kills itself."""
    names = ",".join(place.name for place in places(site))
    run = [sys.executable, "-X", "utf8", "-c", CHILD, str(site), names, way, str(seconds), str(last)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    return subprocess.Popen(run, stdout=subprocess.PIPE, encoding="utf-8", env=env)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return an old site, with a new one staged for its place."""
    site = tmp_path / "www" / "web"
    make(site, "old", staged=False)
    make(site, "new", staged=True)
    return site


@pytest.fixture
def whole(tmp_path: Path) -> list[dict[str, str]]:
    """Return what stands there, whole: the old, and the new."""
    for text in ("old", "new"):
        make(tmp_path / text / "web", text, staged=False)
    return [tree(tmp_path / text) for text in ("old", "new")]


def assert_each_is_whole(site: Path, whole: list[dict[str, str]]) -> None:
    """Before anything heals: what stands in a place is all old or all new. Between two renames a place may be empty."""
    for place in places(site):
        now = {name: hash_ for name, hash_ in tree(site.parent).items() if name.split("/")[0] == place.name}
        kinds = [{name: hash_ for name, hash_ in one.items() if name.split("/")[0] == place.name} for one in whole]
        assert now in [*kinds, {}]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("last", range(1, STEPS + 1))
def test_a_swap_killed_at_any_step_is_finished_by_the_next_command(
    site: Path, whole: list[dict[str, str]], way: str, last: int
) -> None:
    with child(site, way, 0, last) as process:
        process.wait()
    assert process.returncode in {-signal.SIGKILL, 0}
    assert_each_is_whole(site, whole)
    assert [place.exists() for place in places(site)].count(False) <= (way == "renames")
    recover(site)
    assert tree(site.parent) == whole[1]


def test_the_steps_tried_are_all_that_there_are(site: Path) -> None:
    paused: list[int] = []
    Swap(site, lambda _one, _other: False, lambda: paused.append(1)).run(places(site))
    assert len(paused) == STEPS


@pytest.mark.parametrize("way", WAYS)
def test_a_swap_killed_at_random_moments_leaves_all_old_or_all_new(
    site: Path, whole: list[dict[str, str]], way: str
) -> None:
    chance = random.Random(16)  # noqa: S311 (moments, not secrets)
    ends = set()
    for _ in range(8):
        with child(site, way, 0.01, 0) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.13))
            process.kill()
        assert_each_is_whole(site, whole)
        recover(site)
        found = tree(site.parent)
        assert found in whole
        ends.add(whole.index(found))
        for place in (*places(site), *map(staging, places(site))):
            remove(place)
        make(site, "old", staged=False)
        make(site, "new", staged=True)
    assert 1 in ends


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("failing", range(3))
def test_where_a_place_cannot_change_none_does(site: Path, whole: list[dict[str, str]], way: str, failing: int) -> None:
    asked: list[Path] = []

    def exchange(one: Path, other: Path) -> bool:
        asked.append(other)
        if len(asked) == failing + 1:
            raise OSError(16, "busy")
        return way == "exchange" and exchange_paths(one, other)

    with pytest.raises(OSError, match="busy"):
        Swap(site, exchange).run(places(site))
    assert {name: hash_ for name, hash_ in tree(site.parent).items() if not name.startswith(".")} == whole[0]
    assert not Swap(site).journal.exists()


def test_what_others_put_there_after_a_kill_is_not_lost(site: Path) -> None:
    with child(site, "exchange", 0, 3) as process:
        process.wait()
    write(site / "robots.txt", "x")
    with pytest.raises(Stopped, match=r"robots\.txt"):
        recover(site)
    assert (site / "robots.txt").read_text(encoding="utf-8") == "x"
    (site / "robots.txt").rename(site.parent.parent / "robots.txt")
    recover(site)
    assert (site / "new").is_dir()


def test_put_takes_one_place_and_leaves_nothing_behind(tmp_path: Path) -> None:
    place = tmp_path / "site"
    write(place / "old.txt", "old")
    write(staging(place) / "new.txt", "new")
    put(place)
    assert tree(tmp_path).keys() == {"site/new.txt"}


def test_an_old_site_that_a_killed_build_had_set_aside_comes_back(tmp_path: Path) -> None:
    write(tmp_path / ".site.old" / "index.html", "old")
    write(tmp_path / ".site.new" / "index.html", "half")
    heal(tmp_path / "site")
    assert tree(tmp_path).keys() == {"site/index.html"}
    assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == "old"
