"""The door: whatever the machine lacks, one clear sentence; else the command runs, from anywhere."""

from __future__ import annotations

import ast
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import environment
from casebook.commands.cli import COMMANDS
from checkouts import make_checkout, write
from doors import DOOR_FILES, Door, base_python, make_door, make_wheel
from kit import ROOT


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("wheels") / "w"
    return folder, make_wheel(folder)


@pytest.fixture
def fresh(tmp_path: Path, wheels: tuple[Path, str]) -> Door:
    return make_door(tmp_path / "库 一", *wheels)


@pytest.fixture(scope="session")
def ready_once(tmp_path_factory: pytest.TempPathFactory, wheels: tuple[Path, str]) -> Door:
    door = make_door(tmp_path_factory.mktemp("ready") / "c", *wheels)
    done = door.run("check")
    assert done.returncode == 3, done.stderr
    return door


@pytest.fixture
def ready(tmp_path: Path, ready_once: Door) -> Door:
    """A checkout that has been set up: a copy of one, moved to a path with a space and Chinese."""
    root = tmp_path / "库 二"
    shutil.copytree(ready_once.root, root, symlinks=True)
    return Door(root, ready_once.wheels)


@pytest.fixture
def unfilled(ready: Door) -> Door:
    """A checkout whose packages are gone, which the first `test` would install again: in the environment that is there."""
    for part in (ready.root / ".venv").glob("lib/*/site-packages/tiny_thing*"):
        shutil.rmtree(part) if part.is_dir() else part.unlink()
    return ready


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a failed run says; it fails with 2, without a traceback, in one sentence at the end."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("错误：")
    assert sum(line.startswith("错误") for line in done.stderr.splitlines()) == 1
    return last


