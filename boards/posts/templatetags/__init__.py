"""Template tags of the posts room."""
