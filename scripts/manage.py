"""The door: sets up `.venv` in the checkout, then hands the command over to it.

Standard library alone. It parses, and says what to do in Chinese, under Python 3.6 too; so no annotations of later
versions stand here or in `environment.py`. Exit status: the command's own (0, 1, 2); 2 for every failure of the set-up.
"""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("requirements.txt", "scripts/environment.py", "scripts/casebook/__main__.py")
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


class Stop(Exception):
    """One Chinese sentence that says what is wrong and the way out."""


def main() -> int:
    """Run the command line; return the exit status."""
    speak_utf8()
    try:
        check_checkout()
        check_python()
        sys.path.insert(0, str(ROOT / "scripts"))
        return run_here() if sys.flags.isolated or needs_no_packages(sys.argv[1:]) else prepare_and_hand_over()
    except Stop as stop:
        say("错误：{}".format(stop))
    except KeyboardInterrupt:
        say("\n已按您的要求停止；重新运行同一条命令即可继续。")
    return 2


def say(text: str) -> None:
    """Write one line for people, at once."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def speak_utf8() -> None:
    """Make both outputs UTF-8, whatever the locale or the console's code page."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # no console at all (pythonw)
            setattr(sys, name, io.StringIO())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:  # Python 3.6
            setattr(sys, name, io.TextIOWrapper(stream.detach(), encoding="utf-8", errors="backslashreplace"))


def check_checkout() -> None:
    """Stop unless the files of the set-up are all there."""
    for name in NEEDED:
        if not (ROOT / name).is_file():
            raise Stop("{} 不是完整的一份本库（缺少 {}）；请重新下载或克隆整个仓库。".format(ROOT, name))


def check_python() -> None:
    """Stop under a Python that is too old, naming a newer one of this machine if there is one."""
    if sys.version_info >= OLDEST:
        return
    newer = [name for name in NEWER if runs(name)]
    words = " ".join(['"{}"'.format(word) if " " in word else word for word in sys.argv])
    way = (
        "本机已有 {0}，请改用：{0} {1}".format(newer[0], words) if newer else "请先安装新版 Python，再运行同一条命令。"
    )
    raise Stop("需要 Python 3.11 或更新的版本，现在这个是 {}.{}.{}。{}".format(*(list(sys.version_info[:3]) + [way])))


def runs(name: str) -> bool:
    """Tell whether a Python of this name exists and starts."""
    path = shutil.which(name)
    if path is None:
        return False
    return subprocess.call([path, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def needs_no_packages(words: List[str]) -> bool:
    """Tell whether the words ask for help alone, which the standard library can give at once."""
    options = words[: words.index("--")] if "--" in words else words
    return words[:1] in ([], ["help"]) or "-h" in options or "--help" in options


def prepare_and_hand_over() -> int:
    """Make the environment ready; run this file again in it, isolated: deaf to PYTHON* variables."""
    import environment

    try:
        python = environment.prepare(ROOT, for_tests=sys.argv[1:2] == ["test"], say=say)
        return hand_over([str(python), "-I", "-X", "utf8", str(Path(__file__).resolve())] + sys.argv[1:])
    except environment.Failure as failure:
        raise Stop(failure) from None
    except OSError as error:
        raise Stop(environment.explain_os_error(ROOT, error)) from None


def hand_over(command: List[str]) -> int:
    """Become the command; where a process cannot, wait for it and return its exit status."""
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 (our own interpreter and words)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child hears it too and ends by itself
            continue


def run_here() -> int:
    """Run the command in this process."""
    from casebook.commands.cli import main as command

    return command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
