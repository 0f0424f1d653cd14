"""Finds what the URLs of a request name on this site."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from boards.db.keys import key_in
from boards.models import Board
from boards.moderation.takedowns.models import (
    MAX_URL_LENGTH,
    MAX_URLS,
    TAKEN_DOWN,
    Claim,
    TakedownTarget,
)
from boards.posts.models import Comment, Post, Upload
from boards.posts.states import GONE, State

MAX_LENGTH = MAX_URLS * (MAX_URL_LENGTH + 2)  # code points of all URLs and their line ends
_COMMENT_IN_PAGE = "comment-"
_KINDS = {
    "posts:article": "post",
    "posts:comment": "comment",
    "posts:picture": "upload",
    "posts:thumbnail": "upload",
    "posts:attachment": "upload",
}
Key = tuple[str, str]


@dataclass(frozen=True)
class NamedThing:
    """What a URL names: a post, a comment or a file, still there or not."""

    kind: str
    target_id: str
    url: str
    board: Board | None
    is_gone: bool


def named_things(text: str) -> list[NamedThing]:
    """Return what the lines of a text name, each once, in three queries at most.

    Raises:
        ValidationError: naming each line that is no URL of a thing on this site; or that there are
            more than MAX_URLS, or that one has more than MAX_URL_LENGTH code points.
    """
    if len(text) > MAX_LENGTH:
        raise _too_many()
    urls = list(dict.fromkeys(text.split()))
    if len(urls) > MAX_URLS:
        raise _too_many()
    if any(len(url) > MAX_URL_LENGTH for url in urls):
        raise ValidationError(_("One of the URLs is too long."), code="too_long")
    keys = {url: _key_of(url) for url in urls}
    found = _loaded([key for key in keys.values() if key])
    unknown = [url for url, key in keys.items() if key is None or key not in found]
    if unknown:
        raise ValidationError([_unknown(url) for url in unknown])
    things: dict[Key, NamedThing] = {}
    for url, key in keys.items():
        if key is not None:
            board, is_gone = found[key]
            things.setdefault(key, NamedThing(*key, url, board, is_gone))
    return list(things.values())


def check_removed_for_copyright(things: Sequence[NamedThing]) -> None:
    """Check that copyright keeps each of them away from readers, in one query.

    Whether anything else does is not told: whoever asks is not known.

    Raises:
        ValidationError: with a line for each of which that is not so.
    """
    targets = TakedownTarget.objects.filter(
        target_id__in=[each.target_id for each in things],
        state__in=TAKEN_DOWN,
        request__claim=Claim.COPYRIGHT,
    )
    removed = set(targets.values_list("kind", "target_id"))
    others = [each.url for each in things if (each.kind, each.target_id) not in removed]
    if others:
        raise ValidationError([_not_removed(url) for url in others])


def _too_many() -> ValidationError:
    message = ngettext("At most %(count)d URL.", "At most %(count)d URLs.", MAX_URLS)
    return ValidationError(message % {"count": MAX_URLS}, code="too_many")


def _unknown(url: str) -> ValidationError:
    told = _("There is no post, comment or file of this site at “%(url)s”.")
    return ValidationError(told, code="unknown", params={"url": url})


def _not_removed(url: str) -> ValidationError:
    told = _("“%(url)s” is not removed because of copyright: there is nothing to answer.")
    return ValidationError(told, code="not_removed", params={"url": url})


def _key_of(url: str) -> Key | None:
    """Return the kind and the number that a URL of this site names; None for any other."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        if parts.scheme not in ("", "http", "https") or not _is_ours(parts.netloc):
            return None
        match = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return None
    if parts.fragment.startswith(_COMMENT_IN_PAGE) and match.view_name == "posts:article":
        number = key_in(parts.fragment.removeprefix(_COMMENT_IN_PAGE))
        return ("comment", str(number)) if number else None
    kind = _KINDS.get(match.view_name)
    if kind == "upload":
        return kind, str(match.kwargs["upload_id"])
    number = key_in(str(match.kwargs.get("pk", ""))) if kind else None
    return (kind, str(number)) if kind and number else None


def _is_ours(netloc: str) -> bool:
    """Say whether it is the site's own host and port, with or without `www.`."""
    own = urlsplit(settings.SITE_URL).netloc.lower()
    return netloc.lower().removeprefix("www.") == own.removeprefix("www.")


def _loaded(keys: Sequence[Key]) -> dict[Key, tuple[Board | None, bool]]:
    """Return the boards of the things that there are or were, and whether they are deleted."""
    by_kind: dict[str, list[str]] = {}
    for kind, number in keys:
        by_kind.setdefault(kind, []).append(number)
    found: dict[Key, tuple[Board | None, bool]] = {}
    posts = Post.objects.filter(pk__in=by_kind.get("post", ())).select_related("board")
    for post in posts.only("state", "board"):
        found["post", str(post.pk)] = post.board, post.state == State.DELETED
    comments = Comment.objects.filter(pk__in=by_kind.get("comment", ()))
    for comment in comments.select_related("post__board").only(
        "state", "post__state", "post__board"
    ):
        is_gone = comment.state in GONE or comment.post.state == State.DELETED
        found["comment", str(comment.pk)] = comment.post.board, is_gone
    uploads = Upload.objects.filter(pk__in=[UUID(each) for each in by_kind.get("upload", ())])
    for upload in uploads.select_related("post__board"):
        found["upload", str(upload.pk)] = upload.post.board if upload.post else None, False
    return found
