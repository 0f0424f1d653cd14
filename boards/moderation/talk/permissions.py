"""Who takes part in the thread of a case."""

from boards.members.viewers import Viewer
from boards.moderation.models import Case
from boards.moderation.permissions import can_moderate_case, is_about


def can_talk_about(viewer: Viewer, case: Case) -> bool:
    """Say whether the viewer reads and writes in the thread: who may decide the case.

    Never whom it is about, also not the superuser who has to decide an own case for want of others.
    """
    return can_moderate_case(viewer, case) and not is_about(viewer, case)
