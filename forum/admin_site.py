"""The admin site: Django's own, under this site's name."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.moments.admin_overrides import MOMENT_OVERRIDES
from forum import second_step
from forum.admin_sections import sections
from forum.careful_admin import careful

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class WholeHandlesAutocomplete(AutocompleteJsonView):
    """What the admin's fields suggest; members by their whole handle, for staff may see it."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, Any]:
        """Return the identity and the label of one suggestion."""
        result: dict[str, Any] = super().serialize_result(obj, to_field_name)
        if isinstance(obj, AbstractBaseUser):
            result["text"] = obj.get_username()
        return result


class ForumAdminSite(AdminSite):
    """Django's admin site with the names a visitor knows, by the site's clock.

    There a moment is typed and a day looked for, and all who work on it have to mean the same.
    """

    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Administration")

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Ask for a second step, and show and read times in the site's zone.

        Whatever zone the visitor has chosen does not count here.
        """

        @wraps(view)
        def by_the_sites_clock(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if away := second_step.detour(request):
                return away
            timezone.deactivate()
            try:
                return view(request, *args, **kwargs)
            except ValidationError as error:
                if view is not shortcut:
                    raise
                raise Http404 from error  # the address names no row

        return cast(View, super().admin_view(by_the_sites_clock, cacheable))

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Register with an admin that any address and any form may be sent to.

        Its forms change no moment by being sent back.
        """
        own = options.get("formfield_overrides") or getattr(admin_class, "formfield_overrides", {})
        options["formfield_overrides"] = {**MOMENT_OVERRIDES, **own}
        super().register(model_or_iterable, careful(admin_class), **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Group what the visitor may open by how often it is needed; see `admin_sections`."""
        apps: list[Any] = super().get_app_list(request, app_label)
        if app_label:
            return apps
        return sections(apps, with_technical=bool(getattr(request.user, "is_superuser", False)))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the site's own sign-in, with its limits on attempts and its second step."""
        return cast(HttpResponse, secure_admin_login(super().login)(request, extra_context))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer a field that suggests while somebody types."""
        view = WholeHandlesAutocomplete.as_view(admin_site=self)
        return cast(HttpResponse, view(request))
