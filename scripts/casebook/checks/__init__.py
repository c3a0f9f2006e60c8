"""The checks over a whole knowledge base: its rules, its documents' texts, its link ledger."""
