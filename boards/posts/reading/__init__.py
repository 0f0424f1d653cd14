"""The pages that people read: an article, a board, the posts of a tag."""
