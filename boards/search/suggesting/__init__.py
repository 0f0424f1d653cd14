"""What somebody may want to search for: beginnings of words, and other spellings."""
