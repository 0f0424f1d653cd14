"""What the head of a page tells search engines, and the sites on which its link is shared.

A page without metadata is one that search engines are to leave out: `base.html` says so of every
page, and the pages that are for them say otherwise with a tag of `templatetags/discovery.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import get_language

from boards.caching.paths import cached_reverse
from boards.discovery import structured_data
from boards.discovery.canonical_urls import (
    LANGUAGE_PARAMETER,
    absolute,
    requested_language,
    versions,
)
from boards.discovery.pictures import Picture, picture_of
from boards.discovery.readers import is_public, is_thin
from boards.discovery.structured_data import Node
from boards.discovery.texts import description_of
from boards.models import Board, Category
from boards.permissions import can_read
from boards.posts.comments.threads import CommentsPage
from boards.posts.listed import ListRow
from boards.posts.models import Post, Tag

LOCALES = {"ko": "ko_KR", "en": "en_US"}  # as OpenGraph writes languages
MIN_POSTS_OF_A_TAG = 2  # a list of one is no more than the post itself


@dataclass(frozen=True)
class PageUrls:
    """How a page is addressed by search engines; everything is a whole URL.

    `versions` are its languages with their URLs, in the words of `hreflang`.
    """

    canonical: str
    versions: list[tuple[str, str]]


@dataclass(frozen=True)
class Metadata:
    """The metadata of one page.

    `kind` is a type of OpenGraph, and `properties` are more of its properties, in order; a name
    may come more than once. `oembed` is where the page is to be had as oEmbed.
    """

    urls: PageUrls
    title: str
    description: str = ""
    kind: str = "website"
    picture: Picture | None = None
    properties: list[tuple[str, str]] = field(default_factory=list)
    structured: list[Node] = field(default_factory=list)
    oembed: str = ""

    @property
    def site(self) -> str:
        """The site's name."""
        return settings.SITE_NAME

    @property
    def locale(self) -> str:
        """The language of the page."""
        return LOCALES.get(get_language() or "", "")

    @property
    def other_locales(self) -> list[str]:
        """The other languages in which the page is to be had."""
        return [locale for locale in LOCALES.values() if locale != self.locale]


def urls_of(request: HttpRequest, path: str, query: Mapping[str, str | int]) -> PageUrls:
    """Return how a page is addressed.

    Args:
        query: what makes a page of its own out of the path; empty values are left out.
    """
    language = requested_language(request)
    return PageUrls(
        canonical=absolute(path, {**query, LANGUAGE_PARAMETER: language}),
        versions=versions(path, query),
    )


def of_article(
    request: HttpRequest,
    post: Post,
    *,
    tags: Iterable[Tag],
    comments: CommentsPage,
    views: int | str,
) -> Metadata | None:
    """Return the metadata of an article; None when it is not for everybody or has no text.

    Args:
        post: from `with_article_details()`.
        comments: as this visitor sees them.
        views: how often it was read, or what stands for that number.
    """
    if not is_public(post) or is_thin(post):
        return None
    path = post.get_absolute_url()
    # Every page of comments is one of its own. Newest first, the same comments come once more.
    number = 1 if comments.order.newest_first else comments.number
    picture = picture_of(post)
    return Metadata(
        urls=urls_of(request, path, {"comments": number if number > 1 else ""}),
        title=post.title,
        description=description_of(post.body_text),
        kind="article",
        picture=picture,
        properties=_properties(post, tags),
        structured=_structured(request, post, picture, tags, comments, views),
        oembed=absolute(
            cached_reverse("discovery:oembed"), {"url": absolute(path), "format": "json"}
        ),
    )


def of_list(
    request: HttpRequest,
    *,
    heading: str,
    board: Board | None,
    tag: Tag | None,
    page: Page[Post],
    category: Category | None = None,
) -> Metadata | None:
    """Return the metadata of a list of posts; None for a closed, a short or a filtered one."""
    is_closed = board is not None and not can_read(None, board)
    is_filtered = board is not None and tag is not None
    fewest = 1 if tag is None else MIN_POSTS_OF_A_TAG
    if is_closed or is_filtered or page.paginator.count < fewest:
        return None
    shown = board or tag
    path = shown.get_absolute_url() if shown else cached_reverse("posts:all")
    steps = [(heading, path)]
    if category is not None:
        steps.append((category.name, f"{path}{category.list_query}"))
    return Metadata(
        urls=urls_of(
            request, path, {"category": category.slug if category else "", **_number_of(page)}
        ),
        title=" · ".join(name for name, _ in reversed(steps)),
        description=description_of((board and board.description) or _titles(page)),
        structured=[structured_data.breadcrumbs(*steps)],
    )


def of_home(request: HttpRequest, *, titles: Iterable[str]) -> Metadata | None:
    """Return the metadata of the home page; None when it shows no post.

    Args:
        titles: of the posts that it shows, as its reader may see them.
    """
    shown = " · ".join(titles)
    if not shown:
        return None
    return Metadata(
        urls=urls_of(request, cached_reverse("posts:home"), {}),
        title=settings.SITE_NAME,
        description=description_of(shown),
        structured=[structured_data.site()],
    )


def of_best(
    request: HttpRequest, *, heading: str, path: str, posts: Sequence[ListRow]
) -> Metadata | None:
    """Return the metadata of the best posts of a period; None when there are none."""
    if not posts:
        return None
    return Metadata(
        urls=urls_of(request, path, {}),
        title=heading,
        description=description_of(_titles(posts)),
        structured=[structured_data.breadcrumbs((heading, path))],
    )


def of_profile(
    request: HttpRequest, *, path: str, name: str, joined_at: datetime, page: Page[Post]
) -> Metadata | None:
    """Return the metadata of a member's page; None when it lists nothing.

    None for members too, for whom the page may name more than it does for everybody.
    """
    if request.user.is_authenticated or not page.paginator.count:
        return None
    posts = page.paginator.count
    return Metadata(
        urls=urls_of(request, path, _number_of(page)),
        title=name,
        description=description_of(_titles(page)),
        kind="profile",
        structured=[
            structured_data.profile(path=path, name=name, joined_at=joined_at, posts=posts)
        ],
    )


def _number_of(page: Page[Post]) -> dict[str, str | int]:
    return {"page": page.number if page.number > 1 else ""}


def _properties(post: Post, tags: Iterable[Tag]) -> list[tuple[str, str]]:
    published = structured_data.published(post)
    return [
        *([("article:published_time", published)] if published else []),
        *([("article:modified_time", post.edited_at.isoformat())] if post.edited_at else []),
        ("article:section", post.category.name if post.category else post.board.name),
        *(("article:tag", tag.name) for tag in tags),
    ]


def _structured(
    request: HttpRequest,
    post: Post,
    picture: Picture,
    tags: Iterable[Tag],
    comments: CommentsPage,
    views: int | str,
) -> list[Node]:
    """Return what programs read of an article. They come as guests, and members get none."""
    if request.user.is_authenticated:
        return []
    board = (post.board.name, post.board.get_absolute_url())
    return [
        structured_data.discussion(
            post, picture=picture.url, tags=tags, comments=comments, views=views
        ),
        structured_data.breadcrumbs(board, (post.title, post.get_absolute_url())),
    ]


def _titles(posts: Iterable[Post | ListRow]) -> str:
    return " · ".join(post.title for post in posts if not post.is_secret)
