"""Votes in a poll, or changes one's vote.

The poll is held while its votes and their counts are written, and a constraint allows one vote to a
member: however many vote at once, each count is the number of its rows.
"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from boards.members.models import Member
from boards.posts import permissions as post_permissions
from boards.posts.models import Poll, Post, Vote
from boards.posts.polls.locking import add_votes, locked_poll
from boards.posts.polls.permissions import check_may_vote
from boards.posts.polls.storing import store_choices, store_vote


@transaction.atomic
def vote(*, post: Post, by: Member, choices: Collection[int]) -> bool:
    """Store the member's vote for some choices of a post's poll, given by their keys.

    A second vote takes the place of the first one; the same again changes nothing.

    Returns whether it changed an earlier vote.

    Raises:
        PermissionDenied: when `by` may not read the post, or nobody may vote on it.
        Silenced: when moderators keep `by` from writing on the board.
        ValidationError: with the code `closed` when the poll is, `none` or `many` for the wrong
            number of choices, `unknown` for one that the poll does not have, `twice` when a vote
            cannot be changed, `missing` when there is no poll any more.
    """
    poll = locked_poll(post)
    if not post_permissions.can_read(by, poll.post):
        raise PermissionDenied
    check_may_vote(by, poll.post)
    if poll.is_closed:
        raise ValidationError(_("This poll is closed."), code="closed")
    chosen = _checked(poll, choices)
    earlier = Vote.objects.filter(poll=poll, member=by).first()
    if earlier is None:
        store_vote(poll, member_id=by.pk, choices=chosen)
        return False
    return _change(poll, earlier, chosen)


def _checked(poll: Poll, choices: Collection[int]) -> set[int]:
    chosen = set(choices)
    if not chosen:
        raise ValidationError(_("Choose something first."), code="none")
    if len(chosen) > poll.max_choices:
        message = ngettext_lazy(
            "You can choose %(most)d at most.", "You can choose %(most)d at most.", poll.max_choices
        )
        raise ValidationError(message, code="many", params={"most": poll.max_choices})
    if not chosen <= set(poll.choices.values_list("pk", flat=True)):
        message = _("The poll was changed in the meantime. Look at it again.")
        raise ValidationError(message, code="unknown")
    return chosen


def _change(poll: Poll, stored: Vote, chosen: set[int]) -> bool:
    before = set(stored.choices.values_list("choice", flat=True))
    if before == chosen:
        return False
    if not poll.allows_changes:
        message = _("You have already voted, and votes in this poll cannot be changed.")
        raise ValidationError(message, code="twice")
    gone = before - chosen
    stored.choices.filter(choice__in=gone).delete()
    add_votes(sorted(gone), -1)
    store_choices(stored, chosen - before)
    stored.voted_at = timezone.now()
    stored.save(update_fields=["voted_at"])
    return True
