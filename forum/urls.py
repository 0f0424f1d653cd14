"""Addresses of the whole site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from forum import health
from forum.favicon import favicon
from forum.language import switch_language

urlpatterns = [
    path("", include("boards.urls")),
    path("admin/", admin.site.urls),
    path("language/", switch_language, name="switch-language"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", favicon, name="favicon"),
]

if "debug_toolbar" in settings.INSTALLED_APPS:
    from debug_toolbar.toolbar import debug_toolbar_urls

    urlpatterns += debug_toolbar_urls()

handler400 = "forum.error_pages.bad_request"
handler403 = "forum.error_pages.forbidden"
handler404 = "forum.error_pages.not_found"
handler429 = "forum.error_pages.too_many_requests"  # asked for by allauth, not by Django
handler500 = "forum.error_pages.server_error"
