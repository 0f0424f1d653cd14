"""What a feed is about: the whole site, a board, a tag, a member, the comments on a post."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from boards.feeds import entries, texts
from boards.feeds.entries import MAX_ENTRIES, Entry
from boards.feeds.texts import Text
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.models import Board
from boards.posts.models import Post, Tag
from boards.search.models import SavedSearch
from boards.search.saved.describing import description_of
from boards.search.saved.listing import params_of

# Feeds are this old at least: Atom wants a time of the last change of a feed with nothing in it.
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Channel:
    """One feed as its viewer may see it; its texts are loaded when they are asked for.

    Attributes:
        key: what it is and its number, such as `board/3`; never changes.
        path: of the page that shows the same.
        began_at: its time of the last change as long as it has no entries.
        load_texts: gives the text of each entry by its key.
    """

    key: str
    title: str
    description: str
    path: str
    entries: Sequence[Entry]
    load_texts: Callable[[], Mapping[str, Text]]
    began_at: datetime = BEGINNING

    @property
    def updated_at(self) -> datetime:
        """The time of the last change of anything in the feed."""
        return max((entry.updated_at for entry in self.entries), default=self.began_at)


def of_site(viewer: Viewer | None) -> Channel:
    """Return the newest posts of every board."""
    return _of_posts(
        entries.newest(entries.posts_for(viewer)),
        viewer,
        key="site",
        title=settings.SITE_NAME,
        description=gettext("New posts from all boards"),
        path=reverse("posts:all"),
    )


def of_board(board: Board, viewer: Viewer | None) -> Channel:
    """Return the newest posts of a board that the viewer may read."""
    return _of_posts(
        entries.newest(entries.posts_for(viewer).on(board)),
        viewer,
        key=f"board/{board.pk}",
        title=_of_this_site(board.name),
        description=board.description or _of_this_site(board.name),
        path=board.get_absolute_url(),
    )


def of_tag(tag: Tag, viewer: Viewer | None) -> Channel:
    """Return the newest posts that carry a tag."""
    return _of_posts(
        entries.newest_tagged(entries.posts_for(viewer), tag),
        viewer,
        key=f"tag/{tag.pk}",
        title=_of_this_site(f"#{tag.name}"),
        description=gettext("Posts tagged “%(name)s”") % {"name": tag.name},
        path=tag.get_absolute_url(),
    )


def of_member(member: Member, viewer: Viewer | None) -> Channel:
    """Return the newest posts that a member wrote under the own name.

    Not even the member finds anonymous ones here: a feed is easily shown to others.
    """
    name = name_for(viewer, member)
    named = entries.posts_for(viewer).filter(author=member, anonymous_number__isnull=True)
    return _of_posts(
        entries.newest(named),
        viewer,
        key=f"member/{member.pk}",
        title=_of_this_site(name),
        description=gettext("Posts by %(name)s") % {"name": name},
        path=member.get_absolute_url(),
        began_at=member.joined_at,
    )


def of_saved_search(search: SavedSearch) -> Channel:
    """Return the newest posts that a saved search found, of those that everybody may read."""
    found = search.matches.values("post")
    title = description_of(search).title
    return _of_posts(
        entries.newest(entries.posts_for(None).filter(pk__in=found)),
        None,
        key=f"saved-search/{search.pk}",
        title=_of_this_site(title),
        description=gettext("New posts for the saved search “%(title)s”") % {"title": title},
        path=params_of(search).url(),
        began_at=search.saved_at,
    )


def of_comments(post: Post, viewer: Viewer | None) -> Channel:
    """Return the newest comments on a post that the viewer may read."""
    newest = entries.comments_for(viewer, post).with_authors().order_by("-pk")
    comments = list(newest[:MAX_ENTRIES])
    title = gettext("Comments on “%(title)s”") % {"title": post.title}
    return Channel(
        key=f"{entries.key_of_post(post.pk)}/comments",
        title=_of_this_site(title),
        description=title,
        path=post.get_absolute_url(),
        entries=entries.of_comments(comments, post, viewer),
        load_texts=partial(texts.of_comments, comments, post, viewer),
        began_at=post.edited_at or post.posted_at,
    )


def _of_posts(
    newest: Sequence[Post],
    viewer: Viewer | None,
    *,
    key: str,
    title: str,
    description: str,
    path: str,
    began_at: datetime = BEGINNING,
) -> Channel:
    return Channel(
        key=key,
        title=title,
        description=description,
        path=path,
        entries=entries.of_posts(newest, viewer),
        load_texts=partial(texts.of_posts, [post.pk for post in newest]),
        began_at=began_at,
    )


def _of_this_site(name: str) -> str:
    return f"{name} · {settings.SITE_NAME}"
