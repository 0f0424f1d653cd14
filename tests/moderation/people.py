"""Who reports, decides and appeals in the tests of this folder."""

from boards.members.levels import Level
from boards.members.models import Member
from boards.moderation.actions.decide_case import decide_case
from boards.moderation.actions.report_thing import report_thing
from boards.moderation.kinds import kind_of
from boards.moderation.models import Case, Decision, Outcome, Report, ReportReason
from boards.posts.models import Comment
from tests.factories import MemberFactory, ReportReasonFactory


def settled(**fields) -> Member:
    """Return somebody who is new no more: reports of theirs weigh 2."""
    return MemberFactory(level=Level.MEMBER, **fields)


def newcomer() -> Member:
    """Return a new member: reports of theirs weigh 1."""
    return MemberFactory()


def anonymously(comment: Comment) -> Comment:
    """Let a comment have no name."""
    comment.anonymous_number = 0
    comment.save(update_fields=["anonymous_number"])
    return comment


def some_reason() -> ReportReason:
    """Return a reason that members choose among."""
    return ReportReason.objects.offered().first() or ReportReasonFactory()


def report(thing, by=None, text="", reason=None) -> Report:
    """Report a thing as its page does."""
    kind = kind_of(type(thing)._meta.model_name)
    return report_thing(
        kind=kind, thing=thing, by=by or newcomer(), reason=reason or some_reason(), text=text
    )


def state_of(thing) -> str:
    """Return the state of a thing as the database has it."""
    thing.refresh_from_db()
    return thing.state


def case_of(thing) -> Case:
    """Return the latest case of a thing."""
    return Case.objects.filter(kind=thing._meta.model_name, target_id=thing.pk).latest("pk")


def decide(thing, by, outcome: Outcome, reason="") -> Decision:
    """Decide the open case of a thing as the queue does."""
    case = case_of(thing)
    return decide_case(case=case, by=by, outcome=outcome, reason=reason)
