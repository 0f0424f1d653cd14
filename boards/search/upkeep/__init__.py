"""Keeps the index and what is stored beside it true."""
