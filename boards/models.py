"""Board: one of the places where people talk."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from boards.access import Access
from boards.caching.paths import cached_reverse
from boards.earlier_slugs import EarlierSlug, Slugged
from boards.members.character_field import CharacterField
from boards.querysets import BoardQuerySet
from boards.slugs import MAX_LENGTH, free_slug


class ListLayout(models.TextChoices):
    """How a board's own list shows its posts."""

    ROWS = "rows", _("rows")
    CARDS = "cards", _("cards with pictures (gallery)")
    MAGAZINE = "magazine", _("picture, title and two lines of text (magazine)")


class Board(Slugged, models.Model):
    """A board (게시판), with its names, its place among the tabs and its rules of access."""

    slug = models.SlugField(
        _("slug"),
        max_length=MAX_LENGTH + 8,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_(
            "The last part of the board's URL. If empty, it is made from the name. After a "
            "change, the old URL redirects to the new one."
        ),
    )
    name_ko = CharacterField(_("Korean name"), characters=80)
    name_en = CharacterField(_("English name"), characters=80)
    description_ko = CharacterField(_("Korean description"), characters=300, blank=True)
    description_en = CharacterField(_("English description"), characters=300, blank=True)
    position = models.PositiveIntegerField(
        _("position"),
        default=100,
        validators=[MaxValueValidator(9999)],
        help_text=_("Boards with lower numbers come first."),
    )
    read_access = models.CharField(
        _("who may read"), max_length=10, choices=Access.choices, default=Access.EVERYONE
    )
    write_access = models.CharField(
        _("who may write"),
        max_length=10,
        choices=Access.choices,
        default=Access.MEMBERS,
        help_text=_("Anyone who signs in is a member; guests can never write."),
    )
    allows_comments = models.BooleanField(_("comments"), default=True)
    allows_secret = models.BooleanField(
        _("secret posts"),
        default=False,
        help_text=_("Members may write posts that only they and the moderators can read."),
    )
    allows_anonymous = models.BooleanField(
        _("anonymous posts"),
        default=False,
        help_text=_("Members may write without showing their name; every look-up is recorded."),
    )
    list_layout = models.CharField(
        _("layout of the list"),
        max_length=10,
        choices=ListLayout.choices,
        default=ListLayout.ROWS,
        help_text=_("Cards and magazine show the first picture of each post."),
    )
    in_navigation = models.BooleanField(_("shown in the menu"), default=True)
    lists_number = models.BooleanField(
        _("number"), default=True, help_text=_("The place of each post, counted from the oldest.")
    )
    lists_author = models.BooleanField(
        _("author"), default=True, help_text=_("The masked name of whoever wrote the post.")
    )
    lists_date = models.BooleanField(
        _("date"), default=True, help_text=_("The time of today's posts, the day of earlier ones.")
    )
    lists_views = models.BooleanField(
        _("views"), default=True, help_text=_("How often the post was read.")
    )
    lists_recommends = models.BooleanField(
        _("recommendations"), default=True, help_text=_("How many members recommend the post.")
    )
    moderators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="moderated_boards",
        blank=True,
        verbose_name=_("moderators"),
        help_text=_(
            "They can pin notices and hide posts on the pages of this board, but cannot enter the"
            " administration."
        ),
    )

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(slug=""), name="board_slug_not_empty"),
            models.CheckConstraint(
                condition=models.Q(read_access__in=Access.values), name="board_read_access_known"
            ),
            models.CheckConstraint(
                condition=models.Q(write_access__in=Access.values), name="board_write_access_known"
            ),
            models.CheckConstraint(
                condition=models.Q(list_layout__in=ListLayout.values),
                name="board_list_layout_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the board an address of its own when it has none."""
        self._take_address()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the path of the board's list."""
        return cached_reverse("posts:board", self.slug)

    def clean(self) -> None:
        """Give the board its address before forms check it."""
        self._take_address()

    @property
    def list_query(self) -> str:
        """What a link to an article carries, so that the list below it stays on the board."""
        return f"?{urlencode({'board': self.slug})}"

    @property
    def has_public_feed(self) -> bool:
        """Whether the board's feeds may be offered: who reads a feed is a guest."""
        return self.read_access == Access.EVERYONE

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self._in_page_language(self.name_ko, self.name_en)

    @property
    def description(self) -> str:
        """The description in the language of the page."""
        return self._in_page_language(self.description_ko, self.description_en)

    @staticmethod
    def _in_page_language(korean: str, english: str) -> str:
        first, second = (
            (english, korean) if (get_language() or "").startswith("en") else (korean, english)
        )
        return first or second

    def _take_address(self) -> None:
        if not self.slug:
            taken = set(Board.objects.values_list("slug", flat=True))
            self.slug = free_slug(self.name_en or self.name_ko, taken=taken, fallback="board")


class EarlierBoardSlug(EarlierSlug):
    """A slug that a board had before."""

    holder = models.ForeignKey(
        Board, on_delete=models.CASCADE, related_name="earlier_slugs", verbose_name=_("board")
    )

    class Meta(EarlierSlug.Meta):
        abstract = False
        verbose_name = _("earlier slug of a board")
        verbose_name_plural = _("earlier slugs of boards")
