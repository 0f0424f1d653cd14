"""Writing and editing posts, and the drafts of both."""
