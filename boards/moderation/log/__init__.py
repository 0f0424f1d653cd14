"""The append-only log of what moderators did."""
