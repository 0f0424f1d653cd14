"""Addresses that tags had before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.earlier_slugs import EarlierSlug
from boards.posts.models.post import Tag


class EarlierTagSlug(EarlierSlug):
    """A slug that a tag had before, or that another one had which became part of it."""

    holder = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="earlier_slugs", verbose_name=_("tag")
    )

    class Meta(EarlierSlug.Meta):
        abstract = False
        verbose_name = _("earlier slug of a tag")
        verbose_name_plural = _("earlier slugs of tags")
