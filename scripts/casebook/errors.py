"""Why a command cannot go on."""

from __future__ import annotations


class Stopped(Exception):
    """Wrong use, or something around us that fails: one Chinese sentence with the way out. Exit status 2."""
