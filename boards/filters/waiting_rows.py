"""What the page of waiting texts shows of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from boards.filters.akismet.checking import CODE as AKISMET
from boards.filters.models import Waiting
from boards.members.viewers import Viewer
from boards.posts.comments import mentions, pictures
from boards.posts.models import Post

ROWS = 20  # on the page, the oldest
MAX_OWN = 50  # of one's own texts, the latest


@dataclass(frozen=True)
class WaitingText:
    """One text that waits, as its moderators see it; `body` is safe HTML."""

    row: Waiting
    title: str
    author: str
    body: SafeString
    reasons: list[str]

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment, and `title` that of its post."""
        return self.row.comment_id is not None

    @property
    def is_after_edit(self) -> bool:
        """Whether it was published before, and changed by its author since."""
        return self.row.is_edit and not any(why.get("code") == AKISMET for why in self.row.reasons)


def with_texts(rows: "QuerySet[Waiting]") -> "QuerySet[Waiting]":
    """Load what is shown of the texts, in the same query."""
    return rows.select_related("post__board", "post__author", "comment__author")


def shown(rows: Iterable[Waiting], viewer: Viewer) -> list[WaitingText]:
    """Return the rows as the viewer, a moderator of all of them, may see them."""
    return [_shown(row, viewer) for row in rows]


def _shown(row: Waiting, viewer: Viewer) -> WaitingText:
    text = row.comment or row.post
    # Nobody is named: a mention shows its sign, and the page of the post the name.
    body = text.body if isinstance(text, Post) else pictures.named(mentions.shown(text.body, {}))
    return WaitingText(
        row=row,
        title=row.post.title,
        author=text.author_name_for(viewer),
        body=mark_safe(body),  # noqa: S308 - made safe when it was written
        reasons=[sentence_of(reason) for reason in row.reasons],
    )


def sentence_of(reason: dict[str, Any]) -> str:
    """Return in words why a text waits or is marked."""
    code = reason.get("code")
    if code == "first":
        return gettext("One of the first posts of a new member")
    if code == "links":
        return gettext("A link from a new member")
    if code == "alike":
        count = reason.get("count", 0)
        return ngettext(
            "Like %(count)d other text of the last days",
            "Like %(count)d other texts of the last days",
            count,
        ) % {"count": count}
    if code == AKISMET:
        return gettext("Akismet takes it for spam")
    if code == "slow":
        name = reason.get("name", "")
        return gettext("The filter “%(name)s” took too long to search this text") % {"name": name}
    if code == "many":
        name = reason.get("name", "")
        return gettext("The filter “%(name)s” found more than it can mask") % {"name": name}
    name, word = reason.get("name", ""), reason.get("word", "")
    if word:
        return gettext("Filter “%(name)s”: %(word)s") % {"name": name, "word": word}
    return gettext("Filter “%(name)s”") % {"name": name}
