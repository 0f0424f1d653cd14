"""Count one more reader who looked for the same words on a day."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from boards.search.models import SearchedWords

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def count_search(*, words: str, day: date) -> None:
    """Add a reader to the words; with the first words of a day, those of a month ago go.

    Words that are never to be shown stay, so that they are known again.
    """
    row, is_new = SearchedWords.objects.get_or_create(words=words, day=day)
    SearchedWords.objects.filter(pk=row.pk).update(readers=F("readers") + 1)
    if is_new and not SearchedWords.objects.filter(day=day).exclude(pk=row.pk).exists():
        SearchedWords.objects.filter(day__lt=day - KEPT_FOR, is_never_shown=False).delete()
