"""Earlier addresses in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class EarlierSlugsMixin:
    """Shows the addresses that lead to a row, and tells what becomes of one that changes.

    Goes before ModelAdmin; `list_view` is the page at the address.
    """

    list_view: str

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Say that the address before leads on, and whom the new one is taken from."""
        before = form.initial.get("slug") if change else None
        others = type(obj).objects.filter(earlier_slugs__slug=obj.slug).exclude(pk=obj.pk)
        other = others.first()
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        address = {
            "old": _path(self.list_view, before or ""),
            "new": _path(self.list_view, obj.slug),
        }
        if before and before != obj.slug:
            said = gettext("%(old)s now redirects to %(new)s.")
            messages.info(request, said % address)
        if other is not None:
            said = gettext("Until now, %(new)s redirected to “%(other)s”.")
            messages.warning(request, said % {**address, "other": other})

    @admin.display(description=_("earlier addresses"))
    def earlier_addresses(self, row: Any) -> SafeString | str:
        """Each on a line of its own; they lead here until something else gets them."""
        if row.pk is None:
            return "-"
        slugs = row.earlier_slugs.order_by("-pk").values_list("slug", flat=True)
        paths = ((_path(self.list_view, slug),) for slug in slugs)
        return format_html_join("", "<div>{}</div>", paths) or "-"


def _path(view: str, slug: str) -> str:
    """Return a path as people read it."""
    return reverse(view, args=["-"]).replace("-", slug)
