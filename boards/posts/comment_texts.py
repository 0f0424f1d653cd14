"""The text of a comment, from what was typed to what is stored."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.lengths import is_longer_than
from boards.posts.mentions import with_mentions
from boards.posts.models import Comment
from boards.posts.plain_markup import markup_of
from boards.posts.sanitising import storable

LONGEST_COMMENT = 3000  # characters, as people count them
HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters by their category, and invisible


def set_text(comment: Comment, text: str, *, writer: Member) -> list[int]:
    """Give a comment its text and the HTML made of it; return the ids of who is mentioned.

    Raises:
        ValidationError: for its field `text`, when there is nothing to read or too much.
    """
    comment.text = "\n".join(storable(text).splitlines()).strip()
    validate_text(comment.text)
    comment.body, mentioned = with_mentions(
        markup_of(comment.text), writer=writer, post=comment.post
    )
    return [pk for pk in mentioned if pk != writer.pk]


def validate_text(text: str) -> None:
    """Raise ValidationError for a comment that shows nothing or is too long."""
    if not any(_is_visible(sign) for sign in text):
        raise ValidationError({"text": _("Write something.")})
    if is_longer_than(text, LONGEST_COMMENT):
        message = _("A comment has %(longest)d characters at most.")
        raise ValidationError(
            {"text": ValidationError(message, params={"longest": LONGEST_COMMENT})}
        )


def _is_visible(sign: str) -> bool:
    # Marks, separators, control characters and unassigned ones show nothing by themselves.
    return unicodedata.category(sign)[0] not in "MZC" and sign not in HANGUL_FILLERS
