"""What moderators do with texts that wait."""
