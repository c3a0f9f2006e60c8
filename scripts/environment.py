"""The environment of the project: `.venv`, filled from the locks, made again whenever it is not what they ask for.

For `manage.py` alone: standard library, parses under Python 3.6.
"""

import contextlib
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO, Callable, Dict, Iterator, List, Optional, Tuple

WINDOWS = os.name == "nt"
# What a user may set for pip; anything else (PIP_TARGET, PIP_USER, PIP_NO_BINARY …) would install elsewhere or not at all.
PIP_SETTINGS = (
    "CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "DEFAULT_TIMEOUT", "EXTRA_INDEX_URL", "FIND_LINKS", "INDEX_URL",
    "KEYRING_PROVIDER", "NO_CACHE_DIR", "NO_INDEX", "PROXY", "RETRIES", "TIMEOUT", "TRUSTED_HOST",
)  # fmt: skip
WAIT_SECONDS = 900
SHOW = "import sys; print('{}.{}'.format(*sys.version_info)); print(sys.prefix)"

NO_SPACE = "磁盘满了，装不下运行环境。请腾出约 300 MB 空间，再运行同一条命令。"
WRONG_HASH = (
    "下载的程序包与清单里的校验值不符，没有安装。可能是下载不完整，或镜像有误；"
    "请稍后再运行同一条命令，或用环境变量 PIP_INDEX_URL 换一个镜像。"
)
NO_NETWORK = (
    "连不上程序包的安装源。请检查网络后再运行同一条命令；或用环境变量 PIP_INDEX_URL 指向本单位可用的镜像；"
    "没有网络时，把离线安装包（wheel）放进一个文件夹，设 PIP_NO_INDEX=1 和 PIP_FIND_LINKS=该文件夹。"
)
NOT_THERE = (
    "安装源里没有适合本机 Python {python} 的程序包。请换一个镜像（环境变量 PIP_INDEX_URL），"
    "或补齐离线安装包的文件夹（PIP_FIND_LINKS），或改用 Python 3.11 至 3.14。"
)
NO_ACCESS = (
    "{root} 写不进去，或其中的 .venv 正被别的程序使用。"
    "请关闭用到它的窗口，或把本库放进有写权限的文件夹，再运行同一条命令。"
)
NETWORK_SIGNS = (
    "NewConnectionError|Connection refused|Max retries|name resolution|Network is unreachable|timed out|ProxyError|"
    "SSLError|CERTIFICATE|ConnectionReset|[Cc]onnection broken|getaddrinfo"
)
REASONS = (
    ("No space left|Errno 28|not enough space", NO_SPACE),
    ("DO NOT MATCH THE HASHES", WRONG_HASH),
    (NETWORK_SIGNS, NO_NETWORK),
    ("No matching distribution|Could not find a version", NOT_THERE),
    ("Permission denied|Errno 13|Access is denied|WinError 5|WinError 32|Read-only|Errno 30", NO_ACCESS),
)


Say = Callable[[str], None]


class Failure(Exception):
    """One Chinese sentence that says why there is no environment, and the way out."""


def prepare(root: Path, for_tests: bool, say: Say) -> Path:
    """Return the path of an interpreter that has what the locks name; set it up first where needed."""
    locks = [root / "requirements.txt"] + ([root / "tests" / "requirements.txt"] if for_tests else [])
    if missing(root, locks):
        with only_one(root, say):
            lacking = missing(root, locks)  # another one may just have done it
            if lacking:
                set_up(root, lacking, say)
    return python_of(root)


def python_of(root: Path) -> Path:
    """Return where the environment's interpreter is."""
    return root / ".venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")


def missing(root: Path, locks: List[Path]) -> List[Path]:
    """Return the locks that are not installed whole; all of them where the environment does not even start."""
    lacking = [lock for lock in locks if not is_stamped(root, lock)]
    return lacking if locks[0] not in lacking and starts(root) else locks


def is_stamped(root: Path, lock: Path) -> bool:
    """Tell whether this lock, as it is now, was once installed to the end."""
    return stamp(root, lock).is_file() and stamp(root, lock).read_bytes() == mark(lock)


def stamp(root: Path, lock: Path) -> Path:
    """Return the file that is written last, when a lock has been installed."""
    return root / ".venv" / "installed-{}.txt".format("tests" if lock.parent.name == "tests" else "site")


def mark(lock: Path) -> bytes:
    """Return the content of its stamp: the lock's hash and the Python version."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return "{} {}.{}\n".format(digest, *sys.version_info).encode("ascii")


def starts(root: Path) -> bool:
    """Tell whether the environment's interpreter starts, has our version, and lives in the environment."""
    command = [str(python_of(root)), "-I", "-X", "utf8", "-c", SHOW]
    try:
        lines = subprocess.check_output(command, stderr=subprocess.DEVNULL)
        version, prefix = lines.decode("utf-8").splitlines()
        return version == "{}.{}".format(*sys.version_info) and Path(prefix).samefile(str(root / ".venv"))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return False


