"""Mentions: `@name` in a comment.

A mention is stored by the member's id, never by the name, and shown to each viewer as any name
is: masked, unless the viewer may see the whole of it. So nobody learns a handle from a mention.

Members mention each other by the names that they see. Two participants of one thread may look
alike (`vuxxxxx`); the later one is then `vuxxxxx#2`. Who knows a whole handle may type it, in any
spelling.
Mentions are no links: a link would tell whose handle it was that somebody guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain, islice

from django.db.models import Min

from boards.members.folding import key_of
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.posts.models import Comment, Post
from boards.posts.states import State
from boards.posts.text.mention_words import Mention, mentions_in

MAX_MENTIONS = 10  # members of one comment; what comes after them is text
MAX_PLACES = 30  # that are looked at: somebody may be mentioned more than once
MAX_PARTICIPANTS = 200  # of one thread that are offered

_TAG = re.compile(r"(<[^>]*>)")
_STORED = re.compile(r'<span class="mention" data-member="(\d+)"></span>')


def participants(viewer: Viewer, post: Post) -> dict[str, Member]:
    """Return the members who speak under their names in a thread, by the names the viewer sees.

    The post's author comes first, then who comments, in the order of their first comments. The
    anonymous are not among them, nor are members who are gone.
    """
    firsts = (
        Comment.objects.filter(
            post=post, state=State.PUBLISHED, anonymous_number__isnull=True, author__isnull=False
        )
        .order_by()
        .values("author")
        .annotate(first=Min("id"))
        .order_by("first")
        .values_list("author", flat=True)[:MAX_PARTICIPANTS]
    )
    ids = list(firsts)
    if post.author_id and not post.is_anonymous:
        ids.insert(0, post.author_id)
    found = Member.objects.filter(is_active=True, deleted_at__isnull=True).in_bulk(ids)
    return _distinguished(viewer, (found[pk] for pk in dict.fromkeys(ids) if pk in found))


def with_mentions(markup: str, *, writer: Member, post: Post) -> tuple[str, list[int]]:
    """Return the HTML of a comment with its mentions as they are stored, and who is mentioned.

    Args:
        markup: safe HTML, as `plain_markup.markup_of` gives it; text inside links is left alone.
    """
    parts: list[tuple[str, list[Mention]]] = []
    room = MAX_PLACES
    for part, free in _parts(markup):
        places = list(islice(mentions_in(part), room)) if free else []
        room -= len(places)
        parts.append((part, places))
    if room == MAX_PLACES:
        return markup, []
    known = _known_by(chain.from_iterable(places for _, places in parts), writer=writer, post=post)
    mentioned: dict[int, None] = {}
    named = [_with_spans(part, places, known, mentioned) for part, places in parts]
    return "".join(named), list(mentioned)


def members_in(bodies: Iterable[str]) -> set[int]:
    """Return the ids of the members whom stored comments mention."""
    return {int(pk) for body in bodies for pk in _STORED.findall(body)}


def shown(body: str, names: Mapping[int, str]) -> str:
    """Return a stored comment as its viewer sees it; safe to print.

    Args:
        names: of the members whom it mentions, as the viewer may see them, by id.
    """
    return _STORED.sub(
        lambda match: f'<span class="mention">@{escape(names.get(int(match[1]), "…"))}</span>',
        body,
    )


def _distinguished(viewer: Viewer, members: Iterable[Member]) -> dict[str, Member]:
    named: dict[str, Member] = {}
    for member in members:
        name, number = name_for(viewer, member), 2
        candidate = name
        while candidate in named:
            candidate, number = f"{name}#{number}", number + 1
        named[candidate] = member
    return named


def _parts(markup: str) -> Iterator[tuple[str, bool]]:
    """Split HTML into tags and texts; say of each whether it may hold a mention."""
    in_link = False
    for part in _TAG.split(markup):
        is_tag = part.startswith("<")
        if is_tag:
            in_link = part.startswith("<a ") or (in_link and part != "</a>")
        yield part, not (is_tag or in_link)


def _with_spans(
    text: str, places: Iterable[Mention], known: Mapping[str, Member], mentioned: dict[int, None]
) -> str:
    """Return a text with the members whom it names as they are stored, and note who they are."""
    parts: list[str] = []
    last = 0
    for place in places:
        named = ((known[key], end) for key, end in place.names if key in known)
        member, end = next(named, (None, last))
        if member is None or (len(mentioned) == MAX_MENTIONS and member.pk not in mentioned):
            continue
        mentioned[member.pk] = None
        stored = f'<span class="mention" data-member="{member.pk}"></span>'
        parts += [text[last : place.start], stored]
        last = end
    return "".join([*parts, text[last:]])


def _known_by(places: Iterable[Mention], *, writer: Member, post: Post) -> dict[str, Member]:
    """Return whom the names mean, by key: first who is there, then any handle."""
    keys = {key for place in places for key, _ in place.names}
    active = Member.objects.filter(is_active=True, deleted_at__isnull=True)
    known = {member.handle_key: member for member in active.filter(handle_key__in=keys)}
    seen = {key_of(name): member for name, member in participants(writer, post).items()}
    return known | {key: member for key, member in seen.items() if key in keys}
