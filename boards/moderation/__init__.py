"""Keeping the place good: reports, the queue, decisions, appeals, and the log of all that."""
