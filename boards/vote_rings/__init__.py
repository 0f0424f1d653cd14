"""Recommendations that look agreed upon: found in the background, shown to moderators."""
