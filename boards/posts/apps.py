"""The posts room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostsConfig(AppConfig):
    """Posts and notices: lists, the article page, and what moderators do to them."""

    name = "boards.posts"
    label = "boards_posts"
    verbose_name = _("Posts")

    def ready(self) -> None:
        from boards.posts.comments import picture_access
        from boards.posts.lists import listeners as list_listeners
        from boards.posts.lists.numbering import compaction, migrating
        from boards.posts.reactions import listeners as reaction_listeners
        from boards.posts.trash import listeners as trash_listeners
        from boards.posts.uploads import listeners

        listeners.connect()
        list_listeners.connect()
        picture_access.connect()
        reaction_listeners.connect()
        trash_listeners.connect()
        migrating.connect(self)
        compaction.connect()
