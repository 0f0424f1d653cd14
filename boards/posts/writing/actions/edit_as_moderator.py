"""Changes what a reported post says: a moderator does, and the author is told and can appeal."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.form_versions import fingerprint_of
from boards.posts.locking import post_to_moderate
from boards.posts.models import Post, Revision
from boards.posts.writing.correcting import store_correction


@transaction.atomic
def edit_as_moderator(
    *, post: Post, by: Member, title: str, body: str, version: int | None = None, reason: str = ""
) -> Revision:
    """Give a post another title or text, and return the version before, which stays with it.

    Only decisions about reports come here: without one the author would be told nothing, and
    moderators do not rewrite what others say.

    Args:
        body: HTML from anywhere; its safe part is kept.
        version: `version_of_texts` from which the edit began; None asks for no check.
        reason: why, for those who may see the versions.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted; with the code `conflict`, when it has another
            version by now; with `same`, when nothing is changed; for the fields as `correct_post`.
    """
    post = post_to_moderate(post=post, by=by)
    if version is not None and version != version_of_texts(post):
        raise ValidationError(
            _("It was changed in the meantime. Look at it again before you send this."),
            code="conflict",
        )
    earlier = store_correction(
        post, by=by, title=title, body=body, source=post.source, link=post.link, reason=reason
    )
    if earlier is None:
        raise ValidationError(_("You have changed nothing."), code="same")
    return earlier


def version_of_texts(post: Post) -> int:
    """Return a number that stands for the title and the text of a post."""
    return fingerprint_of(post.title, post.body)
