"""Recommending posts and comments, and saving posts for later."""
