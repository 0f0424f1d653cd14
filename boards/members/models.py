"""The user model."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members import handles
from boards.members.masking import mask_name

DEFAULT_LIST_SIZE = 35  # rows, as the saved pages have them
LIST_SIZES = [(size, str(size)) for size in (20, DEFAULT_LIST_SIZE, 50)]


class MemberManager(BaseUserManager["Member"]):
    """Makes members; finds them by handle whatever its case."""

    def create_user(
        self, handle: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "Member":
        """Store a member with a hashed password; None makes sign-in by password impossible."""
        member = self.model(
            handle=handles.normalise_handle(handle),
            email=self.normalize_email(email),
            **fields,
        )
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(
        self, handle: str, email: str = "", password: str | None = None, **fields: Any
    ) -> "Member":
        """Store a member who may do everything."""
        return self.create_user(handle, email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Member":
        """Find a member by handle, whatever its case.

        Compares as the unique constraint does: `iexact` takes `ı` for `i` on PostgreSQL and
        would find two members.
        """
        handle = handles.normalise_handle(username or "")
        return self.alias(lowered=Lower("handle")).get(lowered=Lower(models.Value(handle)))


class Member(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. `str()` gives the masked name: the whole handle is asked for."""

    handle = models.CharField(
        _("handle"),
        max_length=handles.MAX_LENGTH,
        unique=True,
        validators=[handles.validate_handle],
        help_text=_("Letters, digits, dots, dashes and underscores."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    is_staff = models.BooleanField(
        _("staff"), default=False, help_text=_("May sign in to this administration.")
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch off instead of deleting an account.")
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Left empty: the language of your browser."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, help_text=_("Left empty: the site's.")
    )
    list_size = models.PositiveSmallIntegerField(
        _("rows of a list"), choices=LIST_SIZES, default=DEFAULT_LIST_SIZE
    )
    deletion_asked_at = models.DateTimeField(_("deletion asked"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)
    deletion_keeps_texts = models.BooleanField(_("texts stay after deletion"), default=True)

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                Lower("handle"),
                name="member_handle_unique_without_case",
                violation_error_message=_("This handle is taken."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="member_email_unique_without_case",
                violation_error_message=_("This e-mail address is taken."),
            ),
            models.CheckConstraint(condition=~models.Q(handle=""), name="member_handle_not_empty"),
        ]

    def __str__(self) -> str:
        return mask_name(self.handle)

    def clean(self) -> None:
        """Normalise the handle and the address before they are checked."""
        self.handle = handles.normalise_handle(self.handle)
        self.email = type(self).objects.normalize_email(self.email)


class Block(models.Model):
    """One member does not want to read another: posts and comments fold away."""

    blocker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocked_by")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(
                condition=~models.Q(blocker=models.F("blocked")), name="block_not_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.blocker_id} → {self.blocked_id}"
