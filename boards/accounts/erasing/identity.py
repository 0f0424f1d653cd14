"""Takes away who somebody was."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from boards.accounts.actions.change_profile import forget_avatar
from boards.members.levels import Level
from boards.members.models import DEFAULT_LIST_SIZE, Member


def forget_identity(member: Member) -> None:
    """Leave of the member a nameless row, to which kept texts, recommendations and logs refer.

    The caller holds the row in a transaction.
    """
    _remove_ways_in(member)
    member.moderated_boards.clear()
    member.groups.clear()
    member.user_permissions.clear()
    member.handle = _free_handle(member)
    member.email = ""
    member.set_unusable_password()
    member.is_active = member.is_staff = member.is_superuser = False
    member.last_login = None
    member.language = member.time_zone = member.about = ""
    forget_avatar(member)
    member.list_size = DEFAULT_LIST_SIZE
    member.remembers_reading = True
    member.level, member.level_is_fixed = Level.NEW, False
    member.deleted_at = timezone.now()
    member.save()
    # The admin's log repeats the masked name.
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Member), object_id=str(member.pk)
    ).update(object_repr=member.handle)


def _remove_ways_in(member: Member) -> None:
    for session in UserSession.objects.filter(user=member):
        session.end()
    for way_in in (EmailAddress, SocialAccount, Authenticator):
        way_in.objects.filter(user=member).delete()


def _free_handle(member: Member) -> str:
    """Return `deleted-<id>`, or a longer name should somebody call themselves that."""
    handle = f"deleted-{member.pk}"
    while Member.objects.with_handle(handle).exclude(pk=member.pk).exists():
        handle = f"deleted-{handle}"
    return handle
