"""What pictures look like, in 64 bits, by which copies of a picture are found."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.posts.models.upload import Upload

BITS = 64
BAND = 16  # bits
BANDS = BITS // BAND
# Of 64. Copies that were scaled, or saved again as JPEG or WebP, differ by 4 at most in our tests,
# pictures that only resemble each other by 8 and more.
MAX_DISTANCE = 6
MAX_CANDIDATES = 20_000


def bands_of(bits: int) -> list[int]:
    """Return the four parts of 64 bits, each by which an index finds it."""
    return [(bits >> shift) & (2**BAND - 1) for shift in range(0, BITS, BAND)]


def _neighbours(band: int) -> list[int]:
    return [band, *(band ^ (1 << bit) for bit in range(BAND))]


class FingerprintQuerySet(models.QuerySet[Any]):
    """Fingerprints, in the domain's words."""

    def like(self, bits: int | None, *, at_most: int) -> list[Any]:
        """Return the first that differ from `bits` (signed) by MAX_DISTANCE at most; two queries.

        Nothing is like a picture without detail, whose bits are None.

        Of seven bits that differ, one of the four parts has one at most: each part, with all that
        differ from it by one bit, is looked up in its index. Some thousands of a million rows are
        compared; of more than MAX_CANDIDATES, the rest is left out.
        """
        if bits is None:
            return []
        near = models.Q()
        for number, band in enumerate(bands_of(bits)):
            near |= models.Q(**{f"band_{number}__in": _neighbours(band)})
        rows = self.filter(near).values_list("pk", "bits")[:MAX_CANDIDATES]
        found = sorted(pk for pk, other in rows if distance(bits, other) <= MAX_DISTANCE)
        return list(self.filter(pk__in=found[:at_most]).order_by("pk"))

    def with_bits(self, bits: int | None) -> dict[str, Any]:
        """Return the columns of a fingerprint; of None, for a picture without detail, empty ones.

        No search by `like` finds those.
        """
        bands = [None] * BANDS if bits is None else bands_of(bits)
        return {"bits": bits, **{f"band_{number}": band for number, band in enumerate(bands)}}


def distance(one: int, other: int) -> int:
    """Return in how many of 64 bits two signed numbers differ."""
    return ((one ^ other) & (2**BITS - 1)).bit_count()


class Fingerprint(models.Model):
    """A perceptual hash (pHash), and its four parts; all empty of a picture without detail."""

    bits = models.BigIntegerField(null=True, help_text=_("64 bits as a signed number."))
    band_0 = models.IntegerField(null=True, db_index=True)
    band_1 = models.IntegerField(null=True, db_index=True)
    band_2 = models.IntegerField(null=True, db_index=True)
    band_3 = models.IntegerField(null=True, db_index=True)

    objects = FingerprintQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "-" if self.bits is None else f"{self.bits & (2**BITS - 1):016x}"


class PictureFingerprint(Fingerprint):
    """What a stored picture looks like."""

    upload = models.OneToOneField(
        Upload, on_delete=models.CASCADE, related_name="fingerprint", verbose_name=_("upload")
    )

    class Meta:
        verbose_name = _("fingerprint of a picture")
        verbose_name_plural = _("fingerprints of pictures")


class RefusedPicture(Fingerprint):
    """What a picture looks like that was removed by law, and is not taken again."""

    request_number = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("refused picture")
        verbose_name_plural = _("refused pictures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bits__isnull=False), name="refused_picture_has_bits"
            )
        ]
