"""Posts, their tags, and the counts beside them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, NaturalKeyManager, TagBase

from boards.caching.paths import cached_reverse
from boards.earlier_slugs import Slugged, SluggedQuerySet
from boards.members.character_field import CharacterField, KeyField
from boards.members.folding import key_of
from boards.models import Board, Category
from boards.moments.local_times import validate_year
from boards.posts.listed import Listed
from boards.posts.querysets import PostQuerySet
from boards.posts.states import OF_POSTS, State
from boards.posts.text.lengths import MAX_SOURCE_LENGTH, MAX_STORED_TITLE_LENGTH
from boards.posts.text.sanitising import plain_text, sanitise, storable
from boards.posts.text.tags import TagManager, normalise_tag_name
from boards.posts.validators import MAX_TAG_LENGTH
from boards.slugs import free_slug, slug_of

NAMELESS = "tag"  # the slug of a tag without letters and digits


class Tag(Slugged, TagBase):
    """A word that posts are found by; its name is spelled as whoever used it first spelled it."""

    name = CharacterField(_("name"), characters=MAX_TAG_LENGTH)
    key = KeyField(
        of="name",
        unique=True,
    )

    objects: ClassVar = NaturalKeyManager.from_queryset(SluggedQuerySet)()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [models.CheckConstraint(condition=~models.Q(key=""), name="tag_not_empty")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Normalise the name, and give the tag its key and a slug of its own."""
        self.name = normalise_tag_name(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "key"}
        if not self.slug:
            alike = Tag.objects.filter(slug__startswith=slug_of(self.name) or NAMELESS)
            alike = alike.exclude(pk=self.pk)
            taken = set(alike.values_list("slug", flat=True))
            self.slug = free_slug(self.name, taken=taken, fallback=NAMELESS)
        super().save(*args, **kwargs)

    @classmethod
    def called(cls, text: str) -> "Tag | None":
        """Return the tag that has or had this slug, or else this name, in any spelling."""
        by_slug = cls.objects.at(text).first() or cls.objects.known_as(text)
        if by_slug or "\0" in text:
            return by_slug
        return cls.objects.filter(key=key_of(text)).first()

    def get_absolute_url(self) -> str:
        """Return the path of the tag's list."""
        return cached_reverse("posts:tag", self.slug)


