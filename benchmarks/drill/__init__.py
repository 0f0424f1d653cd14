"""Kills, locks, fills and disconnects a site under load, and counts what that cost its members."""
