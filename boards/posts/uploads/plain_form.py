"""Files that come with the form of a post itself, where no script sends them beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from boards.members.characters import MAX_CODE_POINTS, first_characters
from boards.members.models import Member
from boards.posts.models import Upload
from boards.posts.text.lengths import MAX_ALT_LENGTH
from boards.posts.text.sanitising import storable
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.markup import markup_of, upload_ids
from boards.posts.uploads.refusals import FIRST_ONLY

LEFT_OUT = "left_out"  # the field with the ids of the files that the text is to lose


@dataclass(frozen=True)
class FormFile:
    """A file that is stored by now, with the text that describes it.

    Attributes:
        is_in_text: the text that was sent shows it by itself, so that no field names it besides.
    """

    upload: Upload
    alt: str
    is_in_text: bool = False


@dataclass(frozen=True)
class FormFiles:
    """The files of one sending of the form.

    Attributes:
        kept: those of this sending and of earlier ones that were given back; the form shows them
            again, so that none has to be chosen twice.
        errors: one sentence for each file that was refused, with its name.
        notes: one for each that was taken, but not whole.
    """

    kept: list[FormFile]
    errors: list[str]
    notes: list[str] = field(default_factory=list)

    def added_to(self, markup: str) -> str:
        """Return the text's HTML with the files below it that it does not show already."""
        shown = upload_ids(markup)
        new = (file for file in self.kept if file.upload.pk not in shown)
        return markup + "".join(markup_of(file.upload, alt=file.alt) for file in new)

    def with_messages(self, *, errors: list[str], notes: list[str]) -> "FormFiles":
        """Return the same files, with more to tell of others."""
        return FormFiles(self.kept, [*errors, *self.errors], [*notes, *self.notes])


def take_form_files(
    *,
    owner: Member,
    files: Iterable[UploadedFile],
    ids: Sequence[str],
    alts: Mapping[str, str],
    left_out: Sequence[str] = (),
) -> FormFiles:
    """Store what a form brought along, and find again what it brought before.

    Args:
        files: of the field `files`.
        ids: of the fields `uploads`; the ids of others' uploads are passed over.
        left_out: of the fields LEFT_OUT; they are not found again.
        alts: the whole form; `alt-<id>` describes one upload.
    """
    wanted = set(uuids(ids)).difference(uuids(left_out))
    before = Upload.objects.filter(pk__in=wanted, owner=owner).order_by("sent_at") if wanted else ()
    kept = list(before)
    errors: list[str] = []
    for file in files:
        try:
            kept.append(receive_upload(owner=owner, file=file))
        except ValidationError as error:
            errors.append(f"{file.name}: {' '.join(error.messages)}")
    notes = [f"{upload.name}: {FIRST_ONLY}" for upload in kept if upload.is_first_only]
    described = [FormFile(upload, one_line(alts.get(f"alt-{upload.pk}", ""))) for upload in kept]
    return FormFiles(described, errors, notes)


def files_sent_before(*, owner: Member, data: QueryDict) -> FormFiles:
    """Return the files that earlier sendings of a form brought, and take no others."""
    return take_form_files(
        owner=owner,
        files=[],
        ids=data.getlist("uploads"),
        alts=data,
        left_out=data.getlist(LEFT_OUT),
    )


def one_line(typed: str) -> str:
    """Return what is kept of a description: one line, which editors and browsers cut as well.

    Of a long one only the beginning is looked at.
    """
    looked_at = storable(typed[: MAX_ALT_LENGTH * MAX_CODE_POINTS + 1])
    return first_characters(" ".join(looked_at.split()), MAX_ALT_LENGTH)


def uuids(texts: Sequence[str]) -> list[UUID]:
    """Return the ids among some texts."""
    found: list[UUID] = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