@contextlib.contextmanager
def only_one(root: Path, say: Say) -> Iterator[None]:
    """Hold the set-up's lock. The system frees it when its holder dies, so a file left behind means nothing."""
    note = root / ".venv.pid"
    with (root / ".venv.lock").open("ab") as file:
        if not grab(file):
            say("另一个窗口正在准备运行环境（进程 {}），等它完成……".format(holder(note)))
            until = time.monotonic() + WAIT_SECONDS
            while not grab(file):
                if time.monotonic() > until:
                    raise Failure(
                        "等了 15 分钟，进程 {} 还在准备运行环境；请结束它，再运行同一条命令。".format(holder(note))
                    )
                time.sleep(0.2)
        note.write_text(str(os.getpid()), encoding="ascii")
        try:
            yield
        finally:
            note.unlink()


def grab(file: BinaryIO) -> bool:
    """Try to lock an open file; tell whether it is ours. A file system without locks counts as ours."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def holder(note: Path) -> str:
    """Return the process id that the lock's holder has left."""
    try:
        return note.read_text(encoding="ascii").strip() or "未知"
    except OSError:
        return "未知"


def set_up(root: Path, locks: List[Path], say: Say) -> None:
    """Make the environment, or fill up a good one; stamp each lock when it is whole."""
    begin = time.monotonic()
    anew = locks[0].parent == root
    total = len(locks) + anew
    say("第一次运行，或程序包清单有变：准备运行环境，约一分钟，需要联网。")
    if anew:
        say("[1/{}] 建立 .venv……（已用 0 秒）".format(total))
        make_venv(root)
    for number, lock in enumerate(locks, total - len(locks) + 1):
        spent = time.monotonic() - begin
        say("[{}/{}] 安装 {} 个程序包……（已用 {:.0f} 秒）".format(number, total, count(lock), spent))
        install(root, lock, say)
    say("准备好了，共用 {:.0f} 秒。".format(time.monotonic() - begin))


def count(lock: Path) -> int:
    """Return how many packages a lock names."""
    return len(re.findall("(?m)^[^ #]+==", lock.read_text(encoding="utf-8")))


def make_venv(root: Path) -> None:
    """Make an empty environment with the base interpreter, over whatever half-made one is there."""
    venv = root / ".venv"
    if venv.is_symlink() or (venv.exists() and not venv.is_dir()):
        raise Failure("{} 应当是本程序建立的文件夹，现在不是；请把它改名或删除，再运行同一条命令。".format(venv))
    base = getattr(sys, "_base_executable", "") or sys.executable
    code, output = run([base, "-I", "-X", "utf8", "-m", "venv", "--clear", str(venv)])
    if code and re.search("ensurepip|No module named|ModuleNotFound", output):
        way = (
            "Debian、Ubuntu 请运行：sudo apt install python3-venv；其他系统请安装完整的 Python。然后再运行同一条命令。"
        )
        raise Failure("这个 Python（{}）缺少 venv 组件，建不了运行环境。{}".format(base, way))
    if code:
        raise Failure(explain(root, output, "建立 .venv 没有成功"))


def install(root: Path, lock: Path, say: Say) -> None:
    """Install a lock: wheels only, each held against its hash."""
    command = [str(python_of(root)), "-I", "-X", "utf8", "-m", "pip", "install", "--progress-bar", "off", "--no-color"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    total = count(lock)
    code, output = run(command, lambda seen: say("      已取到 {}/{} 个……".format(min(seen, total), total)))
    if code:
        raise Failure(explain(root, output, "安装程序包没有成功"))
    stamp(root, lock).write_bytes(mark(lock))


def run(command: List[str], tell: Optional[Callable[[int], None]] = None) -> Tuple[int, str]:
    """Run a command; return its exit status and whole output. Every 5 seconds `tell` gets the number of packages seen."""
    pipe = subprocess.Popen(
        command, env=clean_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    output = pipe.stdout or ()  # a pipe, as asked for
    lines = []  # type: List[str]
    seen, told = 0, time.monotonic()
    try:
        for raw in output:
            lines.append(raw.decode("utf-8", "replace"))
            seen += lines[-1].startswith("Collecting ")
            if tell and time.monotonic() > told + 5:
                told = time.monotonic()
                tell(seen)
        return pipe.wait(), "".join(lines)
    finally:
        if pipe.poll() is None:
            pipe.kill()
            pipe.wait()


def clean_environment() -> Dict[str, str]:
    """Return the variables for venv and pip: the user's index, mirror and proxy, none that would misplace packages."""
    kept = ["PIP_" + name for name in PIP_SETTINGS]
    env = {key: value for key, value in os.environ.items() if not key.upper().startswith("PIP_") or key.upper() in kept}
    if env.get("PIP_RETRIES", "0") == "0":  # only a retry makes pip say that it could not connect
        env["PIP_RETRIES"] = "1"
    env.update(PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_USER="0", LC_ALL="C")
    return env


def explain(root: Path, output: str, what: str) -> str:
    """Return the sentence for a failed command; keep its output in a file where no known reason fits."""
    for pattern, sentence in REASONS:
        if re.search(pattern, output):
            return sentence.format(python="{}.{}".format(*sys.version_info), root=root)
    name = "casebook-{}.log".format(os.getpid())
    log = Path(tempfile.gettempdir()) / name
    log.write_text(output, encoding="utf-8")
    return "{}；详细记录在 {}。可删除 {} 后再运行同一条命令。".format(what, log, root / ".venv")


def explain_os_error(root: Path, error: OSError) -> str:
    """Return the sentence for an error of the system."""
    text = "[Errno {}] {!r} {}".format(error.errno, error, error)
    return explain(root, text, "系统报错：{}".format(error.strerror or error))
