"""The work of moving the comments of one post under another, and back, some threads at a time.

Each part is one transaction, which holds the merge and then both posts, these in the order of their
numbers. A run that is cut off goes on where it stopped when it is called again.
"""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from boards.members.models import Member
from boards.posts.counting import add_to_counts, take_from_counts
from boards.posts.models import (
    AnonymousNumber,
    Comment,
    CommentMerge,
    MergedComment,
    Post,
    Trashed,
    Upload,
)
from boards.posts.models.comment import THREAD
from boards.posts.signals import comments_moved, post_hidden, post_shown, unhiding
from boards.posts.states import State

THREADS = 200  # of one part


def merge_of(post: Post) -> CommentMerge | None:
    """Return the merge that moved the comments of a hidden post away, with its target."""
    if post.state != State.HIDDEN:
        return None
    merges = CommentMerge.objects.filter(source=post, undone_at=None)
    return merges.select_related("target__board").first()


def locked_posts(*pks: int) -> dict[int, Post]:
    """Hold posts in the order in which everybody does, deleted or not, and return them."""
    posts = Post.objects.select_for_update(of=("self",), no_key=True).select_related("board")
    return {post.pk: post for post in posts.filter(pk__in=pks).order_by("pk")}


def threads_to_move(source: Post, target: Post) -> "QuerySet[Comment]":
    """Return the first comments of the threads that go.

    A thread with a secret comment stays, unless both posts have one author: the author of the
    other post would read what was not for them.
    """
    roots = Comment.objects.filter(post=source, root=None)
    if source.author_id is not None and source.author_id == target.author_id:
        return roots
    secret = Comment.objects.filter(post=source, is_secret=True).annotate(first=THREAD)
    return roots.exclude(pk__in=secret.values("first"))


def go_on(merge_id: int) -> bool:
    """Do the next part; return whether there is more to do."""
    with transaction.atomic():
        held = CommentMerge.objects.select_for_update(of=("self",)).select_related("by")
        merge = held.get(pk=merge_id)
        posts = locked_posts(merge.source_id, merge.target_id)
        source, target = posts[merge.source_id], posts[merge.target_id]
        if merge.finished_at is None:
            return _move_some(merge, source, target)
        if merge.undone_at is not None and merge.returned_at is None:
            return _return_some(merge, source, target)
        return False


def _move_some(merge: CommentMerge, source: Post, target: Post) -> bool:
    roots = _first_of(threads_to_move(source, target))
    if not roots:
        _finish(merge, source)
        return False
    comments = _of_threads(source, roots)
    before = {each.pk: each.anonymous_number for each in comments}
    _renumber(comments, source, target, _numbers_given(merge))
    MergedComment.objects.bulk_create(
        MergedComment(
            merge=merge,
            comment=each,
            anonymous_number=before[each.pk],
            number_given=each.anonymous_number,
        )
        for each in comments
    )
    _put_under(comments, source, target)
    return True


def _finish(merge: CommentMerge, source: Post) -> None:
    merge.finished_at = timezone.now()
    merge.save(update_fields=["finished_at"])
    if source.state == State.PUBLISHED:
        source.state = State.HIDDEN
        source.save(update_fields=["state"])
        post_hidden.send(sender=Post, post=source, by=merge.by)


def _return_some(merge: CommentMerge, source: Post, target: Post) -> bool:
    """Move threads back, and what was said in them since."""
    moved = merge.moved.filter(is_returned=False, comment__root=None, comment__post=target)
    roots = list(moved.order_by("comment").values_list("comment", flat=True)[:THREADS])
    if not roots:
        _finish_return(merge, source)
        return False
    comments = _of_threads(target, roots)
    before = dict(
        merge.moved.filter(comment__in=comments).values_list("comment", "anonymous_number")
    )
    known = {new: old for old, new in _numbers_given(merge).items()}
    _renumber([each for each in comments if each.pk not in before], target, source, known)
    for each in comments:
        if each.pk in before:
            each.anonymous_number = before[each.pk]
    _put_under(comments, target, source)
    merge.moved.filter(comment__in=comments).update(is_returned=True)
    return True


def _finish_return(merge: CommentMerge, source: Post) -> None:
    merge.returned_at = timezone.now()
    merge.save(update_fields=["returned_at"])
    source.comments_locked = merge.was_locked
    source.save(update_fields=["comments_locked"])
    if source.state == State.HIDDEN and merge.state_before == State.PUBLISHED:
        _show(source, by=merge.undone_by)


def _show(source: Post, *, by: Member | None) -> None:
    try:
        unhiding.send(sender=Post, row=source, by=by)
    except ValidationError:
        return  # somebody else has to decide about it, or it was removed by law since
    source.state = State.PUBLISHED
    source.save(update_fields=["state"])
    post_shown.send(sender=Post, post=source, by=by)


def _first_of(roots: "QuerySet[Comment]") -> list[int]:
    return list(roots.order_by("pk").values_list("pk", flat=True)[:THREADS])


def _of_threads(post: Post, roots: Collection[int]) -> list[Comment]:
    """Hold the comments of threads, deleted ones too, without their texts."""
    comments = Comment.objects.filter(Q(pk__in=roots) | Q(root__in=roots), post=post)
    held = comments.select_for_update(of=("self",)).order_by("pk")
    return list(held.only("pk", "anonymous_number", "state", "post"))


def _put_under(comments: list[Comment], source: Post, target: Post) -> None:
    pks = [each.pk for each in comments]
    for each in comments:
        each.post = target
    Comment.objects.bulk_update(comments, ["post", "anonymous_number"], batch_size=500)
    Upload.objects.filter(comment__in=pks).update(post=target)
    Trashed.objects.filter(comment__in=pks).update(post=target, board=target.board)
    published = sum(each.state == State.PUBLISHED for each in comments)
    take_from_counts(source.pk, comments=published)
    add_to_counts(target.pk, comments=published)
    comments_moved.send(sender=Comment, source=source, target=target, comment_ids=pks)


# -- numbers of anonymous authors ---------------------------------------------------------------


def _numbers_given(merge: CommentMerge) -> dict[int, int]:
    """Return by number under the source which one the merge gave under the target."""
    numbered = merge.moved.filter(anonymous_number__isnull=False, number_given__isnull=False)
    pairs = numbered.values_list("anonymous_number", "number_given").distinct()
    return {old: new for old, new in pairs if old is not None and new is not None}


def _renumber(
    comments: Iterable[Comment], source: Post, target: Post, known: dict[int, int]
) -> None:
    """Give comments the numbers under which their authors speak on another post.

    Who has no number there keeps the new one. Who has one, or wrote that post anonymously, gets
    another one for what they said elsewhere: nothing may tell that it is the same member.
    """
    for comment in comments:
        old = comment.anonymous_number
        if old is None:
            continue
        if old not in known:
            known[old] = _new_number(source, target, old)
        comment.anonymous_number = known[old]


def _new_number(source: Post, target: Post, old: int) -> int:
    given = AnonymousNumber.objects.filter(post=source, number=old).select_related("member").first()
    member = given.member if given else None
    numbers = AnonymousNumber.objects.filter(post=target)
    is_known = member is not None and (
        (target.is_anonymous and target.author_id == member.pk)
        or numbers.filter(member=member).exists()
    )
    last = numbers.aggregate(last=Coalesce(Max("number"), 0))["last"]
    shown = Comment.objects.filter(post=target).aggregate(
        last=Coalesce(Max("anonymous_number"), 0)
    )["last"]
    number = max(last, shown) + 1
    AnonymousNumber.objects.create(post=target, member=None if is_known else member, number=number)
    return number
