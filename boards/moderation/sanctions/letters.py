"""E-mails to members about their sanctions.

Like every letter of the site they are stored in the transaction of what they tell, so that each is
there exactly when that is, and once; a mail server that is away delays them alone.
"""

import structlog
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.members.email_addresses import has_proven_email
from boards.members.mail import write_to
from boards.members.models import Member
from boards.sanctions.models import Sanction

logger = structlog.get_logger(__name__)


def tell_given(sanction: Sanction, *, member: Member) -> None:
    """Tell a member what a new sanction is, where, why, until when, and how to appeal."""
    # Neither what it is nor why: a subject is read over a shoulder, and on a locked telephone.
    subject = _("A moderator has decided something about your account")
    _tell(sanction, member, subject, "moderation/sanctions/mail/given.txt")


def tell_lifted(sanction: Sanction, *, member: Member) -> None:
    """Tell a member that a sanction was lifted before its end, or a warning taken back."""
    subject = _("A moderator has taken back a decision about your account")
    _tell(sanction, member, subject, "moderation/sanctions/mail/lifted.txt")


def _tell(sanction: Sanction, member: Member, subject: Promise, template: str) -> None:
    """Write to the member, unless the account is switched off or has no confirmed address.

    What goes wrong with the letter leaves the sanction as it is: the pages tell of it as well.
    """
    if not member.is_active or not has_proven_email(member):
        return
    try:
        with transaction.atomic():
            write_to(member, subject=subject, template=template, context={"sanction": sanction})
    except Exception:
        logger.exception("sanction_not_told", sanction=sanction.pk)
