"""What happens to suspicious recommendations: one verb a file."""
