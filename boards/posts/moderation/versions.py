"""The earlier versions of a post, each beside what took its place."""

from dataclasses import dataclass
from datetime import datetime

from boards.members.viewers import Viewer
from boards.posts.authors import shown_author
from boards.posts.models import Post, Revision
from boards.posts.text.diffing import Piece, word_diff
from boards.posts.text.sanitising import plain_text

SHOWN = 30  # versions on one page; each costs a comparison


@dataclass(frozen=True)
class Change:
    """One edit: when, by whom, why, and what it changed."""

    edited_at: datetime
    editor: str
    reason: str
    title: list[Piece]
    body: list[Piece]


def changes_of(post: Post, viewer: Viewer) -> list[Change]:
    """Return the latest edits of a post, the latest first, with names as the viewer sees them."""
    revisions = list(post.revisions.select_related("replaced_by")[:SHOWN])
    texts = [(revision.title, plain_text(revision.body)) for revision in revisions]
    later = [(post.title, post.body_text), *texts]
    return [
        Change(
            edited_at=revision.replaced_at,
            editor=_editor(post, revision, viewer),
            reason=revision.reason,
            title=word_diff(before_title, after_title),
            body=word_diff(before_body, after_body),
        )
        for revision, (before_title, before_body), (after_title, after_body) in zip(
            revisions, texts, later, strict=False
        )
    ]


def _editor(post: Post, revision: Revision, viewer: Viewer) -> str:
    is_author = revision.replaced_by_id == post.author_id
    return shown_author(
        viewer,
        author=revision.replaced_by,
        anonymous_number=post.anonymous_number if is_author else None,
    )