@pytest.mark.parametrize("name", DOOR_FILES)
def test_the_door_parses_under_python_3_6(name: str) -> None:
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_first_run_sets_up_and_hands_over_from_any_folder(fresh: Door, tmp_path: Path) -> None:
    write(fresh.root / ".venv.lock", "999999")  # what a killed set-up leaves
    write(fresh.root / ".venv.pid", "999999")
    write(fresh.root / ".venv" / "half-made", "")
    hostile = {"LANG": "C", "LC_ALL": "C", "PIP_TARGET": str(tmp_path / "t"), "PIP_USER": "1", "PIP_NO_BINARY": ":all:",
               "PYTHONPATH": str(tmp_path / "nowhere"), "PYTHONIOENCODING": "ascii", "PYTHONHOME": ""}  # fmt: skip
    done = fresh.run("check", "甲 乙", "--format", "json", env=hostile, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert done.stdout == f"{['check', '甲 乙', '--format', 'json']} utf-8 {tmp_path} {tmp_path / 'nowhere'}\n"
    assert re.search(r"(?m)^\[1/2\] 建立 \.venv……（已用 0 秒）$", done.stderr)
    assert re.search(r"(?m)^\[2/2\] 安装 1 个程序包……（已用 \d+ 秒）$", done.stderr)
    assert re.search(r"(?m)^准备好了，共用 \d+ 秒。$", done.stderr)


def test_the_next_run_says_nothing_and_is_quick(ready: Door) -> None:
    before = ready.stamps()
    begun = time.monotonic()
    done = ready.run("check")
    assert (done.returncode, done.stderr) == (3, "")
    assert time.monotonic() - begun < 5
    assert ready.stamps() == before


def test_the_tests_packages_come_with_the_first_test(ready: Door) -> None:
    done = ready.run("test")
    assert done.returncode == 3
    assert "[1/1] 安装 1 个程序包" in done.stderr
    assert set(ready.stamps()) == {"installed-site.txt", "installed-tests.txt"}
    assert ready.run("test").stderr == ""


def test_a_changed_lock_is_installed(ready: Door) -> None:
    with (ready.root / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    assert "[2/2] 安装 1 个程序包" in ready.run("check").stderr
    assert ready.run("check").stderr == ""


@pytest.mark.parametrize("harm", ["no interpreter", "dead interpreter", "no stamp", "other version"])
def test_a_broken_environment_is_made_again(ready: Door, harm: str) -> None:
    do_harm(ready, harm)
    done = ready.run("check")
    assert done.returncode == 3, done.stderr
    assert "准备好了" in done.stderr
    assert ready.run("check").stderr == ""


def do_harm(ready: Door, harm: str) -> None:
    """Break the environment of a checkout that has been set up."""
    python = ready.root / ".venv/bin/python"
    if harm == "no interpreter":
        python.unlink()
    elif harm == "dead interpreter":
        python.unlink()
        python.symlink_to("/nowhere/python3")
    elif harm == "no stamp":
        (ready.root / ".venv/installed-site.txt").unlink()
    else:
        stamp = ready.root / ".venv/installed-site.txt"
        stamp.write_text(stamp.read_text(encoding="ascii").split(" ")[0] + " 3.9\n", encoding="ascii")


def test_two_set_ups_at_once_do_the_work_once(fresh: Door) -> None:
    command = [base_python(), str(fresh.root / "scripts" / "manage.py"), "check"]
    both = [
        subprocess.Popen(command, env=fresh.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    told = [run.communicate()[1] for run in both]
    assert [run.returncode for run in both] == [3, 3], told
    assert sum("准备好了" in text for text in told) == 1
    assert sum("等它完成" in text for text in told) == 1


def as_python(version: str, door: Door, *words: str, base: str = "") -> subprocess.CompletedProcess[str]:
    """Run the door under a Python that claims another version, or whose base interpreter is another program."""
    set_up = f"import runpy, sys; sys.version_info = ({version}, 'final', 0); sys.argv = sys.argv[1:]; "
    set_up += (
        f"sys._base_executable = {base!r} or sys._base_executable; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [base_python(), "-c", set_up, str(door.root / "scripts" / "manage.py"), *words]
    return subprocess.run(command, env=door.env(), capture_output=True, encoding="utf-8", check=False)


def test_an_old_python_is_told_which_one_to_use(fresh: Door) -> None:
    said = one_sentence(as_python("3, 6, 15", fresh, "serve", "--port", "80"))
    assert said.startswith("错误：需要 Python 3.11 或更新的版本，现在这个是 3.6.15。")
    assert re.search(
        r"(本机已有 python3\.\d+，请改用：python3\.\d+ .*serve --port 80|请先安装新版 Python，再运行同一条命令。)$",
        said,
    )
    assert not (fresh.root / ".venv").exists()


@pytest.mark.parametrize("output", ["No module named venv", "ensurepip is not available"])
def test_a_python_without_venv_is_told_what_to_install(fresh: Door, tmp_path: Path, output: str) -> None:
    crippled = tmp_path / "python3"
    write(crippled, f"#!/bin/sh\necho '{output}' >&2\nexit 1\n")
    crippled.chmod(stat.S_IRWXU)
    version = ", ".join(map(str, sys.version_info[:3]))
    said = one_sentence(as_python(version, fresh, "serve", base=str(crippled)))
    assert "缺少 venv 组件" in said
    assert "sudo apt install python3-venv" in said


def test_no_network_names_mirror_and_wheel_folder(unfilled: Door) -> None:
    env = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_RETRIES": "0"}
    said = one_sentence(unfilled.run("test", env=env))
    assert said.startswith("错误：连不上程序包的安装源。")
    assert {"PIP_INDEX_URL", "PIP_NO_INDEX=1", "PIP_FIND_LINKS"} <= set(re.findall(r"[A-Z_]{5,}(?:=1)?", said))
    assert "http" not in said
    assert unfilled.run("test").returncode == 3  # the half-made environment does no harm


def test_a_wheel_with_another_hash_is_not_installed(unfilled: Door) -> None:
    write(unfilled.root / "tests/requirements.txt", f"tiny-thing==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    assert "校验值不符" in one_sentence(unfilled.run("test"))


def test_a_missing_wheel_is_named(unfilled: Door, tmp_path: Path) -> None:
    assert "安装源里没有适合本机" in one_sentence(unfilled.run("test", env={"PIP_FIND_LINKS": str(tmp_path)}))


def test_a_folder_without_write_access_is_named(fresh: Door) -> None:
    as_all = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []  # root too must obey the mode
    fresh.root.chmod(0o555)
    said = one_sentence(fresh.run("serve", before=as_all))
    fresh.root.chmod(0o755)
    assert said.startswith(f"错误：{fresh.root} 写不进去")


@pytest.mark.parametrize("kind", ["file", "link"])
def test_something_else_called_venv_is_left_alone(fresh: Door, tmp_path: Path, kind: str) -> None:
    venv = fresh.root / ".venv"
    if kind == "file":
        write(venv, "mine")
    else:
        write(tmp_path / "mine" / "letter.txt", "mine")
        venv.symlink_to(tmp_path / "mine")
    assert "请把它改名或删除" in one_sentence(fresh.run("serve"))
    assert (venv if kind == "file" else venv / "letter.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("missing", ["requirements.txt", "scripts/environment.py", "scripts/casebook/__main__.py"])
def test_half_a_checkout_is_told(fresh: Door, missing: str) -> None:
    (fresh.root / missing).unlink()
    assert f"（缺少 {missing}）" in one_sentence(fresh.run("serve"))


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘满了"),
        ("ERROR: Could not install: [Errno 13] Permission denied: '/x'", "写不进去"),
        ("[WinError 5] Access is denied", "写不进去"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching distribution found",
            "连不上",
        ),
        ("ReadTimeoutError: Read timed out.", "连不上"),
        ("ERROR: No matching distribution found for x==1", "没有适合本机"),
    ],
)
def test_the_reason_of_a_failure_is_told_in_chinese(output: str, sentence: str) -> None:
    assert sentence in environment.explain(ROOT, output, "安装程序包没有成功")


def test_a_failure_of_unknown_reason_leaves_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = environment.explain(ROOT, "strange", "安装程序包没有成功")
    log = next(tmp_path.glob("casebook-*.log"))
    assert said.startswith(f"安装程序包没有成功；详细记录在 {log}。")
    assert log.read_text(encoding="utf-8") == "strange"


def test_the_locks_agree_and_name_no_host() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("requirements.txt", "tests/requirements.txt")]
    site, tests = (dict(re.findall(r"(?m)^([a-z0-9-]+)==([^ ;\\]+)", text)) for text in texts)
    assert {name: tests[name] for name in site.keys() & tests.keys()} == {
        name: site[name] for name in site.keys() & tests.keys()
    }
    for text in texts:
        assert not re.search(r"://|--(?:index|extra|find|trusted)", text)
        assert len(re.findall(r"(?m)^[a-z0-9-]+==", text)) == len(
            re.findall(r"(?m)^[a-z0-9-]+==[^\n]*\\\n    --hash=sha256:", text)
        )


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout as it is cloned: our program, nothing set up."""
    return make_checkout(tmp_path_factory.mktemp("bare") / "c", program=True).root


@pytest.mark.parametrize("words", [[], ["help"], ["-h"], *([name, "--help"] for name in COMMANDS), ["new", "-h"]])
def test_help_comes_at_once_without_set_up_or_packages(bare: Path, words: list[str]) -> None:
    command = [base_python(), "-S", "-X", "utf8", str(bare / "scripts" / "manage.py"), *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.startswith("用法：python3 scripts/manage.py ")
    assert (done.returncode, done.stderr) == (0 if words else 2, "")
    assert not (bare / ".venv").exists()


def test_what_comes_after_two_dashes_is_no_call_for_help(ready: Door) -> None:
    assert ready.run("check", "--", "--help").stdout.startswith("['check', '--', '--help']")
