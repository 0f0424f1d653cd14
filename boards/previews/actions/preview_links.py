"""Keeps the previews of a post in step with its links."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from boards.posts.models import Post
from boards.previews.actions.fetch_preview import ask_for_preview
from boards.previews.actions.sweep_previews import sweep_later
from boards.previews.links import links_of
from boards.previews.models import LinkPreview, PostPreview, hash_of

TRIES = 5  # to hold previews that a sweep takes away at the same moment


@transaction.atomic
def preview_links(*, post: Post) -> None:
    """Give a post the previews of its links, and have fetched what is missing or old.

    Without LINK_PREVIEWS, a post that changes loses those that it had.
    """
    addresses = links_of(post) if settings.LINK_PREVIEWS else []
    previews = _locked_previews(addresses) if addresses else []
    gone = PostPreview.objects.filter(post=post).exclude(preview__in=previews)
    if gone.delete()[0]:
        sweep_later()
    _use(post, addresses, previews)
    now = timezone.now()
    for preview in previews:
        if preview.is_due(now):
            ask_for_preview(preview)


@transaction.atomic
def remove_links(*, post: Post) -> None:
    """Take its previews from a post that was deleted."""
    if PostPreview.objects.filter(post=post).delete()[0]:
        sweep_later()


def _locked_previews(addresses: Sequence[str]) -> list[LinkPreview]:
    """Return the previews of some pages, new ones among them, and hold them against the sweep.

    All take them in the same order: two posts with the same links cannot wait for each other.
    """
    hashes = {hash_of(address): address for address in addresses}
    rows = [LinkPreview(address=hashes[key], address_hash=key) for key in sorted(hashes)]
    wanted = LinkPreview.objects.filter(address_hash__in=hashes).order_by("address_hash")
    held: list[LinkPreview] = []
    for _ in range(TRIES):
        LinkPreview.objects.bulk_create(rows, ignore_conflicts=True)
        held = list(wanted.select_for_update())
        if len(held) == len(rows):
            break
        # A sweep took away what was there when the new ones were stored.
    return held


def _use(post: Post, addresses: Sequence[str], previews: Sequence[LinkPreview]) -> None:
    uses = [
        PostPreview(post=post, preview=preview, position=addresses.index(preview.address))
        for preview in previews
    ]
    PostPreview.objects.bulk_create(
        uses,
        update_conflicts=True,
        unique_fields=["post", "preview"],
        update_fields=["position"],
    )
