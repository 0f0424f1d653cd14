"""What the checks of several nodes need of the site's own models."""

import time
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Sum

from boards.counters.models import DailyViews, ViewTotal
from boards.counters.roll_up import roll_up_views
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Post

ROLL_UPS, SECONDS_BETWEEN = 200, 0.01


def make_member(handle: str, password: str) -> dict[str, Any]:
    """Make a member who may sign in; return its key, and those of a post and its board."""
    email = f"{handle}@example.com"
    member = Member.objects.create_user(handle=handle, email=email, password=password)
    EmailAddress.objects.create(user=member, email=email, verified=True, primary=True)
    boards = Board.objects.readable_by(None)
    post = Post.objects.visible_to(None).filter(board__in=boards)[0]
    return {
        "member": member.pk, "post": post.pk, "board": post.board_id, "slug": post.board.slug,
    }  # fmt: skip


def views_of(post: int) -> list[int]:
    """Return the total that is shown of a post, and the sum of its days."""
    total = ViewTotal.objects.filter(post=post).values_list("total", flat=True).first()
    days = DailyViews.objects.filter(post=post).aggregate(all=Sum("views"))["all"]
    return [total or 0, days or 0]


def roll_up() -> None:
    """Roll views up again and again, as a node does now and then."""
    for _ in range(ROLL_UPS):
        roll_up_views()
        time.sleep(SECONDS_BETWEEN)
