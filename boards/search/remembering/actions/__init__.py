"""What the pages of the search room write."""
