"""A bulk verb for all posts of a list: in the background, with its progress, undone as a whole."""
