"""What a page shows of each post that was found, ready to be placed in `search/_result.html`."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from boards.caching.paths import cached_reverse
from boards.moments.display import Moments, Until
from boards.posts.listed import ListRow
from boards.posts.templatetags.list_rows import category_prefix
from boards.search.querying.finding import Result


def shown_results(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Return a row for `{% render_rows %}` for each result.

    Texts are HTML where they are safe: title, excerpt, when it was posted.
    """
    moments = Moments()
    prefixes: dict[int | None, SafeString] = {None: SafeString("")}
    return [_row(result, moments, prefixes) for result in results]


def _row(
    result: Result, moments: Moments, prefixes: dict[int | None, SafeString]
) -> dict[str, Any]:
    post, comment = result.post, result.comment_id
    if post.category_id not in prefixes:
        prefixes[post.category_id] = category_prefix(post.shown_category)
    return {
        "path": cached_reverse("posts:comment", comment) if comment else post.get_absolute_url(),
        "title": prefixes[post.category_id] + result.title,
        "excerpt": result.excerpt,
        "is_comment": comment is not None,
        "is_secret": post.is_secret,
        "board_path": post.board.get_absolute_url(),
        "board": post.board.name,
        "author": post.author_name,
        "posted": _posted(post, moments),
        "views": f"{post.views:,}",
        "missing": ", ".join(result.missing),
        "comments": f"{post.comment_count:,}" if post.comment_count else "",
    }


def _posted(post: ListRow, moments: Moments) -> SafeString:
    return mark_safe(moments.posted(post, Until.AGO_OR_DAY))  # noqa: S308 - numbers and names
