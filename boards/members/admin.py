"""Members in the admin."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm, UsernameField
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member


class MemberCreationForm(AdminUserCreationForm):
    """Handle, e-mail address and password of a new member."""

    class Meta:
        model = Member
        fields = ("handle", "email")
        field_classes = {"handle": UsernameField}


class MemberChangeForm(UserChangeForm):
    """Everything about a member but the password, which has a page of its own."""

    class Meta:
        model = Member
        fields = (
            "handle", "email", "password",
            "is_active", "is_staff", "is_superuser", "groups", "user_permissions",
        )  # fmt: skip
        field_classes = {"handle": UsernameField}


@admin.register(Member)
class MemberAdmin(UserAdmin):
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
    search_fields = ("handle", "email")
    date_hierarchy = "joined_at"
    ordering = ("handle",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
