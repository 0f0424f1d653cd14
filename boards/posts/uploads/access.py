"""Who may fetch the files of an upload."""

from collections.abc import Callable

from boards.access import Access
from boards.members.viewers import Viewer
from boards.posts.models import Comment, Upload
from boards.posts.permissions import can_moderate, can_read, is_author

# Who may read a comment is said by a room above this one, which puts its rule here; without one,
# nobody may. The arguments are the viewer, the comment, and whether it still shows the picture.
CommentRule = Callable[[Viewer | None, Comment, bool], bool]
_comment_rules: list[CommentRule] = []

# The same of who judges by law what others may not see, withheld or not.
JudgingRule = Callable[[Viewer | None, Upload], bool]
_judging_rules: list[JudgingRule] = []


def use_judging_rule(rule: JudgingRule) -> None:
    """Have this rule decide who may fetch what they are to judge."""
    _judging_rules[:] = [rule]


def use_comment_rule(rule: CommentRule) -> None:
    """Have this rule decide who may fetch the pictures of comments."""
    _comment_rules[:] = [rule]


def can_fetch(viewer: Viewer | None, upload: Upload) -> bool:
    """Say whether the viewer may fetch the files: whoever may read what the post says.

    What no post shows yet is its owner's; what an edit took out of a post stays with those who
    may read the post's earlier versions. What is withheld by law is for who decides about that.
    """
    if upload.withheld_at is None and _is_reader(viewer, upload):
        return True
    return any(rule(viewer, upload) for rule in _judging_rules)


def _is_reader(viewer: Viewer | None, upload: Upload) -> bool:
    if upload.post is None:
        return viewer is not None and viewer.is_active and viewer.pk == upload.owner_id
    if upload.comment is not None:
        upload.comment.post = upload.post
        return any(rule(viewer, upload.comment, is_shown(upload)) for rule in _comment_rules)
    if not can_read(viewer, upload.post):
        return False
    return is_shown(upload) or is_author(viewer, upload.post) or can_moderate(viewer, upload.post)


def is_public(upload: Upload) -> bool:
    """Say whether everybody may fetch the files, so that any cache may keep them."""
    if upload.withheld_at is not None:
        return False
    post, comment = upload.post, upload.comment
    if comment is not None and (comment.is_secret or not comment.is_published):
        return False
    return (
        post is not None
        and post.is_published
        and not post.is_secret
        and post.board.read_access == Access.EVERYONE
        and is_shown(upload)
    )


def is_shown(upload: Upload) -> bool:
    """Say whether the text that has the file, as it is now, shows the picture or the link."""
    text = upload.comment or upload.post
    return text is not None and str(upload.pk) in text.body
