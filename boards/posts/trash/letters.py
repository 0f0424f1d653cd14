"""Tells members what became of their texts."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from boards.members.mail import write_to
from boards.members.models import Member
from boards.posts.models import Comment, Post
from boards.posts.states import State


def tell_author(row: Post | Comment, *, by: Member, reason: str) -> None:
    """Write to the author of what a moderator restored, who read that it was gone."""
    author = row.author
    if author is None or author.pk == by.pk or not author.is_active:
        return
    is_published = row.state == State.PUBLISHED
    context = {
        "address": f"{settings.SITE_URL}{row.get_absolute_url()}",
        "reason": reason,
        "is_published": is_published,
        "is_post": isinstance(row, Post),
    }
    subject = _("Your text was restored")
    write_to(author, subject=subject, template="trash/mail/restored.txt", context=context)
