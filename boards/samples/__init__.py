"""Generated content, to see the site with a million posts."""
