"""The search for members."""
