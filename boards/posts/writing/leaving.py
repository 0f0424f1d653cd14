"""Leaving the page on which a post is written: where to, and what becomes of what was typed."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from boards.members.models import Member
from boards.posts.models import Post
from boards.posts.text.sanitising import sanitise
from boards.posts.writing.actions.save_draft import save_draft
from boards.posts.writing.drafts import kept_fields, version_sent
from boards.posts.writing.forms import WriteForm

BACK = "back"  # the field with the page that one came from
MAX_BACK_LENGTH = 500
_TYPED = ("title", "tags", "source", "link", "reason", "poll_question", "poll_choices")


def way_back(request: HttpRequest, *, default: str) -> str:
    """Return the path of the page that one came from; the default for none of this site.

    Of a form that is sent, the page that it has noted when it was opened.
    """
    if request.method == "POST":
        noted = request.POST.get(BACK, "")
    else:
        noted = _path_of(request.META.get("HTTP_REFERER", ""), request)
    return noted if _is_own_path(noted) and urlsplit(noted).path != request.path else default


def keep_as_draft(form: WriteForm, *, member: Member, name: str, post: Post | None) -> bool:
    """Save what was typed as the draft of a form; return False when there is nothing to save.

    Raises:
        DraftChangedMeanwhile: when another window has saved another draft.
    """
    sent: Any = form.data
    if not _has_text(form, post):
        return False
    fields = kept_fields(sent.dict() if isinstance(sent, QueryDict) else sent)
    save_draft(member=member, form=name, fields=fields, version=version_sent(sent) or 0)
    return True


def _has_text(form: WriteForm, post: Post | None) -> bool:
    """Say whether the form holds what is not stored already."""
    typed = {name: (form[name].value() or "").strip() for name in _TYPED if name in form.fields}
    body = form.body_markup
    if post is None:
        return any(typed.values()) or body not in ("", "<p></p>")
    stored = {name: str(form.initial.get(name) or "") for name in typed}
    return typed != stored or body != sanitise(post.body)


def _path_of(referrer: str, request: HttpRequest) -> str:
    """Return the path and query of a page of this host; empty for another's."""
    if len(referrer) > MAX_BACK_LENGTH:
        return ""
    try:
        parts = urlsplit(referrer)
    except ValueError:  # of a host that is none
        return ""
    if parts.netloc != request.get_host():
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_own_path(path: str) -> bool:
    return (
        len(path) <= MAX_BACK_LENGTH
        and path.startswith("/")
        and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    )
