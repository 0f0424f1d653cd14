"""What tests do with the trash."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from boards.posts.models import Trashed
from tests.due_tasks import run_due_tasks


def purge_now() -> None:
    """Purge all that is in the trash, as when its time is over."""
    Trashed.objects.update(at=timezone.now() - timedelta(days=settings.TRASH_DAYS + 1))
    call_command("purge_trash", verbosity=0)
    run_due_tasks()
