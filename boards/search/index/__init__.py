"""What the index holds of posts, and what it is asked."""
