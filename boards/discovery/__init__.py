"""What search engines and other sites read of a page."""
