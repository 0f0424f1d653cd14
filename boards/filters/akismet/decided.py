"""Hears of decisions about texts that Akismet took for spam."""

from django.conf import settings

from boards.filters.akismet.tasks import correct_in_background
from boards.filters.models import SpamCheck, Waiting


def after_decision(row: Waiting) -> None:
    """Have Akismet told, after the transaction that decides; costs nothing where it is off."""
    if not settings.AKISMET_KEY:
        return
    checks = SpamCheck.objects.filter(post=row.post_id, comment=row.comment_id, is_held=True)
    for pk in checks.values_list("pk", flat=True):
        correct_in_background.enqueue(pk, row.decision)
