"""From the bytes of a file to a checked model, and back to its one canonical form."""
