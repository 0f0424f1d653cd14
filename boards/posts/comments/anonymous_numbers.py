"""Numbers under which members speak anonymously on one post."""

from django.db.models import Max

from boards.members.models import Member
from boards.posts.models import AnonymousNumber, Post

AUTHOR_OF_THE_POST = 0


def anonymous_number_for(*, post: Post, member: Member) -> int:
    """Return the member's number on this post, and give a new one to who has none.

    The author of an anonymous post keeps number 0. The author of a post with a name gets a
    number like everybody: 0 would tell who it is. The caller holds the lock of the post's row,
    so that two new numbers are never the same.
    """
    known = AnonymousNumber.objects.filter(post=post, member=member).first()
    if known is not None:
        return known.number
    if post.is_anonymous and post.author_id == member.pk:
        number = AUTHOR_OF_THE_POST
    else:
        last = AnonymousNumber.objects.filter(post=post).aggregate(last=Max("number"))["last"]
        number = (last or AUTHOR_OF_THE_POST) + 1
    AnonymousNumber.objects.create(post=post, member=member, number=number)
    return number
