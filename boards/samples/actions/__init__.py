"""What the samples room does: one verb a file."""
