"""Board: one of the places where people talk."""

from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import PROTECT
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from boards.access import Access
from boards.caching.paths import cached_reverse
from boards.categories import LOADED_FIELDS, Colour, loaded_rows
from boards.duties import Duties
from boards.earlier_slugs import EarlierSlug, Slugged
from boards.members.character_field import CharacterField
from boards.members.composing import composed
from boards.querysets import BoardQuerySet, CategoryQuerySet
from boards.slugs import MAX_LENGTH, fold_slug, free_slug

MAX_RULES_LENGTH = 20_000  # characters
DEFERRED_FIELDS = ("rules_ko", "rules_en")  # long, and shown on a page of their own


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
    name_en = CharacterField(
        _("English name"),
        characters=80,
        blank=True,
        help_text=_("If empty, the Korean name is shown on English pages too."),
    )
    description_ko = CharacterField(_("Korean description"), characters=300, blank=True)
    description_en = CharacterField(_("English description"), characters=300, blank=True)
    rules_ko = models.TextField(
        _("Korean rules"),
        blank=True,
        max_length=MAX_RULES_LENGTH,
        help_text=_("Plain text, shown on a page of its own; the board's head links to it."),
    )
    rules_en = models.TextField(_("English rules"), blank=True, max_length=MAX_RULES_LENGTH)
    has_rules = models.BooleanField(
        default=False, editable=False
    )  # so that pages need not load them
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
    category_required = models.BooleanField(
        _("category required"),
        default=False,
        help_text=_(
            "Whoever writes has to choose one of the board's categories; without this they may"
            " leave it out. Says nothing on a board without categories."
        ),
    )
    list_layout = models.CharField(
        _("layout of the list"),
        max_length=10,
        choices=ListLayout.choices,
        default=ListLayout.ROWS,
        help_text=_("Cards and magazine show the first picture of each post."),
    )
    in_navigation = models.BooleanField(_("shown in the menu"), default=True)
    is_archived = models.BooleanField(
        _("archived"),
        default=False,
        help_text=_(
            "Everything on the board stays readable, but nobody writes or comments there any more, "
            "and it leaves the menu."
        ),
    )
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
        through="BoardModerator",
        verbose_name=_("moderators"),
    )

    # What the viewer moderates of it; only `BoardQuerySet.with_moderation_of` tells.
    duties = 0

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
        """Give the board an address of its own when it has none, and note whether it has rules."""
        self._take_address()
        if not {"rules_ko", "rules_en"} & self.get_deferred_fields():
            self.has_rules = bool(self.rules_ko.strip() or self.rules_en.strip())
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the path of the board's list."""
        return cached_reverse("posts:board", self.slug)

    def clean(self) -> None:
        """Give the board its address before forms check it."""
        self._take_address()

    @property
    def is_moderated(self) -> bool:
        """Whether the viewer decides about what is written here."""
        return bool(self.duties & Duties.CONTENT)

    @property
    def pins_notices(self) -> bool:
        """Whether the viewer pins notices here."""
        return bool(self.duties & Duties.NOTICES)

    @property
    def sanctions_members(self) -> bool:
        """Whether the viewer warns and silences members here."""
        return bool(self.duties & Duties.SANCTIONS)

    @property
    def needs_category(self) -> bool:
        """Whether each new post needs a category; says nothing while there is none to choose."""
        return self.category_required and bool(self.offered_categories)

    @property
    def has_tab(self) -> bool:
        """Whether the menu and the home page show the board."""
        return self.in_navigation and not self.is_archived

    @property
    def has_public_feed(self) -> bool:
        """Whether the board's feeds may be offered: who reads a feed is a guest."""
        return self.read_access == Access.EVERYONE

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return _in_page_language(self.name_ko, self.name_en)

    @property
    def description(self) -> str:
        """The description in the language of the page."""
        return _in_page_language(self.description_ko, self.description_en)

    @property
    def rules(self) -> str:
        """The rules in the language of the page, as plain text."""
        return _in_page_language(self.rules_ko, self.rules_en)

    @property
    def every_category(self) -> "list[Category]":
        """Its categories in their order, retired ones too.

        They come with a board from `with_categories`; otherwise each time by a query.
        """
        loaded = getattr(self, "loaded_categories", None)
        if loaded is None:
            return list(self.categories.in_order())
        every: list[Category] | None = getattr(self, "_every_category", None)
        if every is None:
            using = self._state.db
            rows = [Category.from_db(using, LOADED_FIELDS, row) for row in loaded_rows(loaded)]
            every = self._every_category = sorted(rows, key=lambda each: each.order)
        return every

    @property
    def ingredients(self) -> tuple[Any, ...]:
        """All that a page shows of a board from `with_categories`, as one value."""
        return _shown_of(self)

    @property
    def offered_categories(self) -> "list[Category]":
        """Those that may be chosen now, in their order; some of them by moderators alone."""
        return [each for each in self.every_category if not each.is_retired]

    @property
    def category_by_id(self) -> "dict[int, Category]":
        """Its categories by their keys; worked out once where they came with the board."""
        if not hasattr(self, "loaded_categories"):
            return {each.pk: each for each in self.every_category}
        known: dict[int, Category] | None = getattr(self, "_category_by_id", None)
        if known is None:
            known = self._category_by_id = {each.pk: each for each in self.every_category}
        return known

    def category_at(self, slug: str) -> "Category | None":
        """Return its category with this slug, or else with another spelling of it."""
        every = self.every_category
        for alike in (str, fold_slug):
            for each in every:
                if alike(each.slug) == alike(slug):
                    return each
        return None

    def _take_address(self) -> None:
        if not self.slug:
            taken = set(Board.objects.values_list("slug", flat=True))
            self.slug = free_slug(self.name_en or self.name_ko, taken=taken, fallback="board")


