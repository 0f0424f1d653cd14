"""Configuration of the moderation room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Reports, the queue, decisions, appeals, and the log of what moderators did."""

    name = "boards.moderation"
    label = "boards_moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from boards.moderation import comment_kind, listeners, post_kind, sanction_kind
        from boards.moderation.log import migrating
        from boards.moderation.takedowns import listeners as takedown_listeners

        post_kind.connect()
        comment_kind.connect()
        sanction_kind.connect()
        listeners.connect()
        takedown_listeners.connect()
        migrating.connect(self)
