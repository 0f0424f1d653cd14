"""Pictures that came inside a text, because they were pasted with it: they become uploads."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from boards.members.models import Member
from boards.posts.models import Upload
from boards.posts.text.lengths import MAX_MARKUP_LENGTH
from boards.posts.text.sanitising import pictures_of_others
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.attachment_types import DamagedAttachmentError
from boards.posts.uploads.attachments import attachment_type
from boards.posts.uploads.data_urls import (
    content_of,
    data_pictures,
    length_without_data,
    with_sources,
)
from boards.posts.uploads.refusals import FIRST_ONLY, MAX_PICTURES_OF_TEXT, refusal
from boards.posts.writing.forms import HTML

NAME = "picture"


@dataclass(frozen=True)
class Pasted:
    """A sent form after its pictures were taken.

    Attributes:
        data: the form; the pictures in its text are uploads, and those that were refused are gone.
        errors: one sentence for each picture that was refused.
        notes: one for each that was taken, but not whole.
    """

    data: QueryDict
    errors: list[str]
    notes: list[str]


def take_pasted_pictures(*, owner: Member, data: QueryDict) -> Pasted:
    """Store the pictures that stand as `data:` URLs in the HTML of a form's field `body`."""
    body = data.get("body", "")
    is_html = data.get("markup") == HTML
    # What is too long without its pictures is refused, and not looked through for them before.
    found = (
        data_pictures(body) if is_html and length_without_data(body) <= MAX_MARKUP_LENGTH else {}
    )
    if not found:
        return Pasted(data, [], [])
    sources: dict[str, str] = {}
    errors: list[str] = []
    notes: list[str] = []
    for url, number in found.items():
        name = gettext("Picture %(number)d in the text") % {"number": number}
        try:
            upload = _take(
                owner, url, is_one_too_many=len(sources) + len(errors) >= MAX_PICTURES_OF_TEXT
            )
        except ValidationError as error:
            errors.append(f"{name}: {' '.join(error.messages)}")
            continue
        sources[url] = upload.get_absolute_url()
        notes += [f"{name}: {FIRST_ONLY}"] if upload.is_first_only else []
    taken = data.copy()
    taken["body"] = with_sources(body, sources)
    return Pasted(taken, errors, notes)


def warning_about_others(markup: str) -> str:
    """Return a sentence about the pictures in some HTML that are not stored here; or nothing."""
    count = pictures_of_others(markup) if len(markup) <= MAX_MARKUP_LENGTH else 0
    if not count:
        return ""
    return ngettext(
        "%(count)d picture is on another site or device and is not shown. Save it and add it as a"
        " file.",
        "%(count)d pictures are on another site or device and are not shown. Save them and add"
        " them as files.",
        count,
    ) % {"count": count}


def _take(owner: Member, url: str, *, is_one_too_many: bool) -> Upload:
    """Store one picture; the same again, as drafts send it, is the same upload.

    Raises:
        ValidationError: when it is refused.
    """
    if is_one_too_many:
        raise refusal("too_many_in_text")
    content = content_of(url)
    digest = sha256(content).hexdigest()
    waiting = Upload.objects.filter(owner=owner, post__isnull=True, digest=digest).first()
    if waiting:
        return waiting
    file = SimpleUploadedFile(NAME, content)
    if _is_document(file):
        raise refusal("not_a_picture")
    return receive_upload(owner=owner, file=file, digest=digest)


def _is_document(file: SimpleUploadedFile) -> bool:
    try:
        return attachment_type(file) is not None
    except DamagedAttachmentError:
        return True
