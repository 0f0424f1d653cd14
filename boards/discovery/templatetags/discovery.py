"""Tags for the block `metadata` of the pages that search engines are to know."""

from itertools import islice
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from boards.caching import parts
from boards.discovery import metadata
from boards.discovery.canonical_urls import requested_language
from boards.discovery.head_markup import head_of
from boards.posts.comments.threads import CommentsPage
from boards.posts.lists.best import Best
from boards.posts.lists.ranking import Period
from boards.posts.models import Post, Tag

register = template.Library()

TITLES_OF_HOME = 10  # in its description


@register.simple_tag(takes_context=True)
def article_metadata(
    context: Context, post: Post, tags: list[Tag], comments: CommentsPage
) -> SafeString:
    """Print the metadata of an article page; they are a piece of its part, if it has one."""
    request, part = context["request"], context.get("article_part")

    def head(views: int | str) -> SafeString:
        shown = metadata.of_article(request, post, tags=tags, comments=comments, views=views)
        return head_of(shown)

    if part is None:
        return head(post.views)
    piece = f"metadata {requested_language(request)}"
    return parts.rendered(part, piece, lambda: head(parts.mark("view_count")))


@register.simple_tag(takes_context=True)
def list_metadata(context: Context) -> SafeString:
    """Print the metadata of the page of a list, from the context of its view, or from its part."""
    request, part = context["request"], context.get("list_part")

    def head() -> SafeString:
        shown = {name: context[name] for name in ("heading", "board", "tag", "page")}
        shown["category"] = context.get("category")
        return head_of(metadata.of_list(request, **shown))

    if part is None:
        return head()
    return parts.rendered(part, f"metadata {requested_language(request)}", head)


@register.simple_tag(takes_context=True)
def home_metadata(context: Context) -> SafeString:
    """Print the metadata of the home page, from the context of its view."""
    best, boards = context["best_posts"], context["boards"]
    rows = [row for board in boards for row in board.rows] or (best.posts if best else [])
    titles = (row.title for row in rows if not row.is_secret)
    return head_of(metadata.of_home(context["request"], titles=islice(titles, TITLES_OF_HOME)))


@register.simple_tag(takes_context=True)
def best_metadata(context: Context, heading: str, period: Period, best: Best) -> SafeString:
    """Print the metadata of the page of the best posts; the day's has two addresses."""
    path = reverse("posts:best-of", args=[period])
    if period == Period.DAY:
        path = reverse("posts:best")
    of_best = metadata.of_best(context["request"], heading=heading, path=path, posts=best.posts)
    return head_of(of_best)


@register.simple_tag(takes_context=True)
def profile_metadata(context: Context, path: str, page: Page[Post]) -> SafeString:
    """Print the metadata of the page with a member's posts, from the context of its view."""
    shown: dict[str, Any] = {name: context[name] for name in ("name", "joined_at")}
    return head_of(metadata.of_profile(context["request"], path=path, page=page, **shown))
