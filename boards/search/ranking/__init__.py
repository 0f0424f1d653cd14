"""Which of the posts that were found come first, and what of them is shown."""
