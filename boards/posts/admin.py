"""Posts, notices and tags in the admin.

Superusers see everything; other staff see the posts and notices of the boards they moderate. To
moderate a board makes nobody staff.
"""

from datetime import date
from typing import Any

import taggit.admin
import taggit.models
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from boards.members.admin_fields import FoldedSearchMixin, WholeHandlesMixin
from boards.members.folding import folded
from boards.models import Board
from boards.moments import site_time
from boards.posts.admin_filters import BodyFilter, OwnBoardsFilter
from boards.posts.admin_forms import NoticeForm, PostForm, TagForm
from boards.posts.comments.admin import CommentAdmin  # noqa: F401 - registers itself
from boards.posts.models import Notice, Post, Tag
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.merge_tags import merge_tags
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.permissions import can_pin
from boards.posts.signals import post_corrected
from boards.posts.states import Scope, State
from boards.posts.uploads.admin import UploadAdmin  # noqa: F401 - registers itself
from boards.posts.writing.pasted_pictures import warning_about_others
from boards.slug_admin import EarlierSlugsMixin

TIMES = ("posted_at", "posted_at_is_estimated", "posted_at_is_day_only")


class PostChangeList(ChangeList):
    """A list of posts that leaves their bodies in the database."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet[Post]:
        """Say whether there is a body instead of loading it."""
        posts = super().get_queryset(request, exclude_parameters).defer("body", "body_text")
        return posts.annotate(
            has_body=models.ExpressionWrapper(
                ~models.Q(body=""), output_field=models.BooleanField()
            )
        )


@admin.register(Post)
class PostAdmin(WholeHandlesMixin, admin.ModelAdmin):
    """Posts; they are deleted from the site, where a deleted post keeps its address."""

    form = PostForm
    fieldsets = (
        (None, {"fields": ("board", "title", "body", "tags", "source", "link")}),
        (_("Author"), {"fields": ("author", "masked_author")}),
        (_("Times"), {"fields": (*TIMES, "edited_at")}),
        (_("State"), {"fields": ("state",)}),
    )
    # What only superusers change: moderators hide what should not be read, they do not rewrite it.
    written_fields = (
        "title", "body", "source", "link",
        "author", "masked_author", *TIMES,
    )  # fmt: skip
    readonly_fields = ("edited_at", "state")
    autocomplete_fields = ("board", "author")
    list_display = (
        "title", "board", "author_name", "posted", "estimated", "has_body", "state",
    )  # fmt: skip
    list_select_related = ("board", "author")
    list_filter = (
        "state", ("board", OwnBoardsFilter), BodyFilter, "posted_at_is_estimated",
    )  # fmt: skip
    search_fields = ("title", "masked_author")
    date_hierarchy = "posted_at"
    ordering = ("-posted_at", "-id")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("hide_posts", "unhide_posts")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse the addresses that would sort the anonymous by who they are."""
        if lookup.split("__")[0] in (
            "author",
            "anonymous_number",
            "anonymous_numbers",
            "recommended",
        ):
            return False
        return super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        """Keep what the visitor may moderate; superusers see deleted posts too."""
        posts = super().get_queryset(request)
        if request.user.is_superuser:
            return posts
        own = Board.objects.moderated_by(request.user)
        return posts.filter(board__in=own.values("pk")).exclude(state=State.DELETED)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Post], search_term: str
    ) -> tuple[QuerySet[Post], bool]:
        """Find posts by their author's handle too, but never anonymous ones."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        if search_term:
            found |= queryset.filter(
                anonymous_number__isnull=True, author__handle_key__contains=folded(search_term)
            )
        return found, may_have_duplicates

    def get_fieldsets(self, request: HttpRequest, obj: Post | None = None) -> Any:
        """Leave the author out of the form of an anonymous post."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.is_anonymous:
            return fieldsets
        return [part for part in fieldsets if "author" not in part[1]["fields"]]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Use the list that does not load bodies."""
        return PostChangeList

    def get_readonly_fields(self, request: HttpRequest, obj: Post | None = None) -> tuple[str, ...]:
        """Leave what somebody wrote, and where it came from, to superusers."""
        if request.user.is_superuser:
            return self.readonly_fields
        return (*self.readonly_fields, *self.written_fields)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Let moderators move a post among their own boards only."""
        if db_field.related_model is Board:
            kwargs["queryset"] = Board.objects.moderated_by(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: a deleted post is a state, not a missing row."""
        return False

    def save_model(self, request: HttpRequest, obj: Post, form: PostForm, change: bool) -> None:
        """Sanitise a new body, and note when readers got something else to read."""
        if "body" in form.changed_data:
            if warning := warning_about_others(obj.body):
                self.message_user(request, warning, messages.WARNING)
            obj.set_body(obj.body)
        if not change:
            super().save_model(request, obj, form, change)
            return
        if {"title", "body"} & set(form.changed_data):
            obj.edited_at = timezone.now()
        # Without the state: somebody may be hiding the post at this moment.
        fields = {field.name for field in Post._meta.local_concrete_fields} - {"id", "state"}
        obj.save(update_fields=fields)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Tell of the post when its tags are stored too."""
        super().save_related(request, form, formsets, change)
        post_corrected.send(sender=Post, post=form.instance)

    @admin.display(description=_("author"))
    def author_name(self, post: Post) -> str:
        """The whole handle, the masked name of an author from elsewhere, or a number.

        Whoever wrote an anonymous post is looked up on the site, where the look-up is recorded.
        """
        if post.author and not post.is_anonymous:
            return post.author.handle
        return post.author_name_for(None)

    @admin.display(description=_("posted"), ordering="posted_at")
    def posted(self, post: Post) -> date:
        """The moment, or the day where no more is known."""
        return site_time.day_of(post.posted_at) if post.posted_at_is_day_only else post.posted_at

    @admin.display(description=_("estimated"), ordering="posted_at_is_estimated")
    def estimated(self, post: Post) -> str:
        """A word beside the times that are not known."""
        return gettext("estimated") if post.posted_at_is_estimated else ""

    @admin.display(description=_("body"), boolean=True)
    def has_body(self, post: Any) -> bool:
        """Whether the post came with a body."""
        return post.has_body

    @admin.action(description=_("Hide selected posts"), permissions=["change"])
    def hide_posts(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        """Hide each post from readers."""
        self._moderate_each(request, queryset, hide_post)

    @admin.action(description=_("Show selected posts again"), permissions=["change"])
    def unhide_posts(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        """Publish each post again."""
        self._moderate_each(request, queryset, unhide_post)

    def _moderate_each(self, request: HttpRequest, posts: QuerySet[Post], action: Any) -> None:
        done = 0
        for post in posts:
            try:
                action(post=post, by=request.user)
                done += 1
            except ValidationError as error:
                self.message_user(request, f"{post}: {error.messages[0]}", messages.ERROR)
        if done:
            message = ngettext("%(count)d post changed.", "%(count)d posts changed.", done)
            self.message_user(request, message % {"count": done}, messages.SUCCESS)


@admin.register(Notice)
class NoticeAdmin(WholeHandlesMixin, admin.ModelAdmin):
    """Notices; those of every board belong to whoever may pin everywhere."""

    form = NoticeForm
    fields = (
        "post", "scope", "position", "starts_at", "ends_at", "pinned_by_handle", "pinned_at",
    )  # fmt: skip
    autocomplete_fields = ("post",)
    list_display = (
        "post", "board", "scope", "position", "starts_at", "ends_at", "pinned_by_handle",
    )  # fmt: skip
    list_select_related = ("post__board", "pinned_by")
    list_filter = ("scope", ("post__board", OwnBoardsFilter))
    search_fields = ("post__title",)
    date_hierarchy = "starts_at"
    ordering = ("position", "-pinned_at", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Keep the notices of boards that the visitor moderates."""
        own = Board.objects.moderated_by(request.user)
        return super().get_queryset(request).filter(post__board__in=own.values("pk"))

    def get_readonly_fields(
        self, request: HttpRequest, obj: Notice | None = None
    ) -> tuple[str, ...]:
        """Keep a notice with its post, and with the name of who pinned it."""
        fixed = ("pinned_by_handle", "pinned_at")
        return fixed if obj is None else ("post", *fixed)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Let moderators pin the posts of their own boards only."""
        if db_field.related_model is Post:
            own = Board.objects.moderated_by(request.user)
            kwargs["queryset"] = Post.objects.filter(board__in=own.values("pk"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.TypedChoiceField | None:
        """Offer every board to those who may pin there."""
        everywhere = request.user.has_perm("boards_posts.pin_everywhere")
        if db_field.name == "scope" and not everywhere:
            kwargs["choices"] = [(Scope.THIS_BOARD.value, Scope.THIS_BOARD.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Ask for the scope of the notice besides."""
        return super().has_change_permission(request, obj) and self._may_pin(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Ask for the scope of the notice besides."""
        return super().has_delete_permission(request, obj) and self._may_pin(request, obj)

    @staticmethod
    def _may_pin(request: HttpRequest, notice: Notice | None) -> bool:
        return notice is None or can_pin(request.user, notice.post, scope=notice.scope)

    def save_model(self, request: HttpRequest, obj: Notice, form: Any, change: bool) -> None:
        """Note who pinned it."""
        if not change:
            obj.pinned_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    @admin.display(description=_("board"), ordering="post__board__position")
    def board(self, notice: Notice) -> Board:
        """The board of the post."""
        return notice.post.board

    @admin.display(description=_("pinned by"), ordering="pinned_by__handle")
    def pinned_by_handle(self, notice: Notice) -> str:
        """The moderator's whole handle."""
        return notice.pinned_by.handle if notice.pinned_by else ""


@admin.register(Tag)
class TagAdmin(EarlierSlugsMixin, FoldedSearchMixin, admin.ModelAdmin):
    """Tags."""

    list_view = "posts:tag"
    form = TagForm
    readonly_fields = ("earlier_addresses",)
    list_display = ("name", "slug")
    search_fields = ("key",)
    ordering = ("name",)
    show_full_result_count = False
    actions = ("merge",)

    @admin.action(
        description=_("Merge selected tags into the one with the most posts"),
        permissions=["change", "delete"],
    )
    def merge(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        """Make one tag of all; their addresses lead to it."""
        by_posts = queryset.annotate(posts=models.Count("tagged")).order_by("-posts", "pk")
        kept, *merged = by_posts
        if not merged:
            self.message_user(request, gettext("Select two tags or more."), messages.WARNING)
            return
        merge_tags(kept=kept, merged=merged)
        said = gettext("Merged into “%(kept)s”; the old URLs redirect there now: %(merged)s")
        names = {"merged": ", ".join(tag.name for tag in merged), "kept": kept.name}
        self.message_user(request, said % names, messages.SUCCESS)


# Posts carry tags of this room. The import of taggit.admin above has registered taggit's own.
admin.site.unregister(taggit.models.Tag)
