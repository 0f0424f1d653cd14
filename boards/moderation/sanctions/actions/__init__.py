"""What moderators do to members and networks: one verb a file."""
