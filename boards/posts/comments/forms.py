"""Forms under a post: a comment, a reply, an edit."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.viewers import Viewer
from boards.posts.comments.pending_comment import PendingComment
from boards.posts.comments.picture_field import SentPicture
from boards.posts.comments.texts import MAX_COMMENT_LENGTH, validate_text
from boards.posts.form_versions import VersionField
from boards.posts.models import Comment, Post, Upload
from boards.posts.permissions import is_author
from boards.posts.uploads.plain_form import one_line
from boards.posts.uploads.refusals import MAX_BYTES, MEGABYTE
from boards.posts.withdrawn_options import no_longer_offered


class TextForm(forms.Form):
    """The text of a comment; `html_id` is the id of the form's element."""

    html_id = ""

    text = forms.CharField(
        label=_("Comment"),
        required=False,  # a picture needs no words
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=format_lazy(
            _("Up to {longest} characters. Use @ and a name to mention someone."),
            longest=MAX_COMMENT_LENGTH,
        ),
    )

    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        allow_empty_file=True,  # it is refused where every file is, in our own words
        help_text=format_lazy(
            _("One picture of up to {megabytes} MB. Where it was taken is removed from it."),
            megabytes=MAX_BYTES // MEGABYTE,
        ),
    )
    alt = forms.CharField(label=_("What does the picture show?"), required=False)

    # What the form brought, and what the comment has that is edited.
    sent_picture = SentPicture()
    shown_picture: Upload | None = None

    @property
    def kept_picture(self) -> Upload | None:
        """The picture that is sent with the form as it is."""
        return self.sent_picture.upload or self.shown_picture

    def clean(self) -> dict[str, Any]:
        """Put the id of the picture that was sent in the place of the file."""
        upload = self.sent_picture.upload
        self.cleaned_data["picture"] = upload.pk if upload else None
        if self.sent_picture.error:
            self.add_error("picture", self.sent_picture.error)
        self._check_text()
        return self.cleaned_data

    def clean_alt(self) -> str:
        """Keep what a picture's description has room for."""
        return one_line(self.cleaned_data["alt"])

    def _check_text(self) -> None:
        """Refuse what shows nothing or is too long, in characters as people count them.

        Of a picture that was refused, its own sentence is enough.
        """
        stays = self.shown_picture and not self.cleaned_data.get("removes_picture")
        has_picture = bool(self.sent_picture.upload or self.sent_picture.error or stays)
        try:
            validate_text(self.cleaned_data.get("text", ""), has_picture=has_picture)
        except ValidationError as error:
            self.add_error(None, error)


class EditForm(TextForm):
    """The edit of a comment, as it was when the form was opened."""

    removes_picture = forms.BooleanField(label=_("Remove the picture"), required=False)
    version = VersionField()

    def clean(self) -> dict[str, Any]:
        """Leave what the picture shows as it is where the form does not ask for it."""
        super().clean()
        if "alt" not in self.data:
            self.cleaned_data["alt"] = None
        return self.cleaned_data


class CommentForm(TextForm):
    """A new comment, or a reply to one."""

    is_secret = forms.BooleanField(
        label=pgettext_lazy("to write a comment", "Secret"),
        required=False,
        help_text=_("Only the post's author and the moderators read it."),
    )
    is_anonymous = forms.BooleanField(label=_("Post anonymously"), required=False)
    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        viewer: Viewer,
        post: Post,
        parent: Comment | None = None,
        pending: PendingComment | None = None,
    ) -> None:
        """Make the form for one post.

        Args:
            data: of a request; None for an empty form.
            parent: the comment it replies to.
            pending: what was typed before its writer signed in.
        """
        self.parent = parent
        name = f"answer-{parent.pk}" if parent else "comment"
        initial = {
            "submission_key": uuid.uuid4(),
            "is_anonymous": post.is_anonymous and is_author(viewer, post),
            **(pending or {}),
        }
        super().__init__(data, initial=initial, auto_id=f"id-{name}-%s")
        self.html_id = f"{name}-form"
        if pending and pending.get("had_picture"):
            self.sent_picture = SentPicture(error=gettext("Choose the picture again."))
        if parent:
            self.fields["text"].label = _("Answer")
        if parent and parent.is_secret:
            del self.fields["is_secret"]  # the reply is secret as well
        self._no_longer_offered: list[str] = []
        if not post.board.allows_anonymous:
            self._no_longer_offered = no_longer_offered(self, ["is_anonymous"])
            del self.fields["is_anonymous"]

    def clean(self) -> dict[str, Any]:
        """Refuse what would be published otherwise than its author chose."""
        super().clean()
        for sentence in self._no_longer_offered:
            self.add_error(None, sentence)
        return self.cleaned_data
