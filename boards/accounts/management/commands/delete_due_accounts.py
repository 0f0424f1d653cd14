"""manage.py delete_due_accounts"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.accounts.actions.delete_account import delete_account
from boards.accounts.due_accounts import due_accounts


class Command(BaseCommand):
    """Deletes due accounts now; each has a task of its own besides, which waits for its day."""

    help = (
        "Delete the accounts whose owners requested it a week ago. Continues an interrupted run. "
        "Exits with 1 if an account could not be deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="list them and delete nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Go through the accounts, one after another, and say what became of each."""
        due = due_accounts()
        failed = 0
        for number, member_id in enumerate(due, start=1):
            outcome = _("would be deleted") if dry_run else self._outcome(member_id)
            failed += outcome is None
            self.stdout.write(
                _("%(number)d of %(all)d: member %(id)d %(outcome)s.")
                % {
                    "number": number,
                    "all": len(due),
                    "id": member_id,
                    "outcome": outcome or _("could not be deleted"),
                }
            )
        if failed:
            raise CommandError(_("%(failed)d accounts could not be deleted.") % {"failed": failed})
        if not due:
            self.stdout.write(_("No account is due."))

    def _outcome(self, member_id: int) -> str | None:
        """Delete one account; None when that failed, which must not stop the others."""
        try:
            deleted = delete_account(member_id=member_id)
        except ValidationError as error:
            self.stderr.write(" ".join(error.messages))
        except Exception as error:
            # The type alone: a message may repeat what the member wrote.
            self.stderr.write(type(error).__qualname__)
        else:
            return _("is deleted") if deleted else _("is no longer due")
        return None
