"""The search index: script files that the browser loads as it needs them."""
