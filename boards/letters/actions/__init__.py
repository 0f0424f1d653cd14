"""What happens to letters."""
