"""The user model."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.caching.paths import cached_reverse
from boards.members import handles
from boards.members.character_field import CharacterField, KeyField
from boards.members.composing import composed
from boards.members.folding import key_of
from boards.members.levels import Level
from boards.members.lookalikes import skeleton
from boards.members.masking import mask_name
from boards.members.restrictions import is_silenced, is_suspended

DEFAULT_LIST_SIZE = 35  # rows, as the saved pages have them
LIST_SIZES = [(size, str(size)) for size in (20, DEFAULT_LIST_SIZE, 50)]
MAX_ABOUT_LENGTH = 100  # characters
DELETION_GRACE = timedelta(days=7)  # to change one's mind


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
        """Store a member who may do everything and whose address needs no confirmation."""
        with transaction.atomic():
            member = self.create_user(
                handle,
                email,
                password,
                is_staff=True,
                is_superuser=True,
                **{"level": Level.REGULAR, "level_is_fixed": True, **fields},
            )
            member.vouch_for_email()
        return member

    def get_by_natural_key(self, username: str | None) -> "Member":
        """Find a member by handle, whatever its case.

        Compares as the unique constraint does: `iexact` takes `ı` for `i` on PostgreSQL and
        would find two members.
        """
        return self.with_handle(username or "").get()

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the one spelling of an e-mail address under which it is stored and looked for.

        All of it is in lower case, as allauth stores its own.
        """
        return composed((email or "").strip()).lower()

    def with_email(self, email: str) -> models.QuerySet["Member"]:
        """Return the members who gave this address, proven or not, whatever its case."""
        return self.filter(email=self.normalize_email(email)).exclude(email="")

    def named(self, name: str) -> "Member | None":
        """Return the member with this handle or this address."""
        found = self.with_email(name) if "@" in name else self.with_handle(name)
        return found.first()

    def who_signs_in_as(self, name: str) -> "Member | None":
        """Return the member who signs in with this handle or this address.

        An address belongs to whoever has proven it, or else to who gave it at the sign-up; a wish
        to change to it is no claim.
        """
        if "@" not in name:
            return self.with_handle(name).first()
        address = self.normalize_email(name)
        proven = self.filter(emailaddress__email=address, emailaddress__verified=True)
        return proven.first() or self.with_email(address).first()

    def with_handle(self, handle: str) -> models.QuerySet["Member"]:
        """Return the member whose handle this is in whatever spelling; one at most."""
        return self.filter(handle_key=key_of(handle))


