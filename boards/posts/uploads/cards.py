"""The cards below the form of a post: one for each own file that its text shows."""

import re
from html import unescape
from itertools import islice
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils.html import escape

from boards.members.models import Member
from boards.posts.models import Post, Upload
from boards.posts.text.lengths import MAX_MARKUP_LENGTH
from boards.posts.text.sanitising import IMAGE, attributes_of, sanitise
from boards.posts.uploads.markup import ADDRESS, upload_ids
from boards.posts.uploads.plain_form import LEFT_OUT, FormFile, FormFiles, one_line, uuids

MAX_CARDS = 200
_LINK = re.compile(r'<a [^<>]*?href="([^"]*)"[^<>]*>[^<]*</a>')
_EMPTIED = "\x00"  # what no stored text holds: where a file stood
_EMPTIED_PARAGRAPH = re.compile(f"<p>{_EMPTIED}+</p>|{_EMPTIED}")


def files_with_cards(
    files: FormFiles, *, typed: str, shown: str, owner: Member, post: Post | None
) -> FormFiles:
    """Return the files of a form, with those of its text, in the order of the text; one query.

    Files of others and of other posts have no card, nor have more than MAX_CARDS.

    Args:
        files: which the form brought along.
        typed: what the form's text field holds.
        shown: safe HTML of the text with all its files.
        post: the one that is edited; None for a new one.
    """
    ids = list(islice(dict.fromkeys(UUID(found) for found in ADDRESS.findall(shown)), MAX_CARDS))
    if not ids:
        return files
    free = Q(post__isnull=True) | Q(post=post, comment__isnull=True) if post else Q(post=None)
    uploads = Upload.objects.filter(free, owner=owner).in_bulk(ids)
    alts = _alts_in(shown)
    in_text = upload_ids(typed)
    kept = [
        FormFile(uploads[pk], alts.get(pk, ""), is_in_text=pk in in_text)
        for pk in ids
        if pk in uploads
    ]
    return FormFiles(kept, files.errors, files.notes)


def changed_by_cards(data: QueryDict) -> QueryDict:
    """Return a sent form whose text is as its cards say, where no script has changed it already.

    Pictures and links that were left out are gone, and pictures described anew have their
    description. A card changes only what was changed in it.
    """
    body = data.get("body", "")
    if data.get("markup") != "html" or len(body) > MAX_MARKUP_LENGTH:
        return data
    shown = upload_ids(body)
    left_out = shown.intersection(uuids(data.getlist(LEFT_OUT)[:MAX_CARDS]))
    alts = {pk: alt for pk in shown if (alt := _described_anew(data, pk)) is not None}
    if not left_out and not alts:
        return data
    changed = data.copy()
    changed["body"] = _without(_described(sanitise(body), alts), left_out)
    return changed


def _alts_in(markup: str) -> dict[UUID, str]:
    """Return what the pictures of safe HTML show, as their author described it."""
    alts: dict[UUID, str] = {}
    for image in IMAGE.finditer(markup):
        if (pk := _upload_at(attributes_of(image).get("src", ""))) is not None:
            alts.setdefault(pk, unescape(attributes_of(image).get("alt", "")))
    return alts


def _described_anew(data: QueryDict, pk: UUID) -> str | None:
    before, now = data.get(f"alt-before-{pk}"), data.get(f"alt-{pk}")
    return one_line(now) if before is not None and now is not None and now != before else None


def _described(markup: str, alts: dict[UUID, str]) -> str:
    def described(image: re.Match[str]) -> str:
        attributes = attributes_of(image)
        pk = _upload_at(attributes.get("src", ""))
        if pk is None or pk not in alts:
            return image[0]
        attributes["alt"] = escape(alts[pk])
        return "<img" + "".join(f' {name}="{value}"' for name, value in attributes.items()) + ">"

    return IMAGE.sub(described, markup)


def _without(markup: str, left_out: set[UUID]) -> str:
    """Return safe HTML without some files, nor the paragraphs that held nothing else."""
    markup = IMAGE.sub(
        lambda image: (
            _EMPTIED if _upload_at(attributes_of(image).get("src", "")) in left_out else image[0]
        ),
        markup,
    )
    markup = _LINK.sub(
        lambda link: _EMPTIED if _upload_at(link[1]) in left_out else link[0], markup
    )
    return _EMPTIED_PARAGRAPH.sub("", markup)


def _upload_at(address: str) -> UUID | None:
    found = ADDRESS.match(address)
    return UUID(found[1]) if found else None
