"""Who sanctions whom in the tests of this folder."""

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from boards.members.models import Member
from boards.moderation.sanctions.actions.sanction_member import sanction_member
from boards.moderation.sanctions.giving import Terms
from boards.sanctions.models import Sanction, SanctionKind
from tests.factories import AdminFactory, MemberFactory

WEEK = timedelta(days=7)


def site_moderator(**fields) -> Member:
    """Return a member who may sanction on the whole site, and is no superuser."""
    member = MemberFactory(is_staff=True, **fields)
    member.user_permissions.add(Permission.objects.get(codename="sanction_everywhere"))
    return Member.objects.get(pk=member.pk)


def _given(kind, member, by, board, lasts, reason) -> Sanction:
    ends_at = timezone.now() + lasts if lasts else None
    terms = Terms(reason=reason, board=board, ends_at=ends_at)
    sanction = sanction_member(kind, member=member, by=by or AdminFactory(), terms=terms)
    member.refresh_from_db()
    return sanction


def silence(member, by=None, board=None, lasts=WEEK, reason="같은 글을 되풀이했어요.") -> Sanction:
    """Silence a member for a week, as a moderator does."""
    return _given(SanctionKind.SILENCE, member, by, board, lasts, reason)


def suspend(member, by=None, lasts=WEEK, reason="광고를 되풀이했어요.") -> Sanction:
    """Suspend a member for a week, as a moderator does."""
    return _given(SanctionKind.SUSPEND, member, by, None, lasts, reason)


def warn(member, by=None, board=None, reason="욕은 안 돼요.") -> Sanction:
    """Warn a member, as a moderator does."""
    return _given(SanctionKind.WARN, member, by, board, None, reason)


def signed_in(member: Member) -> Client:
    """Return a browser in which the member is signed in."""
    client = Client(headers={"user-agent": "Firefox", "accept-language": "en"})
    client.force_login(member)
    return client
