"""Lists of posts: their rows, pages and numbers."""
