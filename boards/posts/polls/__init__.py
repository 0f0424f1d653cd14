"""Polls (투표) in posts: asked with the post, voted on by members, counted as they vote."""
