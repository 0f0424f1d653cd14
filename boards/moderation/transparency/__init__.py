"""What everybody may know of the decisions of moderators."""
