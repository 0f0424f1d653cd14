"""What moderators do with posts and tags, and what they may look up."""
