"""Asking a person for a record, one question after another."""
