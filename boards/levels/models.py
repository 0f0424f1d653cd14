"""How far the levels have been looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Swept(models.Model):
    """What of one stream, such as the new posts, has been looked at; see `sweeping`."""

    stream = models.CharField(max_length=30, primary_key=True)
    # A place in the stream: a key, or a moment in whole seconds since 1970.
    to = models.BigIntegerField(default=0)
    # Where the look before that ended. The next one begins there: a transaction that was under way
    # may have stored a lower key since.
    again_from = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("look at levels")
        verbose_name_plural = _("looks at levels")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(again_from__lte=models.F("to")), name="swept_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.to}"
