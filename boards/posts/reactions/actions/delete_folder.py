"""Takes a folder of scraps away."""

from boards.db.deleting import delete_held
from boards.members.models import Member
from boards.posts.models import ScrapFolder


def delete_folder(*, pk: int, member: Member) -> bool:
    """Delete a folder of the member's, and say whether it was there; its scraps are kept."""
    return bool(delete_held(ScrapFolder.objects.filter(pk=pk, member=member)))
