"""Records views.

One view is one reader opening one article, counted at most once in a window (24 hours unless
VIEW_WINDOW says otherwise) per reader. A reader is the member, or else a keyed hash of network
address and user agent, whose salt is rotated every window and then destroyed. The window slides:
it begins with the view that was counted, not at midnight.

Not counted: crawlers and requests without a user agent, pages that a browser loads ahead of
reading (prefetch, prerender, preview), HEAD requests, the article's author, posts that are not
published, and errors. Readers without cookies or JavaScript count, and readers behind one address
are not merged when their agents differ.

docs/views.md says how this is kept and how it is proved.
"""

import structlog
from django.db import Error
from django.http import HttpRequest
from django.utils import timezone

from boards.counters.background import background_roll_up
from boards.counters.deferred import DeferredView, defer, is_paused, store, store_deferred
from boards.counters.readers import ViewedPost, identity_of, is_view
from boards.db.outages import is_outage

FEW = 10  # views that a page stores for others: without a thread that rolls up, nobody else does

logger = structlog.get_logger(__name__)


def record_view(request: HttpRequest, post: ViewedPost) -> None:
    """Count the request as a view of the post if it is one; never raises.

    Call it when the page is made, outside of a transaction.
    """
    try:
        if is_view(request, post):
            _count(request, post)
    except Exception:
        # A page without its count is worth more than no page.
        logger.exception("view_not_counted", post_id=post.pk)


def _count(request: HttpRequest, post: ViewedPost) -> None:
    background_roll_up.start()
    view = DeferredView(post.pk, identity_of(request, post), timezone.now())
    if is_paused():
        defer(view)
        return
    try:
        store(view)
    except Error as error:
        if not is_outage(error):
            raise
        defer(view)
    else:
        store_deferred(at_most=FEW)
