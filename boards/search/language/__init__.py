"""What people write to the search: queries, fields, and names of one thing."""
