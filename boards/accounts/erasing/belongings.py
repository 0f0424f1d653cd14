"""Takes away what somebody kept for themselves."""

from django.db import models

from boards.accounts.erasing.merged import forget_support
from boards.accounts.models import DataExport
from boards.db.deleting import delete_held
from boards.members.models import Block, Member
from boards.moderation.actions.forget_words import forget_words
from boards.posts.lists.actions.forget_read_marks import forget_read_marks
from boards.posts.models import (
    Draft,
    NoticeConfirmation,
    NoticeFold,
    Scrap,
    ScrapFolder,
    Upload,
)
from boards.posts.polls.actions.forget_voter import forget_voter
from boards.search.models import RecentSearch, SavedSearch


def remove_belongings(member: Member) -> None:
    """Delete what somebody kept for themselves, and uploads of no kept text.

    Drafts, read marks, marks on notices, scraps, searches, own blocks and exports.

    Reports and appeals lose their words and stay counted; votes lose whose they are.

    Blocks by others stay as long as there are texts for them to fold.
    """
    for kept in (
        *(Draft, NoticeConfirmation, NoticeFold, Scrap, ScrapFolder),
        *(RecentSearch, SavedSearch),
    ):
        delete_held(kept.objects.filter(member=member))
    forget_read_marks(member=member)
    forget_voter(member=member)
    Block.objects.filter(blocker=member).delete()
    forget_words(member)
    forget_support(member)
    _remove_exports(member)
    _remove_uploads(member)
    if not member.deletion_keeps_texts:
        Block.objects.filter(blocked=member).delete()


def _remove_exports(member: Member) -> None:
    for export in DataExport.objects.filter(member=member):
        if export.file:
            export.file.delete(save=False)
        export.delete()


def _remove_uploads(member: Member) -> None:
    own = models.Q(owner=member)
    lost = own & models.Q(post__isnull=True)
    if not member.deletion_keeps_texts:
        lost = own | models.Q(post__author=member)
    # One by one: whoever keeps the files hears of each row that goes.
    for upload in Upload.objects.filter(lost):
        upload.delete()
