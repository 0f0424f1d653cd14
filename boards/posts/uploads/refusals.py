"""Why a file is refused, or not taken whole, in sentences that its sender reads."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.posts.uploads.image_worker import MAX_FRAMES, MAX_PIXELS, MAX_RATIO

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_PICTURES_OF_TEXT = 20  # that come inside it at once: a program is started for each
MAX_UNUSED = 50  # files of one member that no post shows

_NUMBERS = {
    "megabytes": MAX_BYTES // MEGABYTE,
    "megapixels": MAX_PIXELS // 10**6,
    "frames": MAX_FRAMES,
    "ratio": MAX_RATIO,
    "files": MAX_UNUSED,
    "pictures": MAX_PICTURES_OF_TEXT,
}
SENTENCES = {
    "empty": _("This file is empty."),
    "incomplete": _("The file did not arrive completely. Send it again."),
    "too_large": _("This file is larger than %(megabytes)d MB."),
    "not_a_picture": _(
        "This kind of file cannot be sent. You can send pictures (JPEG, PNG, GIF, WebP, HEIC, "
        "AVIF) and PDF, DOCX, XLSX, PPTX, HWP, HWPX, ODT, ODS, ODP and ZIP files."
    ),
    "pictures_only": _("Only a picture can be sent here: JPEG, PNG, GIF, WebP, HEIC or AVIF."),
    "damaged": _("This file is damaged or incomplete."),
    "too_many_pixels": _("This picture has more than %(megapixels)d megapixels."),
    "too_narrow": _("This picture is more than %(ratio)d times as long as it is wide."),
    "too_many_frames": _(
        "This animation is too long: at most %(frames)d frames, and fewer if they are large."
    ),
    "too_slow": _("This picture takes too long to read. Save it in another format and try again."),
    "too_many_in_text": _(
        "A text can bring %(pictures)d pictures at once. Send the others as files."
    ),
    "too_many": _(
        "You have %(files)d files waiting for a post. Use some of them, or try again tomorrow."
    ),
}
# Of a picture that is taken, but not with all that is in its file.
FIRST_ONLY = _(
    "This file holds several pictures, or an animation. Only the first picture is saved."
)


def refusal(code: str) -> ValidationError:
    """Return the error for a key of SENTENCES."""
    return ValidationError(SENTENCES[code], code=code, params=_NUMBERS)
