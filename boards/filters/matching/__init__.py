"""Finds watched words, patterns and domains in what people write."""
