"""Posts, as things that are reported."""

from collections.abc import Collection

from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from boards.caching.paths import cached_reverse
from boards.members.characters import beginning_of
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board
from boards.moderation.kinds import EXCERPT_LENGTH, ReportableKind, Shown, Texts, register
from boards.moderation.models import CaseChange, Outcome
from boards.moderation.post_changes import change_post, change_post_back, still_is
from boards.moderation.wanted import Wanted
from boards.posts.locking import locked_post
from boards.posts.models import Notice, Post, Trashed
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.opening import open_post
from boards.posts.querysets import RULES_OF_BOARD, TEXTS
from boards.posts.states import State
from boards.posts.trash.actions.restore_post import restore_post
from boards.posts.writing.actions.edit_as_moderator import version_of_texts

_BEGINNING = 4 * EXCERPT_LENGTH  # code points of the text that are loaded


class PostKind(ReportableKind):
    """A post on a board."""

    code = "post"
    label = _("post")
    outcomes = (
        *ReportableKind.outcomes,
        *(Outcome.CATEGORY, Outcome.MOVE, Outcome.EDIT),
    )

    def open_for(self, viewer: Viewer, pk: int) -> Post:
        return open_post(viewer, pk)

    def load(self, pks: Collection[int]) -> dict[int, Post]:
        posts = Post.objects.filter(pk__in=pks).exclude(state=State.DELETED)
        posts = posts.select_related("board", "author").defer(*TEXTS, *RULES_OF_BOARD)
        shortened = posts.annotate(beginning=Left("body_text", _BEGINNING))
        return {post.pk: post for post in shortened}

    def shown(self, thing: Post, viewer: Viewer) -> Shown:
        beginning: str = thing.beginning  # type: ignore[attr-defined]
        return Shown(
            title=thing.title,
            excerpt=beginning_of(beginning, EXCERPT_LENGTH, in_one_line=True),
            path=thing.get_absolute_url(),
            author_name=thing.byline_name_for(viewer),
            is_hidden=not thing.is_published,
            is_anonymous=thing.is_anonymous,
        )

    def title(self, thing: Post) -> str:
        return thing.title

    def author_id(self, thing: Post) -> int | None:
        return thing.author_id

    def board(self, thing: Post) -> Board:
        return thing.board

    def path(self, pk: int) -> str:
        return cached_reverse("posts:article", pk)

    def may_be_hidden_by_reports(self, thing: Post) -> bool:
        if not thing.is_published or Notice.objects.filter(post=thing).exists():
            return False
        return super().may_be_hidden_by_reports(thing)

    def is_anonymous(self, thing: Post) -> bool:
        return thing.is_anonymous

    def is_hidden(self, thing: Post) -> bool:
        return thing.state == State.HIDDEN

    def locked(self, thing: Post) -> Post:
        return locked_post(thing)

    def hide(self, thing: Post, *, by: Member | None, reason: str = "") -> None:
        hide_post(post=thing, by=by, reason=reason)

    def unhide(self, thing: Post, *, by: Member | None) -> None:
        unhide_post(post=thing, by=by)

    def change(
        self, thing: Post, outcome: Outcome, wanted: Wanted, *, by: Member, reason: str
    ) -> CaseChange:
        return change_post(thing, outcome, wanted, by=by, reason=reason)

    def texts(self, thing: Post) -> Texts:
        version = version_of_texts(thing)
        return Texts(thing.title, thing.body, is_html=True, version=version)

    def change_back(self, thing: Post, change: CaseChange, *, by: Member) -> None:
        change_post_back(thing, change, by=by)

    def still_is(self, thing: Post, change: CaseChange) -> bool:
        return still_is(thing, change)

    def delete(self, thing: Post, *, by: Member) -> None:
        delete_post(post=thing, by=by)

    def restorable(self, pks: Collection[int]) -> set[int]:
        found = Trashed.objects.restorable_by_moderators().filter(post__in=pks, comment=None)
        return set(found.values_list("post", flat=True))

    def restore(self, pk: int, *, by: Member, reason: str = "") -> Post:
        return restore_post(post=Post(pk=pk), by=by, reason=reason)


def connect() -> None:
    """Let posts be reported."""
    register(PostKind())
