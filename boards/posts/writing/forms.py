"""The form of writing and editing posts."""

import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.members.viewers import Viewer
from boards.models import Board, Category
from boards.moments.fields import MomentField
from boards.moments.widgets import zone_sentences
from boards.posts.models import Post
from boards.posts.permissions import scopes_of_new_post
from boards.posts.polls.content import PollContent, poll_of
from boards.posts.polls.fields import PollFields, poll_values
from boards.posts.text.lengths import (
    MAX_BODY_LENGTH,
    MAX_MARKUP_LENGTH,
    MAX_REASON_LENGTH,
    MAX_SOURCE_LENGTH,
    MAX_TITLE_LENGTH,
    MIN_TITLE_LENGTH,
    validate_title,
)
from boards.posts.text.plain_markup import markup_of, text_of
from boards.posts.text.sanitising import sanitise, storable
from boards.posts.text.tags import typed_tag_names
from boards.posts.uploads.plain_form import FormFiles
from boards.posts.validators import validate_tag_names
from boards.posts.withdrawn_options import no_longer_offered
from boards.posts.writing.actions.publish_post import NoticePlace

MAX_TAGS = 8
MAX_TAGS_LENGTH = 1000  # characters of the line with all tags
# Set by scripts: unlike a field of the type "hidden" it has its value still when the browser comes
# back to the page.
UNSEEN = forms.TextInput(attrs={"hidden": True})
NOTICE_REFUSED = _(
    "You cannot pin notices on this board. Yours is not published; send it again to publish it as"
    " an ordinary post."
)
NOTICE_FIELDS = ("notice_scope", "notice_starts_at", "notice_ends_at")
TEXT, HTML = "text", "html"  # what the field of the body holds; only the editor says HTML


