"""Keeping what was published: a record gets another id, goes into another one, or is taken down, and nothing loses its way."""
