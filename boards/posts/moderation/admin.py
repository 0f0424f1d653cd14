"""Tags in the admin."""

import taggit.admin
import taggit.models
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.action_admin import ActionAdmin, member_of
from boards.members.admin_fields import FoldedSearchMixin
from boards.posts.models import Tag
from boards.posts.moderation.actions.add_tag import add_tag
from boards.posts.moderation.actions.delete_tag import delete_tag
from boards.posts.moderation.actions.merge_tags import merge_tags
from boards.posts.moderation.actions.rename_tag import rename_tag
from boards.posts.moderation.admin_forms import TagForm
from boards.slug_admin import EarlierSlugsMixin


@admin.register(Tag)
class TagAdmin(EarlierSlugsMixin, FoldedSearchMixin, ActionAdmin):
    """Tags."""

    list_view = "posts:tag"
    form = TagForm
    readonly_fields = ("earlier_addresses",)
    list_display = ("name", "slug")
    search_fields = ("key",)
    ordering = ("name",)
    show_full_result_count = False
    actions = ("merge",)

    def store(self, request: HttpRequest, row: Tag, form: TagForm, change: bool) -> Tag:
        """Add or rename the tag."""
        by = member_of(request)
        if not change:
            return add_tag(by=by, name=row.name, slug=row.slug)
        return rename_tag(tag=row, by=by, name=row.name, slug=row.slug)

    def discard(self, request: HttpRequest, row: Tag) -> None:
        """Take the tag from all its posts."""
        delete_tag(tag=row, by=member_of(request))

    @admin.action(
        description=_("Merge selected tags into the one with the most posts"),
        permissions=["change", "delete"],
    )
    def merge(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        """Make one tag of all; their slugs lead to it."""
        by_posts = queryset.annotate(posts=models.Count("tagged")).order_by("-posts", "pk")
        tags = list(by_posts)
        if len(tags) < 2:
            self.message_user(request, gettext("Select two tags or more."), messages.WARNING)
            return
        kept, *merged = tags
        try:
            merge_tags(kept=kept, merged=merged, by=member_of(request))
        except ValidationError as error:
            self.message_user(request, f"{kept}: {error.messages[0]}", messages.ERROR)
            return
        said = gettext("Merged into “%(kept)s”; the old URLs redirect there now: %(merged)s")
        names = {"merged": ", ".join(tag.name for tag in merged), "kept": kept.name}
        self.message_user(request, said % names, messages.SUCCESS)


# Posts carry tags of this room. The import of taggit.admin above has registered taggit's own.
admin.site.unregister(taggit.models.Tag)
