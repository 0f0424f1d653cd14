"""Members in the admin."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.members.admin_fields import FoldedSearchMixin
from boards.members.handle_field import HandleField
from boards.members.models import Member


class MemberCreationForm(AdminUserCreationForm):
    """Handle, e-mail address and password of a new member."""

    class Meta:
        model = Member
        fields = ("handle", "email")
        field_classes = {"handle": HandleField}


class MemberChangeForm(UserChangeForm):
    """Everything about a member but the password, which has a page of its own."""

    class Meta:
        model = Member
        fields = (
            "handle", "email", "password",
            "is_active", "is_staff", "is_superuser", "groups", "user_permissions",
        )  # fmt: skip
        field_classes = {"handle": HandleField}


@admin.register(Member)
class MemberAdmin(FoldedSearchMixin, UserAdmin):
    """Members are found by handle or e-mail address."""

    form = MemberChangeForm
    add_form = MemberCreationForm
    fieldsets = (
        (None, {"fields": ("handle", "email", "password")}),
        (
            _("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Important dates"), {"fields": ("joined_at", "last_login")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("handle", "email", "usable_password", "password1", "password2"),
            },
        ),
    )
    readonly_fields = ("joined_at", "last_login")
    list_display = ("handle", "email", "is_active", "is_staff", "is_superuser", "joined_at")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    search_fields = ("handle_key", "email")
    date_hierarchy = "joined_at"
    ordering = ("handle",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER


# Keys of other sites come from the settings; tokens, sessions and secrets are nobody's to read.
admin.site.unregister([Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])


# allauth names them in English alone; migrations do not look at what is said here.
Authenticator._meta.verbose_name = _("second factor")
Authenticator._meta.verbose_name_plural = _("second factors")
for name, label in {
    "type": _("kind"),
    "created_at": _("added"),
    "last_used_at": _("last used"),
    "user": _("member"),
}.items():
    Authenticator._meta.get_field(name).verbose_name = label  # type: ignore[union-attr]


@admin.register(Authenticator)
class AuthenticatorAdmin(FoldedSearchMixin, admin.ModelAdmin):
    """Second steps: taken from a member who lost them, and never shown."""

    fields = readonly_fields = ("member", "type", "created_at", "last_used_at")
    list_display = ("member", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__handle_key", "user__email")
    show_full_result_count = False

    @admin.display(description=_("member"), ordering="user__handle")
    def member(self, authenticator: Authenticator) -> str:
        """Return the whole handle."""
        return str(authenticator.user.get_username())

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes a second step for another."""
        return False
