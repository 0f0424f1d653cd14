"""What a member's data looks like outside the site; docs/export.md describes it."""
