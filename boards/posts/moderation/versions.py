"""The earlier versions of a post, each beside what took its place."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from boards.members.viewers import Viewer
from boards.models import Category
from boards.posts.authors import shown_author
from boards.posts.models import Post, Revision
from boards.posts.text.diffing import Piece, word_diff
from boards.posts.text.sanitising import plain_text

SHOWN = 30  # versions on one page; each costs a comparison


@dataclass(frozen=True)
class Change:
    """One edit: when, by whom, why, what it changed, and the key of the version before it."""

    revision: int
    edited_at: datetime
    editor: str
    reason: str
    category: list[Piece]
    title: list[Piece]
    body: list[Piece]


def changes_of(post: Post, viewer: Viewer) -> list[Change]:
    """Return the latest edits of a post, the latest first, with names as the viewer sees them."""
    revisions = list(post.revisions.select_related("replaced_by", "category")[:SHOWN])
    texts = [
        (_name_of(revision.category), revision.title, plain_text(revision.body))
        for revision in revisions
    ]
    later = [(_name_of(post.category), post.title, post.body_text), *texts]
    return [
        Change(
            revision=revision.pk,
            edited_at=revision.replaced_at,
            editor=_editor(post, revision, viewer),
            reason=revision.reason,
            category=word_diff(before[0], after[0]),
            title=word_diff(before[1], after[1]),
            body=word_diff(before[2], after[2]),
        )
        for revision, before, after in zip(revisions, texts, later, strict=False)
    ]


def _name_of(category: Category | None) -> str:
    return category.name if category else ""


def _editor(post: Post, revision: Revision, viewer: Viewer) -> str:
    is_author = revision.replaced_by_id == post.author_id
    if revision.replaced_by_id and not is_author and viewer.pk == post.author_id:
        return gettext("A moderator")  # who is edited is not told by whom
    return shown_author(
        viewer,
        author=revision.replaced_by,
        anonymous_number=post.anonymous_number if is_author else None,
    )
