"""What happens to previews."""
