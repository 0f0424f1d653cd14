"""What nobody may erase from the trash yet: what moderators still have to decide about."""

from collections.abc import Sequence

from django.db.models import Q

from boards.moderation.models import Case, CaseState, TakedownTarget
from boards.posts.models import Comment, Trashed


def held_by_cases(trashed: Sequence[Trashed]) -> set[int]:
    """Return the keys of what an undecided case, appeal or takedown request is about.

    A post is held by its comments as well. Four queries, however many there are.
    """
    by_comment = {each.comment_id: each.pk for each in trashed if each.comment_id}
    by_post = {each.post_id: each.pk for each in trashed if not each.comment_id}
    return {
        *(by_post[pk] for pk in _undecided("post", list(by_post))),
        *(by_comment[pk] for pk in _undecided("comment", list(by_comment))),
        *(by_post[pk] for pk in _posts_of_undecided_comments(list(by_post))),
    }


def _undecided(kind: str, pks: list[int]) -> set[int]:
    if not pks:
        return set()
    cases = Case.objects.filter(kind=kind, target_id__in=pks).exclude(state=CaseState.DECIDED)
    asked = TakedownTarget.objects.filter(
        kind=kind, target_id__in=map(str, pks), request__result=""
    )
    return {
        *cases.values_list("target_id", flat=True),
        *(int(pk) for pk in asked.values_list("target_id", flat=True)),
    }


def _posts_of_undecided_comments(posts: list[int]) -> set[int]:
    """Walk from the few cases that wait, and not from the many comments."""
    if not posts:
        return set()
    cases = Case.objects.exclude(state=CaseState.DECIDED).filter(kind="comment")
    asked = TakedownTarget.objects.filter(kind="comment", request__result="")
    named = [int(pk) for pk in asked.values_list("target_id", flat=True)]
    waiting = Q(pk__in=cases.values("target_id")) | Q(pk__in=named)
    return set(Comment.objects.filter(waiting, post__in=posts).values_list("post_id", flat=True))
