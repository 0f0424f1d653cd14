"""Commands of the samples room."""
