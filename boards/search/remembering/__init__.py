"""Searches that were made: a member's own, and those of many."""