class BoardModerator(models.Model):
    """A moderator of a board, and what for; whoever has one scope reads what moderators read."""

    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, related_name="moderations", verbose_name=_("board")
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="moderations",
        verbose_name=_("moderator"),
    )
    content = models.BooleanField(
        _("content"),
        default=True,
        help_text=_("Hides, edits, moves and deletes what is written, and decides about reports."),
    )
    notices = models.BooleanField(
        _("notices"), default=True, help_text=_("Pins and unpins the notices of this board.")
    )
    sanctions = models.BooleanField(
        _("sanctions"),
        default=True,
        help_text=_("Warns members and keeps them from writing on this board for a time."),
    )

    class Meta:
        verbose_name = _("moderator")
        verbose_name_plural = _("moderators")
        ordering = ["board", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "member"], name="moderator_once_on_board"),
            models.CheckConstraint(
                condition=models.Q(content=True)
                | models.Q(notices=True)
                | models.Q(sanctions=True),
                name="moderator_has_scope",
                violation_error_message=_("Choose at least one thing that this moderator does."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)


_shown_of = attrgetter(
    *(each.attname for each in Board._meta.concrete_fields if each.name not in DEFERRED_FIELDS),
    "loaded_categories",
)


class Category(models.Model):
    """A category (말머리) of the posts of one board.

    What its posts are counted under and its colour are the site's; a retired one stays with the
    posts that have it, and nobody chooses it any more.
    """

    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, related_name="categories", verbose_name=_("board")
    )
    name_ko = CharacterField(_("Korean name"), characters=20)
    name_en = CharacterField(
        _("English name"),
        characters=30,
        blank=True,
        help_text=_("If empty, the Korean name is shown in English too."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=MAX_LENGTH + 8,
        allow_unicode=True,
        blank=True,
        help_text=_("Stands in the URL of the category's list. If empty, made from the name."),
    )
    colour = models.CharField(
        _("colour"), max_length=10, choices=Colour.choices, default=Colour.GREY
    )
    position = models.PositiveIntegerField(
        _("position"),
        default=100,
        validators=[MaxValueValidator(9999)],
        help_text=_("Categories with lower numbers come first."),
    )
    moderators_only = models.BooleanField(
        _("for moderators only"),
        default=False,
        help_text=_("Only the board's moderators may choose it, for posts like announcements."),
    )
    is_retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("Posts that have it keep it; nobody can choose it any more."),
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["board", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "slug"],
                name="category_slug_once_on_board",
                violation_error_message=_("This board has a category with this slug already."),
            ),
            models.UniqueConstraint(
                fields=["board", "name_ko"],
                name="category_name_once_on_board",
                violation_error_message=_("This board has a category with this name already."),
            ),
            models.CheckConstraint(condition=~models.Q(slug=""), name="category_slug_not_empty"),
            models.CheckConstraint(condition=~models.Q(name_ko=""), name="category_has_name"),
            models.CheckConstraint(
                condition=models.Q(colour__in=Colour.values), name="category_colour_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the category a slug of its own on the board when it has none."""
        self._take_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the path of the list of its posts."""
        return f"{self.board.get_absolute_url()}{self.list_query}"

    def clean(self) -> None:
        """Give the category its slug before forms check it."""
        self._take_slug()

    @property
    def list_query(self) -> str:
        """What makes the URL of its list out of its board's."""
        return f"?{urlencode({'category': self.slug})}"

    @property
    def name(self) -> str:
        """The name in the language of the page; the Korean one where there is no English one."""
        return _in_page_language(self.name_ko, self.name_en)

    def is_used(self) -> bool:
        """Say whether a post has it, or had it in an earlier version: then it can only retire."""
        protecting = (each for each in self._meta.related_objects if each.on_delete == PROTECT)
        return any(
            each.related_model._base_manager.filter(**{each.field.name: self.pk}).exists()
            for each in protecting
        )

    @property
    def order(self) -> tuple[int, int]:
        """Its place among the categories of its board."""
        return self.position, self.pk

    def _take_slug(self) -> None:
        self.slug = composed(self.slug)
        if not self.slug and self.board_id:
            others = Category.objects.filter(board=self.board_id).exclude(pk=self.pk)
            taken = set(others.values_list("slug", flat=True))
            self.slug = free_slug(self.name_en or self.name_ko, taken=taken, fallback="category")


def _in_page_language(korean: str, english: str) -> str:
    first, second = (
        (english, korean) if (get_language() or "").startswith("en") else (korean, english)
    )
    return first or second


class EarlierBoardSlug(EarlierSlug):
    """A slug that a board had before."""

    holder = models.ForeignKey(
        Board, on_delete=models.CASCADE, related_name="earlier_slugs", verbose_name=_("board")
    )

    class Meta(EarlierSlug.Meta):
        abstract = False
        verbose_name = _("earlier slug of a board")
        verbose_name_plural = _("earlier slugs of boards")
