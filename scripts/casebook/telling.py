"""What a command tells while it works: on standard error, so that standard output holds results alone."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


def say(text: str) -> None:
    """Write one line about the work, at once."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def answer(text: str) -> None:
    """Write a result, as it is."""
    sys.stdout.write(text)
    sys.stdout.flush()


@dataclass
class Steps:
    """Numbered steps of a long command, each told with the seconds it took.

    total: how many steps there will be; 0: nothing is told.
    """

    total: int
    done: int = 0
    begun: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Tell that a step begins, run it, tell how long it took."""
        self.done += 1
        begun = time.monotonic()
        self._say(f"{text}……")
        yield
        self._say(f"{text}，用时 {time.monotonic() - begun:.1f} 秒")

    def _say(self, text: str) -> None:
        if self.total:
            say(f"[{self.done}/{self.total}] {text}")

    @property
    def seconds(self) -> float:
        """Seconds since the first step could begin."""
        return time.monotonic() - self.begun
