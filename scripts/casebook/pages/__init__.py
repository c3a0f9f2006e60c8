"""Markdown pages from the Catalog."""
