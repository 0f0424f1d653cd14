"""Comments, as things that are reported."""

from collections.abc import Collection

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.caching.paths import cached_reverse
from boards.members.characters import beginning_of
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board
from boards.moderation.kinds import EXCERPT_LENGTH, ReportableKind, Shown, Texts, register
from boards.moderation.models import CaseChange, Outcome
from boards.moderation.wanted import Wanted
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.edit_comment import version_of_comment
from boards.posts.comments.actions.edit_comment_as_moderator import edit_comment_as_moderator
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.restore_comment_version import restore_comment_version
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.comments.locking import locked_comment
from boards.posts.comments.opening import open_comment
from boards.posts.models import Comment, Trashed
from boards.posts.querysets import RULES_OF_BOARD, TEXTS
from boards.posts.states import GONE, State
from boards.posts.trash.actions.restore_comment import restore_comment

TITLE_LENGTH = 60  # characters of the text
_UNUSED = tuple(f"post__{name}" for name in (*TEXTS, *RULES_OF_BOARD))


class CommentKind(ReportableKind):
    """A comment below a post."""

    code = "comment"
    label = _("comment")
    outcomes = (*ReportableKind.outcomes, Outcome.EDIT)  # it stays below its post

    def open_for(self, viewer: Viewer, pk: int) -> Comment:
        return open_comment(viewer, pk)

    def load(self, pks: Collection[int]) -> dict[int, Comment]:
        comments = Comment.objects.filter(pk__in=pks).exclude(state__in=GONE)
        comments = comments.exclude(post__state=State.DELETED)
        comments = comments.select_related("author", "post__board").defer("body", *_UNUSED)
        return {comment.pk: comment for comment in comments}

    def shown(self, thing: Comment, viewer: Viewer) -> Shown:
        return Shown(
            title=gettext("Comment on “%(title)s”") % {"title": thing.post.title},
            excerpt=beginning_of(thing.text, EXCERPT_LENGTH, in_one_line=True)
            or gettext("(a picture without words)"),
            path=thing.get_absolute_url(),
            author_name=thing.author_name_for(viewer),
            is_hidden=not thing.is_published,
            is_anonymous=thing.is_anonymous,
        )

    def title(self, thing: Comment) -> str:
        return beginning_of(thing.text, TITLE_LENGTH, in_one_line=True)

    def author_id(self, thing: Comment) -> int | None:
        return thing.author_id

    def board(self, thing: Comment) -> Board:
        return thing.post.board

    def path(self, pk: int) -> str:
        return cached_reverse("posts:comment", pk)

    def may_be_hidden_by_reports(self, thing: Comment) -> bool:
        return thing.is_published and super().may_be_hidden_by_reports(thing)

    def is_anonymous(self, thing: Comment) -> bool:
        return thing.is_anonymous

    def is_hidden(self, thing: Comment) -> bool:
        return thing.state == State.HIDDEN

    def locked(self, thing: Comment) -> Comment:
        return locked_comment(thing)

    def hide(self, thing: Comment, *, by: Member | None, reason: str = "") -> None:
        hide_comment(comment=thing, by=by, reason=reason)

    def unhide(self, thing: Comment, *, by: Member | None) -> None:
        unhide_comment(comment=thing, by=by)

    def change(
        self, thing: Comment, outcome: Outcome, wanted: Wanted, *, by: Member, reason: str
    ) -> CaseChange:
        version = edit_comment_as_moderator(
            comment=thing, by=by, text=wanted.text, version=wanted.version, reason=reason
        )
        return CaseChange(version_id=version.pk)

    def texts(self, thing: Comment) -> Texts:
        return Texts(None, thing.text, is_html=False, version=version_of_comment(thing))

    def change_back(self, thing: Comment, change: CaseChange, *, by: Member) -> None:
        if change.version_id is not None:
            restore_comment_version(comment=thing, by=by, version_id=change.version_id)

    def delete(self, thing: Comment, *, by: Member) -> None:
        delete_comment(comment=thing, by=by)

    def restorable(self, pks: Collection[int]) -> set[int]:
        found = Trashed.objects.restorable_by_moderators().filter(comment__in=pks)
        found = found.exclude(post__state=State.DELETED)
        return set(found.values_list("comment", flat=True))

    def restore(self, pk: int, *, by: Member, reason: str = "") -> Comment:
        found = Comment.objects.filter(pk=pk).first()
        if found is None:
            return super().restore(pk, by=by, reason=reason)  # raises: it was purged
        return restore_comment(comment=found, by=by, reason=reason)


def connect() -> None:
    """Let comments be reported."""
    register(CommentKind())
