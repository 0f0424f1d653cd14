"""The queue of what was reported, for the moderators of its boards."""
