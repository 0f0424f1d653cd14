"""Notes (메모) of moderators about a member."""
