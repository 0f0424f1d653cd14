"""Takes a saved search away."""

from boards.db.deleting import delete_held
from boards.members.models import Member
from boards.search.models import SavedSearch


def remove_search(*, pk: int, member: Member) -> None:
    """Remove a saved search of the member's; one that is gone already is as good."""
    delete_held(SavedSearch.objects.filter(pk=pk, member=member))
