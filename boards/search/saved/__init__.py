"""Searches that members saved, and the new posts that they find."""
