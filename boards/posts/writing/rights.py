"""What a level lets a member write with: tags that do not exist yet, and polls."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.levels import Right, may
from boards.members.models import Member
from boards.models import Board
from boards.posts.permissions import writing_rights
from boards.posts.writing.tagging import unknown_tags


def check_makes_poll(by: Member, board: Board) -> None:
    """Return when a member may make a poll on a board.

    Raises:
        ValidationError: for the field `poll_choices`, which says what to do.
    """
    if Right.POLLS not in writing_rights(by, board):
        message = _(
            "New members cannot make polls yet. Empty these fields to publish the post without one."
        )
        raise ValidationError({"poll_choices": ValidationError(message, code="level")})


def check_tags(by: Member, board: Board, names: Sequence[str]) -> None:
    """Return when a member may give these tags; asks nothing for who is not new.

    Raises:
        as `check_makes_tags`.
    """
    if names and not may(by, Right.NEW_TAGS) and (unknown := unknown_tags(names)):
        check_makes_tags(by, board, unknown)


def check_makes_tags(by: Member, board: Board, unknown: Collection[str]) -> None:
    """Return when a member may make tags of these names on a board.

    Raises:
        ValidationError: for the field `tags`, with the names.
    """
    if Right.NEW_TAGS in writing_rights(by, board):
        return
    message = _(
        "New members use tags that exist already. Take these out, or choose one of the "
        "suggestions: %(names)s"
    )
    error = ValidationError(message, code="level", params={"names": ", ".join(unknown)})
    raise ValidationError({"tags": error})
