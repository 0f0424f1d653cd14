"""Posts in the admin.

Superusers see everything; other staff see the posts of the boards they moderate. To moderate a
board makes nobody staff.
"""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.action_admin import ActionAdmin, member_of
from boards.members.admin_fields import WholeHandlesMixin
from boards.members.folding import folded
from boards.models import Board, Category
from boards.moments import site_time
from boards.posts.admin_filters import BodyFilter, OwnBoardsFilter
from boards.posts.categories import NO_CATEGORY
from boards.posts.models import Post
from boards.posts.moderation import told
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.tag_post import tag_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.permissions import can_write_for_others
from boards.posts.states import State
from boards.posts.writing.actions.add_post import add_post
from boards.posts.writing.actions.correct_origin import FIELDS as ORIGIN
from boards.posts.writing.actions.correct_origin import correct_origin
from boards.posts.writing.actions.correct_post import correct_post
from boards.posts.writing.admin_forms import (
    CategoryChoiceField,
    PostActionForm,
    PostForm,
    categories_to_choose,
)
from boards.posts.writing.correcting import FIELDS as TEXTS
from boards.posts.writing.pasted_pictures import warning_about_others

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
class PostAdmin(WholeHandlesMixin, ActionAdmin):
    """Posts; they are deleted from the site, where a deleted post keeps its URL."""

    form = PostForm
    fieldsets = (
        (None, {"fields": ("board", "category", "title", "body", "tags", "source", "link")}),
        (_("Author"), {"fields": ("author", "masked_author")}),
        (_("Times"), {"fields": (*TIMES, "edited_at")}),
        (_("State"), {"fields": ("state",)}),
    )
    # What only superusers change: moderators hide what should not be read, they do not rewrite it.
    written_fields = (*TEXTS, *ORIGIN)
    readonly_fields = ("edited_at", "state")
    autocomplete_fields = ("author",)  # boards are few, and a list of them needs no script
    may_add_related = ("author",)  # of a text that came by mail, from somebody who is no member yet
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
    actions = ("hide_posts", "show_posts", "move_posts", "change_category")
    action_form = PostActionForm

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

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Offer the visitor's own boards and their categories beside the actions."""
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if form := context.get("action_form"):
            form.offer_to(request.user)
        return response

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
        if db_field.related_model is Category:
            kwargs["queryset"] = categories_to_choose(request.user)
            kwargs["form_class"] = CategoryChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask besides whether the visitor may write for others."""
        return super().has_add_permission(request) and can_write_for_others(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: a deleted post is a state, not a missing row."""
        return False

    def store(self, request: HttpRequest, row: Post, form: PostForm, change: bool) -> Post:
        """Add the post, or correct, move and tag it where the form was changed."""
        warning = warning_about_others(row.body) if "body" in form.changed_data else ""
        stored = self._change(request, row, form) if change else self._add(request, row, form)
        if warning:
            self.message_user(request, warning, messages.WARNING)
        return stored

    def _add(self, request: HttpRequest, row: Post, form: PostForm) -> Post:
        given = {name: getattr(row, name) for name in ("board", "category", *TEXTS, *ORIGIN)}
        return add_post(by=member_of(request), tags=form.cleaned_data["tags"], **given)

    def _change(self, request: HttpRequest, row: Post, form: PostForm) -> Post:
        by, changed = member_of(request), set(form.changed_data)
        if "board" in changed:
            move_post(
                post=row,
                by=by,
                board=row.board,
                category=row.category if "category" in changed else "same",
            )
        elif "category" in changed:
            change_category(post=row, by=by, category=row.category)
        # Before the texts: the pictures in them are to be the author's.
        stored = Post.objects.get(pk=row.pk)
        # Not by the form: it says of a moment whether it is the one that was shown first.
        if any(getattr(row, name) != getattr(stored, name) for name in ORIGIN):
            correct_origin(post=row, by=by, **{name: getattr(row, name) for name in ORIGIN})
        if changed & set(TEXTS):
            correct_post(post=row, by=by, **{name: getattr(row, name) for name in TEXTS})
        if "tags" in changed:
            tag_post(post=row, by=by, tags=form.cleaned_data["tags"])
        return Post.objects.get(pk=row.pk)

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
        self._moderate_each(request, queryset, hide_post, told.HIDDEN)

    @admin.action(description=_("Show selected posts again"), permissions=["change"])
    def show_posts(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        """Publish each post again."""
        self._moderate_each(request, queryset, unhide_post, told.SHOWN)

    @admin.action(description=_("Move selected posts"), permissions=["change"])
    def move_posts(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        """Put each post on the board that is chosen beside the action, with the category there."""
        chosen = self._chosen_beside(request)
        if not chosen or chosen["board"] is None:
            self.message_user(request, gettext("Choose a board that you moderate."), messages.ERROR)
            return
        category = _category_in(chosen) if chosen["category"] else "same"
        place = {"board": chosen["board"], "category": category}
        move = partial(move_post, **place)
        self._moderate_each(request, queryset, move, told.MOVED, board=chosen["board"].name)

    @admin.action(description=_("Change the category of selected posts"), permissions=["change"])
    def change_category(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        """Give each post the category that is chosen beside the action."""
        chosen = self._chosen_beside(request)
        if not chosen or chosen["category"] is None:
            self.message_user(request, gettext("Choose a category of your boards."), messages.ERROR)
            return
        given = partial(change_category, category=_category_in(chosen))
        self._moderate_each(request, queryset, given, told.CATEGORY_CHANGED)

    def _chosen_beside(self, request: HttpRequest) -> dict[str, Any] | None:
        """Return what was chosen beside the action; None for what is not offered."""
        form: Any = self.action_form(request.POST)
        form.fields["action"].choices = self.get_action_choices(request)
        form.offer_to(request.user)
        return form.cleaned_data if form.is_valid() else None

    def _moderate_each(
        self, request: HttpRequest, posts: QuerySet[Post], action: Any, said: Any, **named: str
    ) -> None:
        by = member_of(request)
        done = self.act_on_each(request, posts, lambda post: action(post=post, by=by))
        if done:
            self.message_user(request, said % {"count": done, **named}, messages.SUCCESS)


def _category_in(chosen: dict[str, Any]) -> Category | None:
    """Return the category that was chosen beside an action; None for none of them."""
    return None if chosen["category"] == NO_CATEGORY else chosen["category"]
