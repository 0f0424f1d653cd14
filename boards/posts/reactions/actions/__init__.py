"""How readers react: one verb a file."""
