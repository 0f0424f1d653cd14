"""What is indexed of each post, and what members and admins keep of searches."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField, KeyField
from boards.search.language.query_parser import MAX_QUERY_LENGTH
from boards.search.language.search_field import SearchField
from boards.search.language.synonym_names import names_in
from boards.search.language.synonym_rules import checked_names

MAX_RECENT_LENGTH, MAX_WORDS_LENGTH = 100, 40  # characters
MAX_NAME_LENGTH = 60  # characters of the name of a saved search
MAX_SYNONYMS_LENGTH = 300  # characters of all words of a group
MAX_SYNONYM_GROUPS = 2000  # that are used; more would slow down whoever searches


class SearchDocument(models.Model):
    """One published post with its tags and its public comments, as the index holds it.

    The index proper is beside it: a column of this table on PostgreSQL, a table of its own on
    SQLite; `engines` knows both.
    """

    post = models.OneToOneField(
        "boards_posts.Post",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_document",
        verbose_name=_("post"),
    )
    key = models.BigIntegerField(
        _("place"),
        unique=True,
        help_text=_(
            "The position in the order of every list, as one number; the newest is the largest."
        ),
    )
    digest = models.BinaryField(
        _("digest"), max_length=16, default=b"", help_text=_("Digest of the indexed tokens.")
    )
    tokens = models.BinaryField(
        _("tokens"),
        default=b"",
        help_text=_("Compressed; SQLite needs them to take a post out of its index."),
    )

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")

    def __str__(self) -> str:
        return str(self.post_id)


class RecentSearch(models.Model):
    """What a member looked for, to look for it again; nobody else sees it.

    What differs in its spelling alone is one search, and stands there as it was typed last.
    """

    member = models.ForeignKey(
        "boards_members.Member",
        on_delete=models.CASCADE,
        related_name="recent_searches",
        verbose_name=_("member"),
    )
    query = CharacterField(_("query"), characters=MAX_RECENT_LENGTH)
    key = KeyField(of="query")
    searched_at = models.DateTimeField(_("searched"))

    class Meta:
        verbose_name = _("recent search")
        verbose_name_plural = _("recent searches")
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="recent_search_once"),
        ]
        indexes = [
            models.Index(fields=["member", "-searched_at"], name="recent_search_order"),
        ]

    def __str__(self) -> str:
        return self.query


class SavedSearch(models.Model):
    """A search whose new posts a member wants to be told of; nobody else sees it.

    Whoever knows its token may read its feed, which holds what guests may read.
    """

    member = models.ForeignKey(
        "boards_members.Member",
        on_delete=models.CASCADE,
        related_name="saved_searches",
        verbose_name=_("member"),
    )
    name = CharacterField(_("name"), characters=MAX_NAME_LENGTH, blank=True)
    query = CharacterField(_("query"), characters=MAX_QUERY_LENGTH)
    key = KeyField(of="query")
    field = models.CharField(
        _("field"), max_length=10, choices=SearchField, default=SearchField.EVERYWHERE, blank=True
    )
    board = models.ForeignKey(
        "boards.Board",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("board"),
    )
    condition = models.TextField(
        _("condition"),
        blank=True,
        editable=False,
        help_text=_("What a post must hold, as the member may ask for it (`saved.stored`)."),
    )
    token = models.UUIDField(_("token of the feed"), default=uuid4, unique=True, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    looked_at = models.DateTimeField(
        _("looked at"),
        default=timezone.now,
        help_text=_("Posts that were found since then are new."),
    )

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                "member", "key", "field", Coalesce("board", 0), name="saved_search_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.query


class SavedSearchKey(models.Model):
    """A token, as a number, of which a post has one at least if a saved search finds it.

    A post that is written asks by its tokens which saved searches may find it (`saved.keys`).
    """

    saved_search = models.ForeignKey(
        SavedSearch,
        on_delete=models.CASCADE,
        related_name="keys",
        verbose_name=_("saved search"),
    )
    key = models.BigIntegerField(_("key"))

    class Meta:
        verbose_name = _("key of a saved search")
        verbose_name_plural = _("keys of saved searches")
        constraints = [
            models.UniqueConstraint(fields=["key", "saved_search"], name="saved_search_key_once"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class SavedSearchMatch(models.Model):
    """A post that a saved search found when it was written, whoever may read it."""

    saved_search = models.ForeignKey(
        SavedSearch,
        on_delete=models.CASCADE,
        related_name="matches",
        db_index=False,
        verbose_name=_("saved search"),
    )
    post = models.ForeignKey(
        "boards_posts.Post", on_delete=models.CASCADE, related_name="+", verbose_name=_("post")
    )
    matched_at = models.DateTimeField(_("matched"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("match of a saved search")
        verbose_name_plural = _("matches of saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["saved_search", "post"], name="saved_search_match_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.saved_search_id}: {self.post_id}"


class SearchedWords(models.Model):
    """How many readers looked for the same words on one day; which ones is not stored."""

    words = CharacterField(_("words"), characters=MAX_WORDS_LENGTH)
    day = models.DateField(_("day"))
    readers = models.PositiveIntegerField(_("readers"), default=0)
    is_never_shown = models.BooleanField(
        _("never shown"),
        default=False,
        help_text=_("If checked, these words never appear among the popular searches."),
    )

    class Meta:
        verbose_name = _("searched words")
        verbose_name_plural = _("searched words")
        constraints = [
            models.UniqueConstraint(fields=["words", "day"], name="searched_words_once_a_day"),
        ]
        indexes = [
            models.Index(fields=["day", "-readers"], name="searched_words_by_day"),
            models.Index(
                fields=["words"],
                condition=models.Q(is_never_shown=True),
                name="searched_words_never_shown",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class SynonymGroup(models.Model):
    """Names of one thing: a search for one of them finds the others too."""

    words = CharacterField(
        _("words"),
        characters=MAX_SYNONYMS_LENGTH,
        help_text=_(
            "Separate them by commas, in any language: 영주권, 그린카드, green card. A word of one "
            "syllable is searched for behind a number only: 2000 달러 finds 2000불."
        ),
    )
    is_one_way = models.BooleanField(
        _("one way only"),
        default=False,
        help_text=_(
            "If checked, a search for the first word finds the others, and a search for one of "
            "the others does not find the first."
        ),
    )
    is_active = models.BooleanField(
        _("in use"),
        default=True,
        help_text=_("Clear this to try the words first, or to take them out of use."),
    )

    class Meta:
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words

    @property
    def names(self) -> tuple[str, ...]:
        """The words, one by one."""
        return names_in(self.words)

    def clean(self) -> None:
        """Refuse what would find nothing or everything; write the words in one way."""
        super().clean()
        self.words = ", ".join(checked_names(self.names))


class VocabularyPost(models.Model):
    """The words with which a post counts in the vocabulary; no key, so that it outlives the post.

    It is stale from each change of the post until its words are counted anew.
    """

    post_id = models.BigIntegerField(_("post"), primary_key=True)
    words = models.TextField(_("words"), default="", blank=True)
    is_stale = models.BooleanField(_("to be counted"), default=True)

    class Meta:
        verbose_name = _("post of the vocabulary")
        verbose_name_plural = _("posts of the vocabulary")
        indexes = [
            models.Index(
                fields=["post_id"],
                condition=models.Q(is_stale=True),
                name="vocabulary_to_be_counted",
            ),
        ]

    def __str__(self) -> str:
        return str(self.post_id)


class VocabularyWord(models.Model):
    """A word of titles and tags that everybody may read, and the number of posts that have it.

    By the keys it is found from a spelling nearby (`vocabulary.spelling`), by its sound from the
    other script (`sounds`).
    """

    word = models.CharField(_("word"), max_length=64, unique=True)
    key_1 = models.CharField(_("key"), max_length=40, db_index=True)
    key_2 = models.CharField(_("key"), max_length=40, db_index=True)
    key_3 = models.CharField(_("key"), max_length=40, db_index=True)
    sound = models.CharField(_("sound"), max_length=24, db_index=True)
    posts = models.IntegerField(_("posts"))

    class Meta:
        verbose_name = _("word of the vocabulary")
        verbose_name_plural = _("words of the vocabulary")
        indexes = [models.Index(fields=["posts"], name="vocabulary_by_posts")]

    def __str__(self) -> str:
        return self.word


class IndexRebuild(models.Model):
    """How far a rebuild of the index has come, so that the next one goes on there."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last_post_id = models.BigIntegerField(_("last post"), default=0)
    changed = models.PositiveBigIntegerField(_("changed documents"), default=0)

    class Meta:
        verbose_name = _("rebuild of the index")
        verbose_name_plural = _("rebuilds of the index")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="index_rebuild_only_one"),
        ]

    def __str__(self) -> str:
        return str(self.last_post_id)
