"""Measures how fast the site is: `make bench`. docs/performance.md says what and how.

`bench`, `writes`, `memory_growth`, `nodes`, `lighthouse` and `drill` are commands; what they share
stands in `command`. They start programs (`servers`, `nginx`), fill databases (`databases`), send
loads (`load`), and call what is in `inside` in processes with the site's settings (`site`).
`documents` writes the figures down.
"""