class TaggedPost(ItemBase):
    """One tag on one post."""

    # No index of its own: that of the constraint begins with it.
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged", db_index=False)
    content_object = models.ForeignKey("Post", on_delete=models.CASCADE, related_name="tagged")

    # What of the post decides its place in the tag's list; copied by `numbering.triggers` only.
    posted_at = models.DateTimeField(null=True, editable=False)
    board = models.ForeignKey(
        Board,
        on_delete=models.DO_NOTHING,
        null=True,
        editable=False,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    is_listed = models.BooleanField(default=False, editable=False)
    is_secret = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("tag of a post")
        verbose_name_plural = _("tags of posts")
        indexes = [
            # With all that a walk along the list asks, so that it reads nothing else.
            models.Index(
                models.F("tag"),
                models.F("posted_at").desc(),
                models.F("content_object").desc(),
                models.F("board"),
                models.F("is_secret"),
                condition=models.Q(is_listed=True),
                name="tagged_post_order",
            ),
            models.Index(
                fields=["tag"],
                condition=models.Q(is_listed=True, is_secret=True),
                name="tagged_post_secret",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="tagged_post_once"),
        ]


class Post(Listed, models.Model):
    """An article (글): what somebody wrote on a board."""

    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="posts", verbose_name=_("board")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        db_index=False,  # the one of the author's posts begins with it
        verbose_name=_("author"),
    )
    masked_author = CharacterField(
        _("masked author"),
        characters=60,
        blank=True,
        help_text=_("The only known name of an author from another site, such as vuxxxxx."),
    )
    title = CharacterField(_("title"), characters=MAX_STORED_TITLE_LENGTH)
    body = models.TextField(_("body"), blank=True, help_text=_("HTML; anything unsafe is removed."))
    body_text = models.TextField(_("plain text"), blank=True, editable=False)
    has_image = models.BooleanField(_("has an image"), default=False, editable=False)
    # So that no page asks for the poll of a post that has none.
    has_poll = models.BooleanField(_("has a poll"), default=False, editable=False)
    # No index of its own: the one of the category's list does.
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        db_index=False,
        verbose_name=_("category"),
    )
    # Of an upload; no reference that the database holds, since uploads refer to their posts.
    thumbnail = models.UUIDField(
        _("picture in lists"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The first picture in the text."),
    )
    tags = TaggableManager(through=TaggedPost, manager=TagManager, blank=True)
    source = CharacterField(
        _("source"),
        characters=MAX_SOURCE_LENGTH,
        blank=True,
        help_text=_("Where the text comes from (출처)."),
    )
    link = models.URLField(_("link"), max_length=500, blank=True)
    posted_at = models.DateTimeField(_("posted"), default=timezone.now, validators=[validate_year])
    posted_at_is_estimated = models.BooleanField(
        _("time is estimated"),
        default=False,
        help_text=_(
            "The true time is not known; this one only sets the order of lists and is not shown."
        ),
    )
    posted_at_is_day_only = models.BooleanField(
        _("only the day is known"),
        default=False,
        help_text=_("The day is shown without a time."),
    )
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, state.label) for state in OF_POSTS],
        default=State.PUBLISHED,
    )

    is_secret = models.BooleanField(
        _("secret"), default=False, help_text=_("Only the author and the moderators see it.")
    )
    anonymous_number = models.PositiveIntegerField(
        _("anonymous number"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("0 if the author is anonymous to everyone; otherwise empty."),
    )
    comments_open = models.BooleanField(_("open to comments"), default=True)
    comments_locked = models.BooleanField(
        _("comments locked"),
        default=False,
        editable=False,
        help_text=_("By a moderator: its author cannot open them again."),
    )
    submission_key = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        help_text=_(
            "Identifies one submission of the form, so that sending it twice makes one post."
        ),
    )

    # Whether `publish_post` found it, instead of storing it.
    was_sent_before = False

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [
            models.Index(fields=["author", "-posted_at"], name="post_by_author"),
            # So that removing a file does not read all posts.
            models.Index(
                fields=["thumbnail"],
                condition=models.Q(thumbnail__isnull=False),
                name="post_by_thumbnail",
            ),
            models.Index(
                models.F("posted_at").desc(),
                models.F("id").desc(),
                # So that a walk past the posts of closed boards reads nothing but the index.
                models.F("board"),
                condition=models.Q(state=State.PUBLISHED),
                name="post_order",
            ),
            models.Index(
                models.F("board"),
                models.F("posted_at").desc(),
                models.F("id").desc(),
                condition=models.Q(state=State.PUBLISHED),
                name="post_published_order_of_board",
            ),
            models.Index(
                models.F("board"),
                models.F("posted_at").desc(),
                models.F("id").desc(),
                condition=models.Q(state=State.HIDDEN),
                name="post_hidden_order_of_board",
            ),
            models.Index(
                models.F("category"),
                models.F("posted_at").desc(),
                models.F("id").desc(),
                condition=models.Q(state=State.PUBLISHED, category__isnull=False),
                name="post_order_of_category",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "submission_key"], name="post_submitted_once"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="post_title_not_empty"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in OF_POSTS]),
                name="post_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(author__isnull=True) | models.Q(masked_author=""),
                name="post_author_member_or_masked_name",
                violation_error_message=_("Give either the author or the masked name."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def set_title(self, title: str) -> None:
        """Take over a title as one line of storable text."""
        self.title = " ".join(storable(title).split())

    def set_body(self, markup: str) -> None:
        """Take over HTML from anywhere: keep the safe part, and derive what follows from it."""
        self.body = sanitise(markup)
        self.body_text = plain_text(self.body)
        self.has_image = "<img " in self.body

    @property
    def views(self) -> int:
        """The shown total of views."""
        view_total = getattr(self, "view_total", None)
        return view_total.total if view_total else 0

    @property
    def comment_count(self) -> int:
        """The shown number of comments."""
        counts = getattr(self, "counts", None)
        return counts.comments if counts else 0

    @property
    def recommend_count(self) -> int:
        """The shown number of recommendations."""
        counts = getattr(self, "counts", None)
        return counts.recommends if counts else 0

    @property
    def shown_category(self) -> Category | None:
        """Its category, which may have come with it or with its board."""
        return self.category if Post.category.is_cached(self) else super().shown_category


class PostCounts(models.Model):
    """Counts that lists show beside a post, kept by the writes that change them."""

    post = models.OneToOneField(
        Post, on_delete=models.CASCADE, primary_key=True, related_name="counts"
    )
    comments = models.PositiveIntegerField(_("comments"), default=0)
    recommends = models.PositiveIntegerField(_("recommendations"), default=0)

    class Meta:
        verbose_name = _("counts of a post")
        verbose_name_plural = _("counts of posts")

    def __str__(self) -> str:
        return f"{self.post_id}: {self.comments}"
