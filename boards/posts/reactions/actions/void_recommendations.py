"""Takes recommendations out of the counts, and puts them back: a moderator's decision.

The rows stay, so that this can be undone, and the counts remain the number of rows that count,
whatever members do meanwhile.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from boards.posts.counting import add_to_counts, take_from_counts
from boards.posts.models import Comment, CommentRecommendation, Recommendation


@transaction.atomic
def void_recommendations(
    *, of_posts: Collection[int] = (), of_comments: Collection[int] = ()
) -> int:
    """Let recommendations count no more; return how many did until now.

    Args:
        of_posts, of_comments: keys of their rows; those that are gone are passed over.
    """
    return _set(of_posts, of_comments, is_void=True)


@transaction.atomic
def count_again(*, of_posts: Collection[int], of_comments: Collection[int]) -> int:
    """Let voided recommendations count again; return how many did not until now."""
    return _set(of_posts, of_comments, is_void=False)


def _set(of_posts: Collection[int], of_comments: Collection[int], *, is_void: bool) -> int:
    return _of_posts(of_posts, is_void=is_void) + _of_comments(of_comments, is_void=is_void)


def _of_posts(keys: Collection[int], *, is_void: bool) -> int:
    """Change row and count of one post after the other, in the order in which anybody does."""
    rows, changed = Recommendation.objects.filter(pk__in=keys, is_void=not is_void), 0
    for post in rows.order_by("post").values_list("post", flat=True).distinct():
        count = rows.filter(post=post).update(is_void=is_void)
        change = take_from_counts if is_void else add_to_counts
        change(post, recommends=count)
        changed += count
    return changed


def _of_comments(keys: Collection[int], *, is_void: bool) -> int:
    """Hold each comment before its rows, as who recommends it does: or two wait for each other."""
    rows, changed = CommentRecommendation.objects.filter(pk__in=keys, is_void=not is_void), 0
    for pk in rows.order_by("comment").values_list("comment", flat=True).distinct():
        comment = Comment.objects.filter(pk=pk)
        comment.select_for_update(no_key=True).order_by().first()
        count = rows.filter(comment=pk).update(is_void=is_void)
        sign = -1 if is_void else 1
        comment.update(recommends=F("recommends") + sign * count)
        changed += count
    return changed
