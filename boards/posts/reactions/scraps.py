"""A member's scraps, page by page."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from boards.members.models import Member
from boards.posts.lists import paging
from boards.posts.models import Post, Scrap, ScrapFolder


def folders_of(member: Member) -> QuerySet[ScrapFolder]:
    """Return the member's folders in order, each with the number of its scraps as `size`."""
    return ScrapFolder.objects.filter(member=member).annotate(size=Count("scraps"))


def page_of(member: Member, number: int, *, folder: ScrapFolder | None = None) -> Page[Scrap]:
    """Return one page of the member's scraps, the latest first, counted from 1.

    Each scrap says as `is_open` whether its post can still be read.

    Raises:
        PastLastPage: when there is no such page.
    """
    scraps = Scrap.objects.filter(member=member).select_related("folder", "post__board")
    scraps = scraps.defer("post__body", "post__body_text").order_by("-made_at", "-pk")
    if folder is not None:
        scraps = scraps.filter(folder=folder)
    page = paging.page_of(Paginator(scraps, member.list_size), number)
    shown = list(page.object_list)
    keys = [scrap.post_id for scrap in shown]
    is_open = set(Post.objects.visible_to(member).filter(pk__in=keys).values_list("pk", flat=True))
    for scrap in shown:
        scrap.is_open = scrap.post_id in is_open
    page.object_list = shown
    return page
