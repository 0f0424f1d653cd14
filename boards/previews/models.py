"""Previews of pages elsewhere, and the posts that link to them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self
from urllib.parse import urlsplit

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MAX_CODE_POINTS
from boards.posts.models import Post
from boards.previews.failures import Failure
from boards.previews.reading import (
    MAX_DESCRIPTION_LENGTH,
    MAX_SITE_NAME_LENGTH,
    MAX_TITLE_LENGTH,
)
from boards.previews.url_safety import MAX_ADDRESS_LENGTH

FRESH_FOR = timedelta(days=30)
# A fetch that was asked for so long ago is not waiting, it was lost.
MAX_WAIT = timedelta(days=1)


def hash_of(address: str) -> str:
    """Return what stands for an address in the index, whose entries must be short."""
    return sha256(address.encode()).hexdigest()


class LinkPreviewQuerySet(models.QuerySet["LinkPreview"]):
    """Questions about previews."""

    def shown_with(self, post: Post) -> Self:
        """Keep those that stand below a post, in their order."""
        ready = self.filter(uses__post=post, state=LinkPreview.State.READY)
        return ready.order_by("uses__position")

    def ready_at(self, addresses: Iterable[str]) -> Self:
        """Keep those of these addresses that there is something to show of."""
        hashes = [hash_of(address) for address in addresses]
        return self.filter(address_hash__in=hashes, state=LinkPreview.State.READY)

    def unused(self) -> Self:
        """Keep those to which no post links any more."""
        return self.filter(
            ~models.Exists(PostPreview.objects.filter(preview=models.OuterRef("pk")))
        )


class LinkPreview(models.Model):
    """What a page elsewhere says of itself; one row for all posts that link to it.

    `picture` names the stored picture and is a new one for each: whoever was not shown it cannot
    guess it, and what stands at its address never changes.
    """

    class State(models.TextChoices):
        """Whether there is something to show."""

        WAITING = "waiting", _("waiting")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    address = models.CharField(_("URL"), max_length=MAX_ADDRESS_LENGTH)
    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=MAX_TITLE_LENGTH * MAX_CODE_POINTS, blank=True)
    description = models.CharField(
        _("description"), max_length=MAX_DESCRIPTION_LENGTH * MAX_CODE_POINTS, blank=True
    )
    site_name = models.CharField(
        _("site"), max_length=MAX_SITE_NAME_LENGTH * MAX_CODE_POINTS, blank=True
    )
    picture = models.UUIDField(_("picture"), null=True, blank=True, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    failure = models.CharField(_("failure"), max_length=20, choices=Failure.choices, blank=True)
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    asked_at = models.DateTimeField(_("requested at"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True)

    objects = LinkPreviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("link preview")
        verbose_name_plural = _("link previews")

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def host(self) -> str:
        """Where the link leads, whatever the page calls itself."""
        return urlsplit(self.address).netloc.removeprefix("www.")

    @property
    def picture_url(self) -> str:
        """The path of the picture; empty without one."""
        return reverse("previews:picture", args=[self.picture]) if self.picture else ""

    def is_due(self, now: datetime) -> bool:
        """Say whether the page should be fetched, for the first time or again."""
        if self.asked_at is None:
            return True
        wait = MAX_WAIT if self.state == self.State.WAITING else FRESH_FOR
        return self.asked_at < now - wait


class PostPreview(models.Model):
    """That a post links to a page, and as which of its links."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="link_previews")
    preview = models.ForeignKey(LinkPreview, on_delete=models.CASCADE, related_name="uses")
    position = models.PositiveSmallIntegerField(help_text=_("0 for the first link."))

    class Meta:
        verbose_name = _("link of a post")
        verbose_name_plural = _("links of posts")
        constraints = [
            models.UniqueConstraint(fields=["post", "preview"], name="post_preview_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.preview_id}"
