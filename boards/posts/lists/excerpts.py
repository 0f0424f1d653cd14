"""How the posts of a list begin, for lists that show that."""

from collections.abc import Iterable

from django.db.models.functions import Left

from boards.posts.listed import ListRow
from boards.posts.models import Post

LENGTH = 200  # characters: more than two lines of a card hold


def give_excerpts(rows: Iterable[ListRow]) -> None:
    """Set the beginning of each text that the viewer may read, by one query for the page."""
    shown = {row.pk: row for row in rows if not row.is_withheld}
    beginnings = Post.objects.filter(pk__in=shown).annotate(beginning=Left("body_text", LENGTH))
    for pk, beginning in beginnings.values_list("pk", "beginning"):
        shown[pk].excerpt = " ".join(beginning.split())