class Member(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. `str()` gives the masked name: the whole handle is asked for."""

    handle = models.CharField(
        _("handle"),
        max_length=handles.MAX_LENGTH,
        unique=True,
        validators=[handles.validate_handle],
        help_text=_("Letters, digits, dots, hyphens and underscores."),
    )
    handle_key = KeyField(
        of="handle",
        unique=True,
        error_messages={"unique": _("This handle is taken.")},
    )
    # Two handles with one skeleton look alike; longer, for a letter may be folded into several.
    skeleton = models.CharField(max_length=3 * handles.MAX_LENGTH, editable=False, default="")
    email = models.EmailField(_("e-mail"), blank=True)
    is_staff = models.BooleanField(
        _("staff"), default=False, help_text=_("Can sign in to this administration.")
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch this off instead of deleting the account.")
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("If empty, your browser's language is used."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        blank=True,
        help_text=_("If empty, the site's time zone is used."),
    )
    list_size = models.PositiveSmallIntegerField(
        _("posts per page"), choices=LIST_SIZES, default=DEFAULT_LIST_SIZE
    )
    remembers_reading = models.BooleanField(
        _("remember what I have read"),
        default=True,
        help_text=_(
            "In lists, titles you have read are dimmed and new comments are marked. Only you see"
            " this. It is forgotten after 90 days, and at once if you switch it off."
        ),
    )
    about = CharacterField(_("about yourself"), characters=MAX_ABOUT_LENGTH, blank=True, default="")
    # Names the files of the picture; a new one for each picture, so that caches may keep them.
    avatar = models.UUIDField(_("profile picture"), null=True, unique=True, editable=False)
    deletion_asked_at = models.DateTimeField(_("deletion requested"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)
    deletion_keeps_texts = models.BooleanField(_("keep posts after deletion"), default=True)
    # Set by `boards.support.merging` alone; such an account is switched off.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_members",
        verbose_name=_("merged into"),
    )
    # Lines of `boards.members.restrictions`, written by the room of sanctions alone.
    restrictions: Any = models.JSONField(default=list, blank=True, editable=False)
    # Raised by the room `boards.levels`, set by `set_level`; it never falls by itself.
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Level.choices, default=Level.NEW, editable=False
    )
    level_is_fixed = models.BooleanField(
        _("level is set by hand"),
        default=False,
        editable=False,
        help_text=_("An admin has set it, and it does not rise by itself."),
    )

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        indexes = [
            models.Index(fields=["skeleton"], name="member_skeleton"),
            # For those whose level may have risen by the time that went by.
            models.Index(fields=["joined_at"], name="member_joined"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~models.Q(email=""),
                name="member_email_unique",
                violation_error_message=_("This e-mail address is taken."),
            ),
            models.CheckConstraint(condition=~models.Q(handle=""), name="member_handle_not_empty"),
            # A range: Django's reading of SQLite's tables stumbles over a list of numbers.
            models.CheckConstraint(
                condition=models.Q(level__range=(min(Level), max(Level))), name="member_level_known"
            ),
        ]

    def __str__(self) -> str:
        return mask_name(self.handle)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the member, with what the handle is compared by."""
        fields = kwargs.get("update_fields")
        if fields is None or "handle" in fields:
            self.skeleton = skeleton(self.handle)
        if fields is not None and "handle" in fields:
            kwargs["update_fields"] = {*fields, "skeleton", "handle_key"}
        if fields is None or "email" in fields:
            self.email = type(self).objects.normalize_email(self.email)
        super().save(*args, **kwargs)

    def vouch_for_email(self) -> None:
        """Take the address, if there is one, as confirmed: whoever makes the member knows it."""
        if self.email:
            EmailAddress.objects.update_or_create(
                user=self,
                email=self.email,
                defaults={"verified": True, "primary": True},
            )

    def clean(self) -> None:
        """Normalise the handle and the address before they are checked.

        Raises:
            ValidationError: for the handle, when another member has it in whatever spelling. Forms
                do not check `handle_key`, which they do not have.
        """
        self.handle = handles.normalise_handle(self.handle)
        self.handle_key = key_of(self.handle)
        self.email = type(self).objects.normalize_email(self.email)
        if Member.objects.with_handle(self.handle).exclude(pk=self.pk).exists():
            raise ValidationError({"handle": _("This handle is taken.")})

    def get_absolute_url(self) -> str:
        """Return the path of the profile page."""
        return cached_reverse("accounts:profile", self.pk)

    @property
    def is_suspended(self) -> bool:
        """Whether moderators keep the member out now."""
        return bool(self.restrictions) and is_suspended(self.restrictions)

    def is_silenced_on(self, board: int | None) -> bool:
        """Say whether moderators keep the member from writing on a board; anywhere, for None."""
        return bool(self.restrictions) and is_silenced(self.restrictions, board)

    @property
    def deletion_due_at(self) -> datetime | None:
        """When the account is deleted, if its owner asked for that."""
        return self.deletion_asked_at and self.deletion_asked_at + DELETION_GRACE


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


class FailedSignIns(models.Model):
    """A count of wrong passwords, by which the next attempt has to wait; see `pace`."""

    key = models.CharField(max_length=64, primary_key=True)
    # When the last of them is forgotten: the longer ahead, the more there were.
    forgotten_at = models.DateTimeField(db_index=True)
    next_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wrong password count")
        verbose_name_plural = _("wrong password counts")

    def __str__(self) -> str:
        return self.key
