"""E-mails about takedown requests: to senders, in the language of their form, and to members."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.mail import write_to, write_to_address
from boards.members.models import Member
from boards.moderation.takedowns.models import TakedownRequest
from boards.moderation.takedowns.paths import follow_path, request_path
from boards.moderation.takedowns.permissions import who_handle_takedowns


def write_receipt(request: TakedownRequest) -> None:
    """Tell the sender, where there is an e-mail address, by which number and URL to follow it."""
    subject = format_lazy(_("We received your request {number}"), number=request.pk)
    _write_to_sender(request, subject, "takedowns/mail/receipt.txt")


def write_decision(request: TakedownRequest) -> None:
    """Tell the sender what was decided."""
    subject = format_lazy(_("Your request {number} was decided"), number=request.pk)
    _write_to_sender(request, subject, "takedowns/mail/decision.txt")


def write_to_handlers(request: TakedownRequest) -> None:
    """Tell everybody who may decide it that the clock runs; nothing of the sender stands in it."""
    for member in who_handle_takedowns():
        write_to(
            member,
            subject=format_lazy(_("Takedown request {number}: 48 hours"), number=request.pk),
            template="takedowns/mail/urgent.txt",
            context={"request": request, "path": request_path(request)},
        )


def write_to_owner(owner: Member, request: TakedownRequest, *, path: str) -> None:
    """Tell a member that something of theirs was removed: 17 USC 512(g)(2)(A)."""
    write_to(
        owner,
        subject=_("Something of yours was removed"),
        template="takedowns/mail/owner.txt",
        context={"request": request, "path": path},
    )


def write_copy(counter: TakedownRequest, removal: TakedownRequest) -> None:
    """Send a counter-notice to who asked for the removal, in the language of their form."""
    write_to_address(
        removal.email,
        language=removal.language,
        subject=format_lazy(_("A counter-notice to your request {number}"), number=removal.pk),
        template="takedowns/mail/copy.txt",
        context={"counter": counter, "removal": removal, "things": counter.targets.order_by("pk")},
    )


def _write_to_sender(request: TakedownRequest, subject: Promise, template: str) -> None:
    write_to_address(
        request.email,
        language=request.language,
        subject=subject,
        template=template,
        context={"request": request, "path": follow_path(request)},
    )
