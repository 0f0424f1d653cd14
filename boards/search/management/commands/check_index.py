"""manage.py check_index"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.background.progress import ProgressBar
from boards.posts.models import Post
from boards.search.upkeep.rebuilding import check_index

EXAMPLES_SHOWN = 20


class Command(BaseCommand):
    """Proves that the index holds every published post as it is, and nothing else."""

    help = (
        "Compare the search index with the posts, token by token, and let the database check its "
        "own structure. Exits with 1 if something differs; rebuild_index corrects it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every post, and raise when one differs."""
        bar = ProgressBar(Post.objects.count(), stream=sys.stderr)
        posts = 0
        wrong: dict[int, None] = {}
        faults: list[str] = []
        for step in check_index():
            posts += step.posts
            wrong |= dict.fromkeys(step.wrong)
            faults += step.faults
            bar.advance(step.posts)
        bar.finish()
        for post_id in list(wrong)[:EXAMPLES_SHOWN]:
            self.stdout.write(
                _("Post %(id)d is not indexed with its current content.") % {"id": post_id}
            )
        for fault in faults:
            self.stdout.write(fault)
        numbers = {"posts": posts, "wrong": len(wrong)}
        if wrong or faults:
            raise CommandError(
                _("%(posts)d posts checked; %(wrong)d are wrong. Use rebuild_index.") % numbers
            )
        self.stdout.write(_("%(posts)d posts checked; the index is right.") % numbers)
