"""Template tags of the moderation room."""
