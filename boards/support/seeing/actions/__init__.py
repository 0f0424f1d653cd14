"""Beginning to see as a member, and ending it."""
