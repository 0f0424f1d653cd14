"""What moderators do with posts and tags: one verb a file."""
