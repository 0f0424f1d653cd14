"""Template tags of the room of sanctions."""
