"""Recommendations that look agreed upon."""
