"""Where things are: the checkout, and the knowledge base in it (or the one named on the command line)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casebook.memory import Memory


@dataclass(frozen=True)
class Project:
    """The folders that a command works on.

    root: the checkout. practices: the knowledge base, `root/practices` unless another was named.
    """

    root: Path
    practices: Path

    @classmethod
    def here(cls, practices: Path | None = None) -> Project:
        """Return the project of this checkout, with its own knowledge base or another one."""
        root = Path(__file__).resolve().parents[2]
        return cls(root, practices.resolve() if practices else root / "practices")

    @cached_property
    def memory(self) -> Memory:
        """What is remembered of earlier commands, for this one."""
        return Memory.of(self.root)

    @property
    def own(self) -> Path:
        """The checkout's own knowledge base: vocabularies that another one lacks come from here."""
        return self.root / "practices"
