"""Akismet, a service that says of a text whether it is spam; asked where an admin has a key."""
