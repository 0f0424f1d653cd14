"""The admin site: Django's own, under this site's name."""

from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from forum.careful_admin import careful


class WholeHandlesAutocomplete(AutocompleteJsonView):
    """What the admin's fields suggest; members by their whole handle, for staff may see it."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, Any]:
        """Return the identity and the label of one suggestion."""
        result: dict[str, Any] = super().serialize_result(obj, to_field_name)
        if isinstance(obj, AbstractBaseUser):
            result["text"] = obj.get_username()
        return result


class ForumAdminSite(AdminSite):
    """Django's admin site with the names a visitor knows."""

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Administration")

    def register(
        self, model_or_iterable: Any, admin_class: type[ModelAdmin] | None = None, **options: Any
    ) -> None:
        """Register models with an admin that any address and any form may be sent to."""
        super().register(model_or_iterable, careful(admin_class), **options)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the site's own sign-in, with its limits on attempts and its second step."""
        return cast(HttpResponse, secure_admin_login(super().login)(request, extra_context))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer a field that suggests while somebody types."""
        view = WholeHandlesAutocomplete.as_view(admin_site=self)
        return cast(HttpResponse, view(request))
