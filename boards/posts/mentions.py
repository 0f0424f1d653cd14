"""Mentions: `@name` in a comment.

A mention is stored by the member's id, never by the name, and shown to each viewer as any name
is: masked, unless the viewer may see the whole of it. So nobody learns a handle from a mention.

Members mention each other by the names that they see. Two participants of one thread may look
alike (`vuxxxxx`); the later one is then `vuxxxxx#2`. Who knows a whole handle may type it.
Mentions are no links: a link would tell whose handle it was that somebody guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from django.db.models import Min, Value
from django.db.models.functions import Lower

from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.posts.models import Comment, Post
from boards.posts.states import State

MOST_MENTIONS = 10  # of one comment; what comes after them is text
MOST_PARTICIPANTS = 200  # of one thread that are offered

# An e-mail address and a part of a web address are no mentions.
_WORD = re.compile(r"(?<![A-Za-z0-9_.+@/-])@(\w(?:[\w.\-]*\w)?(?:#\d{1,3})?)")
_PARTICLE = re.compile(r"[가-힣]{1,4}")
_TAG = re.compile(r"(<[^>]*>)")
_STORED = re.compile(r'<span class="mention" data-member="(\d+)"></span>')


def participants(viewer: Viewer, post: Post) -> dict[str, Member]:
    """Return the members who speak under their names in a thread, by the names the viewer sees.

    The post's author comes first, then who comments, in the order of their first comments. The
    anonymous are not among them, nor are members who are gone.
    """
    firsts = (
        Comment.objects.filter(
            post=post, state=State.PUBLISHED, alias__isnull=True, author__isnull=False
        )
        .order_by()
        .values("author")
        .annotate(first=Min("id"))
        .order_by("first")
        .values_list("author", flat=True)[:MOST_PARTICIPANTS]
    )
    ids = list(firsts)
    if post.author_id and not post.is_anonymous:
        ids.insert(0, post.author_id)
    found = Member.objects.filter(is_active=True, deleted_at__isnull=True).in_bulk(ids)
    return _told_apart(viewer, (found[pk] for pk in dict.fromkeys(ids) if pk in found))


def with_mentions(markup: str, *, writer: Member, post: Post) -> tuple[str, list[int]]:
    """Return the HTML of a comment with its mentions as they are stored, and who is mentioned.

    Args:
        markup: safe HTML, as `plain_markup.markup_of` gives it; text inside links is left alone.
    """
    words = _words_of(markup)
    if not words:
        return markup, []
    known = _known_by(words, writer=writer, post=post)
    mentioned: dict[int, None] = {}

    def stored(match: re.Match[str]) -> str:
        for spelling in _spellings(match[1]):
            member = known.get(spelling.lower())
            if member is not None:
                mentioned[member.pk] = None
                rest = match[1][len(spelling) :]
                return f'<span class="mention" data-member="{member.pk}"></span>{rest}'
        return match[0]

    parts = (_WORD.sub(stored, part) if free else part for part, free in _parts(markup))
    return "".join(parts), list(mentioned)


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


def _told_apart(viewer: Viewer, members: Iterable[Member]) -> dict[str, Member]:
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


def _words_of(markup: str) -> list[str]:
    words = (word for part, free in _parts(markup) if free for word in _WORD.findall(part))
    return list(dict.fromkeys(words))[:MOST_MENTIONS]


def _spellings(word: str) -> Iterator[str]:
    """Yield the word, and the word without the Korean particle that may stand behind a name."""
    yield word
    for length in range(1, 5):
        if len(word) <= length or not _PARTICLE.fullmatch(word[-length:]):
            return
        yield word[:-length]


def _known_by(words: Iterable[str], *, writer: Member, post: Post) -> dict[str, Member]:
    """Return whom the words mean, by name in lower case: first who is there, then any handle."""
    spellings = {spelling for word in words for spelling in _spellings(word)}
    active = Member.objects.filter(is_active=True, deleted_at__isnull=True)
    by_handle = active.alias(lowered=Lower("handle")).filter(
        lowered__in=[Lower(Value(spelling)) for spelling in sorted(spellings)]
    )
    known = {member.handle.lower(): member for member in by_handle}
    seen = {name.lower(): member for name, member in participants(writer, post).items()}
    return known | seen
