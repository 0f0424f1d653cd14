"""The text of a comment, from what was typed to what is stored."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import is_longer_than, shows_nothing
from boards.members.models import Member
from boards.posts.comments.mentions import with_mentions
from boards.posts.models import Comment
from boards.posts.text.plain_markup import markup_of
from boards.posts.text.sanitising import storable

MAX_COMMENT_LENGTH = 3000  # characters, as people count them


def set_text(
    comment: Comment, text: str, *, writer: Member, has_picture: bool = False
) -> list[int]:
    """Give a comment its text and the HTML made of it; return the ids of who is mentioned.

    Args:
        has_picture: the comment is to show one, which needs no words.

    Raises:
        ValidationError: for its field `text`, when there is nothing to read or too much.
    """
    comment.text = as_stored(text)
    validate_text(comment.text, has_picture=has_picture)
    comment.body, mentioned = with_mentions(
        markup_of(comment.text), writer=writer, post=comment.post
    )
    return [pk for pk in mentioned if pk != writer.pk]


def as_stored(text: str) -> str:
    """Return a text as it is stored: composed, with plain line ends and none around it.

    What shows nothing is stored as nothing.
    """
    stored = "\n".join(storable(text).splitlines()).strip()
    return "" if shows_nothing(stored) else stored


def validate_text(text: str, *, has_picture: bool = False) -> None:
    """Raise ValidationError for a comment that shows nothing or is too long."""
    if shows_nothing(text) and not has_picture:
        raise ValidationError({"text": _("Write something.")})
    if is_longer_than(text, MAX_COMMENT_LENGTH):
        message = _("A comment has %(longest)d characters at most.")
        raise ValidationError(
            {"text": ValidationError(message, params={"longest": MAX_COMMENT_LENGTH})}
        )
