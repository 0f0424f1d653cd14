"""What is written about lists."""
