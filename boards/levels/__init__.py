"""How members earn their levels: what counts, and when it is looked at.

What a level is and may stands in `boards.members.levels`, below.
"""
