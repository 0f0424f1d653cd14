"""What templates show of members."""
