"""Seeing the site as a member does, with a reason, for a while, and without changing it."""
