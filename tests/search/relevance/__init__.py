"""A set of posts and queries with judgements, and how well the search answers them."""