class WriteForm(PollFields):
    """What a member writes.

    The fields of a poll are those of `PollFields`.

    `cleaned_data` has `body` as HTML that is not yet sanitised, and `tags` as a list of names.
    """

    title = forms.CharField(
        label=_("Title"),
        widget=forms.TextInput(attrs={"enterkeyhint": "next"}),
        error_messages={"required": _("Give your post a title.")},
        help_text=format_lazy(
            _("{least} to {most} characters."), least=MIN_TITLE_LENGTH, most=MAX_TITLE_LENGTH
        ),
    )
    category = forms.ChoiceField(
        label=_("Category"),
        required=False,
        error_messages={
            "required": _("Choose a category."),
            "invalid_choice": _("This category can no longer be chosen here. Choose another one."),
        },
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=MAX_MARKUP_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=format_lazy(_("Up to {most} characters."), most=f"{MAX_BODY_LENGTH:,}"),
    )
    markup = forms.ChoiceField(choices=[(TEXT, TEXT), (HTML, HTML)], required=False, widget=UNSEEN)
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        validators=[MaxCharactersValidator(MAX_TAGS_LENGTH)],
        help_text=format_lazy(_("Up to {most} tags, separated by commas."), most=MAX_TAGS),
    )
    is_secret = forms.BooleanField(
        label=_("Write as a secret post"),
        required=False,
        help_text=_("Only you and the moderators can read it."),
    )
    is_anonymous = forms.BooleanField(
        label=_("Post anonymously"),
        required=False,
        help_text=_("Moderators can look up who wrote it; each look-up is recorded."),
    )
    comments_open = forms.BooleanField(label=_("Allow comments"), required=False)
    notice_scope = forms.ChoiceField(
        label=_("Pin as a notice"), required=False, widget=forms.RadioSelect
    )
    notice_starts_at = MomentField(
        label=_("Show the notice from"),
        required=False,
        help_text=_("If empty, it is shown at once."),
    )
    notice_ends_at = MomentField(
        label=_("Show the notice until"),
        required=False,
        help_text=_("If empty, it is shown until it is unpinned."),
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        validators=[MaxCharactersValidator(MAX_SOURCE_LENGTH)],
        help_text=_("Where the text comes from."),
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=500)
    reason = forms.CharField(
        label=_("Reason for the edit"),
        required=False,
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        help_text=_("Only you, the moderators and staff see it."),
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    draft_version = forms.IntegerField(widget=UNSEEN, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        board: Board | None,
        is_edit: bool,
        files: FormFiles | None = None,
        categories: Sequence[Category] = (),
        writer: Viewer | None = None,
        fixed_poll: PollContent | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer what the board allows.

        Args:
            board: None offers everything, for a sender who is no longer signed in.
            files: what the form brought besides its text.
            categories: those that the writer may choose; `categories_for` says which.
            writer: who may pin a new post as a notice, if they may; None for nobody.
            fixed_poll: of the post, in which somebody has voted; None where nobody has.
        """
        super().__init__(*args, **kwargs)
        self._categories = {category.slug: category for category in categories}
        self._offer_categories(board)
        self._is_notice_refused = False
        self._offer_notice(board if not is_edit else None, writer)
        self.form_files = files or FormFiles(kept=[], errors=[])
        names = self._not_offered(board, is_edit=is_edit)
        self._no_longer_offered = no_longer_offered(self, names if not is_edit else ())
        for name in names:
            del self.fields[name]
        if fixed_poll is not None:
            self.fix_poll(fixed_poll)

    def _offer_categories(self, board: Board | None) -> None:
        """Let one of the categories be chosen; without any, hold what was chosen elsewhere."""
        field: Any = self.fields["category"]
        if board is None:  # the sender may come back: what was chosen stays, unseen
            self.fields["category"] = forms.CharField(required=False, widget=forms.HiddenInput)
        elif not self._categories:
            del self.fields["category"]
        else:
            field.required = board.category_required
            nothing = _("Choose a category") if board.category_required else _("No category")
            chosen = [(slug, each.name) for slug, each in self._categories.items()]
            field.choices = [("", nothing), *chosen]

    def _offer_notice(self, board: Board | None, writer: Viewer | None) -> None:
        """Offer the scopes within which the writer may pin a post of a board."""
        scopes = scopes_of_new_post(writer, board) if board else []
        field = cast(forms.ChoiceField, self.fields["notice_scope"])
        if scopes:
            field.choices = [("", _("An ordinary post")), *((each, each.label) for each in scopes)]
            return
        sent = self.data.get(self.add_prefix("notice_scope"))
        self._is_notice_refused = bool(sent) and board is not None
        for name in NOTICE_FIELDS:
            del self.fields[name]

    @staticmethod
    def _not_offered(board: Board | None, *, is_edit: bool) -> list[str]:
        refused = ["is_anonymous"] if is_edit else ["reason"]
        if board is not None:
            refused += [] if board.allows_secret else ["is_secret"]
            refused += [] if board.allows_anonymous or is_edit else ["is_anonymous"]
            refused += [] if board.allows_comments else ["comments_open"]
        return refused

    @property
    def options(self) -> list[forms.BoundField]:
        """The choices that this form offers."""
        names = ("is_secret", "is_anonymous", "comments_open")
        return [self[name] for name in names if name in self.fields]

    @property
    def chosen_category(self) -> Category | None:
        """The category that the form holds, if it can be chosen here."""
        chosen = self["category"].value() if "category" in self.fields else None
        return self._categories.get(chosen) if isinstance(chosen, str) else None

    @cached_property
    def body_markup(self) -> str:
        """Safe HTML of what the body holds, for the editor and for the preview."""
        body = self["body"].value() or ""
        is_html = self["markup"].value() == HTML
        if len(body) > MAX_MARKUP_LENGTH:  # it is refused, and shown as it was sent
            return self.form_files.added_to(f"<p>{escape(body)}</p>")
        return self.form_files.added_to(sanitise(body) if is_html else markup_of(body))

    def clean_title(self) -> str:
        """Return the title; one that an import brought may be longer, until it is changed."""
        title: str = self.cleaned_data["title"]
        if title != self.initial.get("title"):
            validate_title(storable(title))
        return title

    def clean_tags(self) -> list[str]:
        """Return the names of the tags."""
        names = typed_tag_names(self.cleaned_data["tags"])
        if len(names) > MAX_TAGS:
            raise forms.ValidationError(
                _("A post has %(most)d tags at most."), params={"most": MAX_TAGS}
            )
        validate_tag_names(names)
        return names

    def clean(self) -> dict[str, Any]:
        """Turn plain text into HTML, with the files of the form below it."""
        for sentence in self._no_longer_offered:
            self.add_error(None, sentence)
        if self._is_notice_refused:
            self.add_error(None, NOTICE_REFUSED)
        cleaned = self.cleaned_data
        if cleaned.get("markup") != HTML and "body" in cleaned:
            cleaned["body"] = markup_of(cleaned["body"])
        if "body" in cleaned:
            cleaned["body"] = self.form_files.added_to(cleaned["body"])
        if self.form_files.errors:
            raise forms.ValidationError(_("Some files could not be accepted; see below."))
        return cleaned

    def texts(self) -> dict[str, Any]:
        """Return what `publish_post` and `edit_post` both take."""
        names = ("title", "body", "tags", "source", "link")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "category": self._categories.get(self.cleaned_data.get("category", "")),
            "is_secret": self._choice("is_secret"),
            "comments_open": self._choice("comments_open"),
            "poll": self.poll(),
        }

    def notice(self) -> NoticePlace | None:
        """Return where the new post is to be pinned; None for an ordinary one."""
        scope, starts_at, ends_at = map(self.cleaned_data.get, NOTICE_FIELDS)
        return NoticePlace(scope, starts_at=starts_at, ends_at=ends_at) if scope else None

    @property
    def notice_fields(self) -> list[forms.BoundField]:
        """The fields of a notice, for who may pin one."""
        return [self[name] for name in NOTICE_FIELDS if name in self.fields]

    @property
    def zone_sentences(self) -> str:
        """Which time zone the times of a notice and a poll are of."""
        return zone_sentences()

    @property
    def previewed(self) -> Post:
        """A post as this form would make it, as far as its text and its cards go."""
        return Post(body=self.body_markup, link=self["link"].value() or "")

    def _choice(self, name: str) -> bool:
        """Return a choice as it was sent, and as it was where the board does not offer it."""
        return bool(self.cleaned_data.get(name, self.initial.get(name)))


def new_post_values() -> dict[str, Any]:
    """Return the values of an empty form, with a key that names its sending."""
    values = {"markup": TEXT, "comments_open": True, "submission_key": uuid.uuid4()}
    return values | poll_values()


def values_of(post: Post) -> dict[str, Any]:
    """Return the values of a form that edits a post.

    The body is plain text where that says it all, and HTML otherwise, so that editing without
    the editor loses nothing.
    """
    text = text_of(post.body)
    return {
        "title": post.title,
        "category": post.category.slug if post.category else "",
        "body": post.body if text is None else text,
        "markup": HTML if text is None else TEXT,
        "tags": ", ".join(post.tags.names()),
        "source": post.source,
        "link": post.link,
        "is_secret": post.is_secret,
        "comments_open": post.comments_open,
        **poll_values(poll_of(post)),
    }
