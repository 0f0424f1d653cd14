"""Circles of people that a board opens itself to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """From the widest circle to the narrowest."""

    EVERYONE = "everyone", _("everyone")
    MEMBERS = "members", _("members")
    MODERATORS = "moderators", _("moderators")
