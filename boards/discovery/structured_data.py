"""What a page says of itself to programs, in the words of schema.org.

After Google's pages on discussion forums, profile pages and breadcrumbs, which say what each needs:
https://developers.google.com/search/docs/appearance/structured-data/discussion-forum. Everything
here is for everybody's eyes: names are masked, and what a guest does not read is not told. What
is not known (an author, the time of an imported post) is left out.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from boards.discovery.canonical_urls import absolute
from boards.discovery.texts import language_of
from boards.moments import site_time
from boards.posts.comments.pictures import words_of
from boards.posts.comments.threads import CommentsPage, ShownComment
from boards.posts.models import Comment, Post, Tag
from boards.posts.text.sanitising import plain_text

CONTEXT = "https://schema.org"
MAX_TEXTS = 512  # of comments, of 3,000 characters at most
Node = dict[str, Any]


def discussion(
    post: Post, *, picture: str, tags: Iterable[Tag], comments: CommentsPage, views: int | str
) -> Node:
    """Return a DiscussionForumPosting with the comments that the page shows, nested as there.

    Args:
        post: one that a guest may read, with its board, author and counts.
        picture: the whole URL of its picture.
        comments: as a guest sees them.
        views: how often it was read, or what stands for that number.
    """
    return _known(
        {
            "@context": CONTEXT,
            "@type": "DiscussionForumPosting",
            "@id": absolute(post.get_absolute_url()),
            "url": absolute(post.get_absolute_url()),
            "mainEntityOfPage": absolute(post.get_absolute_url()),
            "headline": post.title,
            "text": post.body_text,
            "inLanguage": language_of(f"{post.title} {post.body_text}"),
            "image": picture,
            "author": author_of(post),
            "datePublished": published(post),
            "dateModified": _moment(post.edited_at),
            "articleSection": post.category.name if post.category else "",
            "keywords": [tag.name for tag in tags],
            "isPartOf": {
                "@type": "CollectionPage",
                "name": post.board.name,
                "url": absolute(post.board.get_absolute_url()),
            },
            "interactionStatistic": [
                _counter("ViewAction", views),
                _counter("LikeAction", post.recommend_count),
                _counter("CommentAction", post.comment_count),
            ],
            "commentCount": post.comment_count,
            "comment": _nested(comments.rows),
        }
    )


def breadcrumbs(*steps: tuple[str, str]) -> Node:
    """Return a BreadcrumbList.

    Args:
        steps: names and paths, from the first step below the home page to this page.
    """
    path = [(settings.SITE_NAME, "/"), *steps]
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(step)}
            for position, (name, step) in enumerate(path, start=1)
        ],
    }


def site() -> Node:
    """Return a WebSite, which tells search engines the site's name."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
    }


def profile(*, path: str, name: str, joined_at: datetime, posts: int) -> Node:
    """Return a ProfilePage.

    Args:
        name: the member's masked name.
        posts: how many posts a guest knows to be the member's.
    """
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": absolute(path),
        "dateCreated": site_time.day_of(joined_at).isoformat(),
        "mainEntity": {
            "@type": "Person",
            "@id": absolute(path),
            "name": name,
            "url": absolute(path),
            "agentInteractionStatistic": _counter("WriteAction", posts),
        },
    }


def published(post: Post) -> str:
    """Return when the post was published, as far as that is known; empty when it is not."""
    if post.posted_at_is_estimated:
        return ""
    if post.posted_at_is_day_only:
        return site_time.day_of(post.posted_at).isoformat()
    return _moment(post.posted_at)


def _nested(rows: Iterable[ShownComment]) -> list[Node]:
    """Return the comments that a guest may read, each below what it answers.

    A comment whose parent is withheld moves up to the nearest one that is shown.
    """
    top: list[Node] = []
    above: list[tuple[int, Node]] = []
    for row in rows:
        while above and above[-1][0] >= row.depth:
            above.pop()
        if not _is_public(row):
            continue
        node = _comment(row)
        (above[-1][1].setdefault("comment", []) if above else top).append(node)
        above.append((row.depth, node))
    return top


def _is_public(row: ShownComment) -> bool:
    return not row.withheld and row.comment.is_published and not row.comment.is_secret


def _comment(row: ShownComment) -> Node:
    comment = row.comment
    return _known(
        {
            "@type": "Comment",
            "@id": absolute(comment.get_absolute_url()),
            "url": absolute(comment.get_absolute_url()),
            "text": _text_in(row.markup) or words_of(row.markup),
            "author": author_of(comment),
            "datePublished": _moment(comment.posted_at),
            "dateModified": _moment(comment.edited_at),
            "interactionStatistic": _counter("LikeAction", comment.recommends),
        }
    )


@lru_cache(maxsize=MAX_TEXTS)
def _text_in(markup: str) -> str:
    """Return the text of a comment's HTML: 20 microseconds for each of those that many read."""
    return plain_text(markup)


def author_of(text: Post | Comment) -> Node:
    """Return who wrote a text; the link is the one that the page has too."""
    name = text.byline_name_for(None) if isinstance(text, Post) else text.author_name_for(None)
    author = text.linked_author
    path = author.get_absolute_url() if author else ""
    return _known({"@type": "Person", "name": name, "url": path and absolute(path)}) if name else {}


def _counter(action: str, count: int | str) -> Node:
    return {
        "@type": "InteractionCounter",
        "interactionType": f"{CONTEXT}/{action}",
        "userInteractionCount": count,
    }


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", [], {})}
