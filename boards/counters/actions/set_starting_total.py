"""Takes over the views that a post had elsewhere."""

from django.db import transaction
from django.db.models import F

from boards.counters.models import ViewTotal


def set_starting_total(*, post_id: int, views: int) -> None:
    """Make `views` the number from which the post's total counts on; what it counted here stays.

    Raises ValueError when `views` is negative.
    """
    if views < 0:
        raise ValueError("A post cannot start with fewer views than none.")
    with transaction.atomic():
        ViewTotal.objects.bulk_create([ViewTotal(post_id=post_id)], ignore_conflicts=True)
        ViewTotal.objects.filter(post_id=post_id).update(
            total=F("total") - F("starting") + views, starting=views
        )
