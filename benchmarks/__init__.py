"""Measures how fast the site is: `make bench`. docs/performance.md says what and how."""
