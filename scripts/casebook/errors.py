"""Why a command cannot go on."""

from __future__ import annotations


class Stopped(Exception):
    """Wrong use, or something around us that fails: one Chinese sentence with the way out. Exit status 2."""


class Unusable(Stopped):
    """A file that somebody handed in is none that can be used: one Chinese sentence with the way out. Exit status 1."""
