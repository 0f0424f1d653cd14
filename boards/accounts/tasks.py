"""Background work of the accounts room."""

from uuid import UUID

from django_tasks import task

from boards.accounts.actions.delete_account import delete_account
from boards.accounts.actions.make_export import make_export
from boards.accounts.actions.sweep_exports import sweep_exports
from boards.accounts.actions.tell_of_deletion import tell_of_deletion


@task()
def make_export_in_background(export_id: str) -> None:
    """Make the ZIP of one member's data, and have it removed when it expires."""
    expires_at = make_export(export_id=UUID(export_id))
    if expires_at:
        sweep_exports_in_background.using(run_after=expires_at).enqueue()


@task()
def sweep_exports_in_background() -> None:
    """Remove what has expired; see `sweep_exports`."""
    sweep_exports()


@task()
def tell_of_deletion_in_background(member_id: int) -> None:
    """Write to a member that their account will be deleted; see `tell_of_deletion`."""
    tell_of_deletion(member_id=member_id)


@task()
def delete_account_in_background(member_id: int) -> None:
    """Delete an account whose time has come, unless its owner stays; see `delete_account`."""
    delete_account(member_id=member_id)
