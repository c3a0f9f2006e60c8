"""The live site for those who write records."""
