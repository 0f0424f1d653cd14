"""Keeps a post among a member's scraps."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.characters import shows_nothing
from boards.members.folding import without_invisible_signs
from boards.members.models import Member
from boards.posts.form_versions import check_version, fingerprint_of
from boards.posts.models import Post, Scrap, ScrapFolder
from boards.posts.permissions import can_read
from boards.posts.text.sanitising import storable


@transaction.atomic
def scrap_post(*, post: Post, member: Member) -> Scrap:
    """Keep the post, in no folder and without a note; a scrap that exists stays as it is.

    Raises:
        PermissionDenied: when the member may not read the post.
    """
    if not member.is_active or not can_read(member, post):
        raise PermissionDenied
    scrap, _is_new = Scrap.objects.get_or_create(post=post, member=member)
    return scrap


@transaction.atomic
def file_scrap(
    *,
    post: Post,
    member: Member,
    folder: ScrapFolder | None,
    new_folder: str = "",
    note: str = "",
    version: int | None = None,
) -> Scrap:
    """Keep the post with a note in a folder of the member's.

    Args:
        new_folder: the name of a folder, made when it is missing; it wins over `folder`.
        version: `version_of_scrap` from which the change began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the scrap has another version by now.
        PermissionDenied: when the member may not read the post, or the folder is another's.
        ValidationError: when the folder was deleted meanwhile, under `folder`.
    """
    if folder is not None and folder.member_id != member.pk:
        raise PermissionDenied
    scrap = scrap_post(post=post, member=member)
    stored = version_of_scrap(scrap)
    name = without_invisible_signs(storable(new_folder))
    if not shows_nothing(name):
        folder, _is_new = ScrapFolder.objects.get_or_create(member=member, name=name)
    if folder is not None and not _held(folder):
        gone = _("This folder was deleted in another window. Choose another one.")
        raise ValidationError({"folder": gone}, code="folder_gone")
    scrap.folder = folder
    scrap.note = " ".join(storable(note).split())
    if version_of_scrap(scrap) != stored:
        check_version(version, stored)
    scrap.save(update_fields=["folder", "note"])
    return scrap


def _held(folder: ScrapFolder) -> bool:
    """Keep the folder from being deleted until the transaction ends; say whether it is there."""
    held = ScrapFolder.objects.select_for_update(no_key=True).filter(pk=folder.pk)
    return bool(held.values_list("pk", flat=True))


def version_of_scrap(scrap: Scrap | None) -> int:
    """Return a number that stands for what the form shows of a scrap, or of none."""
    return fingerprint_of(scrap.folder_id, scrap.note) if scrap else fingerprint_of(None, "")
