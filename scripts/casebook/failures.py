"""Any exception as one Chinese sentence with the way out; a traceback goes into a file, never to a person."""

from __future__ import annotations

import errno
import os
import tempfile
import traceback
from pathlib import Path

from casebook.errors import Stopped

_OS_REASONS = {
    errno.ENOSPC: "磁盘满了。请腾出空间，再运行同一条命令。",
    errno.EDQUOT: "磁盘配额用完了。请腾出空间，再运行同一条命令。",
    errno.EACCES: "没有权限读写 {file}。请换一个有权限的文件夹，或改它的权限，再运行同一条命令。",
    errno.EPERM: "没有权限读写 {file}。请换一个有权限的文件夹，或改它的权限，再运行同一条命令。",
    errno.EROFS: "{file} 在只读的磁盘上。请把本库放进可以写的文件夹，再运行同一条命令。",
    errno.EFBIG: "文件太大，系统不让再写。请检查磁盘的限额，再运行同一条命令。",
    errno.ENAMETOOLONG: "{file} 这个路径太长。请把本库放进路径短一些的文件夹。",
    errno.EMFILE: "同时打开的文件太多。请关闭一些程序，再运行同一条命令。",
}


def failure_sentence(error: BaseException) -> str:
    """Return what to tell a person about an exception."""
    if isinstance(error, Stopped):
        return str(error)
    if isinstance(error, OSError) and error.errno in _OS_REASONS:
        return _OS_REASONS[error.errno].format(file=error.filename or "需要的文件")
    if isinstance(error, OSError) and error.filename:
        return f"读写 {error.filename} 时系统报错：{error.strerror}。请检查磁盘和文件夹，再运行同一条命令。"
    if isinstance(error, MemoryError):
        return "内存不够。请关闭一些程序，再运行同一条命令。"
    return f"程序自身出错（{type(error).__name__}），不是您的错。{_logged(error)}"


def _logged(error: BaseException) -> str:
    """Write the traceback into a file for the maintainers, as far as there is room; tell where."""
    path = Path(tempfile.gettempdir()) / f"casebook-{os.getpid()}.log"
    try:
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return "详细记录没有写下来，请检查磁盘空间，再运行同一条命令。"
    return f"详细记录在 {path}，请把它交给维护者。"
