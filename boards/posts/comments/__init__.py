"""Comments and replies under posts."""
