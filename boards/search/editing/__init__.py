"""What admins change of the search."""
