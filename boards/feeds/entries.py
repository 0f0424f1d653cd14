"""What a feed says of each post or comment, but for the text: cheap to load and to compare."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext

from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.moments import site_time
from boards.posts.comments import mentions
from boards.posts.models import Comment, Post, Tag, TaggedPost
from boards.posts.querysets import CommentQuerySet, PostQuerySet

MAX_ENTRIES = 30
LATEST = 3000  # posts among which those of a tag are looked for first

# The body stays in the database.
_POST_FIELDS = (
    "id", "title", "has_poll", "masked_author", "anonymous_number", "source", "link",
    "posted_at", "posted_at_is_estimated", "posted_at_is_day_only", "edited_at",
    "category__name_ko", "category__name_en",
    "board__slug", "board__name_ko", "board__name_en", "board__allows_comments",
    "author__handle", "author__is_active", "author__deleted_at",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One post or comment as its viewer may see it.

    Attributes:
        key: what it is and its number, such as `post/12`; never changes.
        author_path: of the author's page; empty for who is anonymous, gone or unknown.
        published_at: None when the true time is not known.
        talk_path: of the feed of its comments; empty where there are none.
        answers: the key of what a comment answers; empty for a post.
        text_state: changes when the text does, if nothing else here tells.
    """

    key: str
    title: str
    path: str
    author_name: str
    author_path: str
    published_at: datetime | None
    updated_at: datetime
    categories: tuple[str, ...] = ()
    talk_path: str = ""
    answers: str = ""
    answers_path: str = ""
    text_state: str = ""


def posts_for(viewer: Viewer | None) -> PostQuerySet:
    """Return the posts that may stand in this viewer's feeds.

    Readers keep what they fetch and pass it on: nothing secret is among it, not even for its
    author. Posts of members whom the viewer has blocked are left out, for no feed folds them.
    """
    return Post.objects.listed_for(viewer).filter(is_secret=False).not_by_blocked(viewer)


def comments_for(viewer: Viewer | None, post: Post) -> CommentQuerySet:
    """Return the comments that may stand in this viewer's feed of a post that they may read."""
    return Comment.objects.public().filter(post=post).not_by_blocked(viewer)


def newest(posts: PostQuerySet) -> list[Post]:
    """Return the newest of the posts with all that their entries say, but for the body."""
    ordered = posts.newest_first().select_related("board", "category", "author").only(*_POST_FIELDS)
    rows: PostQuerySet = ordered.annotate(body_length=Length("body"))
    return list(rows[:MAX_ENTRIES])


def newest_tagged(posts: PostQuerySet, tag: Tag) -> list[Post]:
    """Return the newest of the posts that carry a tag, as `newest` does.

    Where the latest posts have enough of them, which is so for the tags of many posts, nobody has
    to sort all posts of the tag; where they have not, it takes a second query.
    """
    tagged = posts.tagged(tag)
    latest = posts.newest_first().values("pk")[:LATEST]
    found = newest(tagged.filter(pk__in=latest))
    if len(found) == MAX_ENTRIES:
        return found
    return newest(posts.filter(pk__in=tagged.newest_first().values("pk")[:MAX_ENTRIES]))


def of_posts(posts: Iterable[Post], viewer: Viewer | None) -> list[Entry]:
    """Return posts, loaded by `newest`, as entries; one query for their tags."""
    rows = list(posts)
    tags = _tags_of(rows)
    return [_of_post(post, tags[post.pk], viewer) for post in rows]


def of_comments(comments: Iterable[Comment], post: Post, viewer: Viewer | None) -> list[Entry]:
    """Return comments of a post as entries; a query if they mention who does not speak there.

    Args:
        comments: with their authors.
    """
    rows = list(comments)
    names = _names_of_mentioned(rows, post, viewer)
    return [_of_comment(comment, post, viewer, names) for comment in rows]


def key_of_post(pk: int) -> str:
    """Return what an id is made of."""
    return f"post/{pk}"


def key_of_comment(pk: int) -> str:
    """Return what an id is made of."""
    return f"comment/{pk}"


def _tags_of(posts: Iterable[Post]) -> defaultdict[int, list[str]]:
    tagged = TaggedPost.objects.filter(content_object__in=[post.pk for post in posts])
    names: defaultdict[int, list[str]] = defaultdict(list)
    for pk, name in tagged.order_by("pk").values_list("content_object_id", "tag__name"):
        names[pk].append(name)
    return names


def _of_post(post: Post, tags: list[str], viewer: Viewer | None) -> Entry:
    posted_at = _posted_at(post)
    return Entry(
        key=key_of_post(post.pk),
        title=post.title,
        path=post.get_absolute_url(),
        author_name=post.byline_name_for(viewer) or gettext("Author unknown"),
        author_path=_author_path(post),
        # An estimated time gives a place in lists and is shown nowhere. Atom wants a time of the
        # last change, and has no better one.
        published_at=None if post.posted_at_is_estimated else posted_at,
        updated_at=post.edited_at or posted_at,
        categories=(post.board.name, *([post.category.name] if post.category else []), *tags),
        talk_path=_talk_path(post),
        text_state=f"{post.body_length} {post.source} {post.link} {post.has_poll}",  # type: ignore[attr-defined]
    )


def _posted_at(post: Post) -> datetime:
    """Return when the post was posted; feeds know no days, only moments."""
    if post.posted_at_is_day_only and not post.posted_at_is_estimated:
        return site_time.moment_for_programs(site_time.day_of(post.posted_at))
    return post.posted_at


def _names_of_mentioned(
    comments: list[Comment], post: Post, viewer: Viewer | None
) -> dict[int, str]:
    mentioned = mentions.members_in(comment.body for comment in comments)
    speaking = (post.author, *(comment.author for comment in comments))
    known = {member.pk: member for member in speaking if member is not None}
    if missing := mentioned - known.keys():
        known |= Member.objects.in_bulk(missing)
    return {pk: name_for(viewer, known[pk]) for pk in mentioned & known.keys()}


def _of_comment(
    comment: Comment, post: Post, viewer: Viewer | None, names: Mapping[int, str]
) -> Entry:
    name = comment.author_name_for(viewer) or gettext("Author unknown")
    parent = comment.parent_id
    return Entry(
        key=key_of_comment(comment.pk),
        title=gettext("%(name)s on “%(title)s”") % {"name": name, "title": post.title},
        path=comment.get_absolute_url(),
        author_name=name,
        author_path=_author_path(comment),
        published_at=comment.posted_at,
        updated_at=comment.edited_at or comment.posted_at,
        answers=key_of_comment(parent) if parent else key_of_post(post.pk),
        answers_path=reverse("posts:comment", args=[parent]) if parent else post.get_absolute_url(),
        text_state=mentions.shown(comment.body, names),
    )


def _talk_path(post: Post) -> str:
    if not post.board.allows_comments:
        return ""
    return reverse("feeds:comments", args=[post.pk, "atom"])


def _author_path(written: Post | Comment) -> str:
    author = written.linked_author
    return author.get_absolute_url() if author else ""
