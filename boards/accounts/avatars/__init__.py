"""Profile pictures: how they are checked, stored, handed out and removed.

They stand here and not with the members: the program that reads pictures from anywhere belongs to
the uploads of posts, above the members. What a page needs to show one, a key and its URL, is below
all that show it, in `boards.members.avatars`.
"""
