"""From a query to the posts that are found."""
