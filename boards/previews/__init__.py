"""Titles and pictures of the pages that posts link to."""
