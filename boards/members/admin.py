"""Members in the admin."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from boards.db.keys import key_in
from boards.members.actions.activate_member import activate_member, deactivate_member
from boards.members.actions.set_level import set_level
from boards.members.admin_fields import FoldedSearchMixin, named_whole
from boards.members.handle_field import HandleField
from boards.members.last_superuser import hold_with_superusers, refuse_last_superuser
from boards.members.levels import Level
from boards.members.models import Member

ACTIVE = Member._meta.get_field("is_active").verbose_name
LEVEL = Member._meta.get_field("level").verbose_name


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
            "is_staff", "is_superuser", "groups", "user_permissions",
        )  # fmt: skip
        field_classes = {"handle": HandleField}

    def clean(self) -> dict[str, Any]:
        """Refuse to take from the last superuser what it takes to give it back."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        stays = cleaned.get("is_superuser") and cleaned.get("is_staff")
        if self.initial.get("is_superuser") and not stays:
            try:
                refuse_last_superuser(Member.objects.get(pk=self.instance.pk))
            except ValidationError as error:
                self.add_error("is_superuser" if "is_superuser" in cleaned else None, error)
        return cleaned


@admin.register(Member)
class MemberAdmin(FoldedSearchMixin, UserAdmin):
    """Members are found by handle or e-mail address; they are switched off, never deleted here.

    Who wants an account gone does that on the site, where texts, files and names go with it.
    """

    form = MemberChangeForm
    add_form = MemberCreationForm
    fieldsets = (
        (None, {"fields": ("handle", "email", "password")}),
        (
            _("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Level"), {"fields": ("level", "level_is_fixed")}),
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
    # Switched by the actions alone, which refuse what must not be.
    readonly_fields = ("is_active", "level", "level_is_fixed", "joined_at", "last_login")
    list_display = (
        "handle", "email", "level", "is_active", "is_staff", "is_superuser", "joined_at",
    )  # fmt: skip
    list_filter = ("level", "is_active", "is_staff", "is_superuser", "groups")
    search_fields = ("handle_key", "email")
    date_hierarchy = "joined_at"
    ordering = ("handle",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = (
        "switch_off", "switch_on", "make_new", "make_member", "make_regular", "let_rise",
    )  # fmt: skip

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Call the member by the whole handle above the form; hold who may be demoted at once."""
        number = key_in(object_id or "") if request.method == "POST" else None
        with transaction.atomic() if number else nullcontext():
            if number:
                hold_with_superusers(number)
            return named_whole(super().changeform_view(request, object_id, *args, **kwargs))

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call the member by the whole handle above what was changed."""
        return named_whole(super().history_view(request, *args, **kwargs))

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call the member by the whole handle above the new password."""
        return named_whole(super().user_change_password(request, *args, **kwargs))

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Nobody: what others wrote and counted refers to the row."""
        return False

    def has_switch_permission(self, request: HttpRequest) -> bool:
        """Whether the visitor may switch members off and on: superusers alone."""
        return bool(request.user.is_superuser)

    @admin.action(description=_("Switch off selected members"), permissions=["switch"])
    def switch_off(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let each member sign in no more; whoever is signed in is signed out."""
        said = ngettext_lazy(
            "%(count)d member switched off.", "%(count)d members switched off.", "count"
        )
        self._act_on_each(request, queryset, deactivate_member, said)

    @admin.action(description=_("Switch on selected members"), permissions=["switch"])
    def switch_on(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let each member sign in again."""
        said = ngettext_lazy(
            "%(count)d member switched on.", "%(count)d members switched on.", "count"
        )
        self._act_on_each(request, queryset, activate_member, said)

    def has_level_permission(self, request: HttpRequest) -> bool:
        """Whether the visitor may set levels: superusers alone."""
        return bool(request.user.is_superuser)

    @admin.action(description=_("Set the level: new member"), permissions=["level"])
    def make_new(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let each member have the lowest level, and keep it."""
        self._set_level_of_each(request, queryset, Level.NEW)

    @admin.action(description=_("Set the level: member"), permissions=["level"])
    def make_member(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let each member have the middle level, and keep it."""
        self._set_level_of_each(request, queryset, Level.MEMBER)

    @admin.action(description=_("Set the level: regular member"), permissions=["level"])
    def make_regular(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let each member have the highest level, and keep it."""
        self._set_level_of_each(request, queryset, Level.REGULAR)

    @admin.action(description=_("Let the level rise by itself"), permissions=["level"])
    def let_rise(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let each member's level be earned again, from the one it is."""
        self._set_level_of_each(request, queryset, None)

    def _set_level_of_each(
        self, request: HttpRequest, members: QuerySet[Member], level: Level | None
    ) -> None:
        said = ngettext_lazy(
            "The level of %(count)d member was set.",
            "The levels of %(count)d members were set.",
            "count",
        )
        changes = [LEVEL] if level is None else [LEVEL, level.label]
        self._act_on_each(request, members, partial(set_level, level=level), said, changes)

    def _act_on_each(
        self,
        request: HttpRequest,
        members: QuerySet[Member],
        act: Callable[..., bool],
        said: Any,
        changes: Sequence[Any] = (ACTIVE,),
    ) -> None:
        changed = 0
        for member in members.order_by("pk"):
            try:
                is_changed = act(member=member, by=request.user)
            except ValidationError as error:
                # In quotes: Django writes the first letter of a message large.
                text = f"“{member.handle}”: {error.messages[0]}"
                self.message_user(request, text, messages.ERROR)
                continue
            if is_changed:
                self.log_change(request, member, [{"changed": {"fields": [*map(str, changes)]}}])
                changed += 1
        if changed:
            self.message_user(request, said % {"count": changed}, messages.SUCCESS)


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
