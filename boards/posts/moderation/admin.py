"""Tags in the admin."""

import taggit.admin
import taggit.models
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.members.admin_fields import FoldedSearchMixin
from boards.posts.models import Tag
from boards.posts.moderation.actions.merge_tags import merge_tags
from boards.posts.moderation.admin_forms import TagForm
from boards.slug_admin import EarlierSlugsMixin


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
        description=_("Merge selected tags into the one of most posts"),
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
        said = gettext("Merged into “%(kept)s”, where their addresses lead now: %(merged)s")
        names = {"merged": ", ".join(tag.name for tag in merged), "kept": kept.name}
        self.message_user(request, said % names, messages.SUCCESS)


# Posts carry tags of this room. The import of taggit.admin above has registered taggit's own.
admin.site.unregister(taggit.models.Tag)
