"""Comments in the admin: to find them, hide them and show them again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from boards.action_admin import ActionAdmin, member_of
from boards.members.characters import beginning_of
from boards.models import Board
from boards.posts.admin_filters import OwnBoardsFilter
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.look_up_comment_author import look_up_comment_author
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.comments.pictures import words_of
from boards.posts.models import Comment
from boards.posts.states import GONE, State

EXCERPT_LENGTH = 80  # characters


@admin.register(Comment)
class CommentAdmin(ActionAdmin):
    """Comments; they are written, edited and deleted on the site."""

    fields = (
        "post", "parent", "author_name", "text", "is_secret", "posted_at", "edited_at", "state",
        "recommends",
    )  # fmt: skip
    readonly_fields = fields
    list_display = ("excerpt", "post", "author_name", "is_secret", "posted_at", "state")
    list_select_related = ("post", "author")
    list_filter = ("state", "is_secret", ("post__board", OwnBoardsFilter))
    search_fields = ("text", "post__title")
    date_hierarchy = "posted_at"
    ordering = ("-id",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("hide_comments", "show_comments", "look_up_authors")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse the addresses that would sort the anonymous by who they are."""
        if lookup.split("__")[0] in ("author", "anonymous_number", "recommended"):
            return False
        return super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        """Keep the comments that the visitor may moderate; of deleted ones nothing is left."""
        comments = super().get_queryset(request).exclude(state__in=GONE)
        own = Board.objects.moderated_by(request.user)
        return comments.filter(post__board__in=own.values("pk")).exclude(post__state=State.DELETED)

    def store(self, request: HttpRequest, row: Comment, form: Any, change: bool) -> Comment:
        """Leave the comment as it is: nothing of its form is for the admin to change."""
        return row

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: comments are written on the site."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: the site's own deletion leaves a stub where there are replies."""
        return False

    @admin.display(description=_("text"))
    def excerpt(self, comment: Comment) -> str:
        """The beginning of the text."""
        words = comment.text or words_of(comment.body)
        return beginning_of(words, EXCERPT_LENGTH, counts_ellipsis=True)

    @admin.display(description=_("author"))
    def author_name(self, comment: Comment) -> str:
        """The whole handle; a number for the anonymous, whom one looks up by an action."""
        if comment.anonymous_number is None and comment.author:
            return comment.author.handle
        return comment.author_name_for(None)

    @admin.action(description=_("Hide selected comments"), permissions=["change"])
    def hide_comments(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Hide each comment from readers."""
        said = ngettext_lazy("%(count)d comment hidden.", "%(count)d comments hidden.", "count")
        self._moderate_each(request, queryset, hide_comment, said)

    @admin.action(description=_("Show selected comments again"), permissions=["change"])
    def show_comments(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Publish each comment again."""
        said = ngettext_lazy(
            "%(count)d comment shown again.", "%(count)d comments shown again.", "count"
        )
        self._moderate_each(request, queryset, unhide_comment, said)

    @admin.action(description=_("Look up anonymous authors (recorded)"), permissions=["change"])
    def look_up_authors(self, request: HttpRequest, queryset: QuerySet[Comment]) -> None:
        """Say who the anonymous authors are; the log keeps that somebody asked."""
        asker = member_of(request)
        for comment in queryset.select_related("post__board").filter(
            anonymous_number__isnull=False
        ):
            try:
                author = look_up_comment_author(comment=comment, by=asker)
            except PermissionDenied:
                continue
            except ValidationError as error:
                self.message_user(request, f"{comment}: {error.messages[0]}", messages.ERROR)
                continue
            name = author.handle if author else gettext("The account no longer exists.")
            self.message_user(request, f"{comment.author_name_for(None)}: {name}")

    def _moderate_each(
        self, request: HttpRequest, comments: QuerySet[Comment], action: Any, said: Any
    ) -> None:
        by, rows = member_of(request), comments.select_related("post__board")
        done = self.act_on_each(request, rows, lambda comment: action(comment=comment, by=by))
        if done:
            self.message_user(request, said % {"count": done}, messages.SUCCESS)
