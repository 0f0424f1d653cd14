"""The admin of every room of posts; each module registers what is its own."""

from boards.posts.comments import admin as comments_admin
from boards.posts.moderation import admin as moderation_admin
from boards.posts.notices import admin as notices_admin
from boards.posts.polls import admin as polls_admin
from boards.posts.uploads import admin as uploads_admin
from boards.posts.writing import admin as writing_admin

__all__ = [
    "comments_admin", "moderation_admin", "notices_admin", "polls_admin", "uploads_admin",
    "writing_admin",
]  # fmt: skip
