"""Keeps moderators from showing again what was removed by law."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.moderation.takedowns.likenesses import record_copy
from boards.moderation.takedowns.things import can_judge, is_taken_down, taken_down_comments
from boards.posts.comments.taken_down import use_removal_rule
from boards.posts.models import Comment, Post, Upload
from boards.posts.signals import unhiding, upload_refused
from boards.posts.uploads.access import use_judging_rule


def connect() -> None:
    """Listen to what is shown again, and say who may see what they are to judge."""
    use_judging_rule(can_judge)
    upload_refused.connect(_record_copy, dispatch_uid="boards_moderation.takedown_copies")
    use_removal_rule(taken_down_comments)
    unhiding.connect(_refuse, dispatch_uid="boards_moderation.takedowns")


def _record_copy(*, upload: Upload, request_number: int, **kwargs: Any) -> None:
    record_copy(upload, request_number)


def _refuse(*, row: Post | Comment, **kwargs: Any) -> None:
    """Refuse everybody, the system too: it undoes clean-ups in the name of site moderators.

    Who decides a counter-notice has stored before that the row is no longer taken down.
    """
    if is_taken_down(row):
        told = _("It was removed for a takedown request. Only a counter-notice brings it back.")
        raise ValidationError(told, code="taken_down")
