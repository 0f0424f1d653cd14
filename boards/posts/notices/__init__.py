"""Notices (공지): posts pinned above the rows of lists."""
