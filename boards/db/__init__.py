"""Machinery that every room uses with the database."""
