"""Copies of a removed picture: found however they were saved, and refused when sent again."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageDraw

from boards.background.worker import work_off
from boards.moderation.models import TakedownTarget
from boards.moderation.takedowns.actions.decide_takedown import decide_takedown
from boards.moderation.takedowns.actions.settle_likeness import settle_likeness
from boards.moderation.takedowns.models import Result
from boards.moderation.tasks import remove_copies_in_background
from boards.posts.models import PictureFingerprint, RefusedPicture, Upload
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.uploads.actions.fingerprint_upload import fingerprint_upload, store_fingerprint
from boards.posts.uploads.actions.make_renditions import make_renditions
from boards.posts.uploads.actions.receive_upload import receive_upload
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory, UploadFactory
from tests.moderation.takedowns.requests import filed

pytestmark = pytest.mark.django_db
State = TakedownTarget.State


def scene(seed: int) -> Image.Image:
    """Draw some shapes on a gradient, others for each seed."""
    image = Image.linear_gradient("L").resize((800, 600)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for number in range(9):
        x, y = (seed * 131 + number * 197) % 700, (seed * 251 + number * 89) % 500
        colour = (number * 53 % 256, seed * 71 % 256, number * seed * 37 % 256)
        draw.ellipse((x, y, x + 60 + number * 15, y + 80 + seed * 7 % 60), fill=colour)
    return image


def sent(image: Image.Image, *, owner=None, form="PNG", **options) -> Upload:
    """Send a picture, and let the background work on it be done."""
    file = BytesIO()
    image.save(file, form, **options)
    upload = receive_upload(
        owner=owner or MemberFactory(), file=SimpleUploadedFile("a.png", file.getvalue())
    )
    make_renditions(upload_id=upload.pk)
    upload.refresh_from_db()
    return upload


def in_post(upload: Upload) -> Upload:
    """Give an upload to a post that everybody reads."""
    body = f'<p><img src="{upload.get_absolute_url()}" alt=""></p>'
    upload.post = PostFactory(board=BoardFactory(), author=upload.owner, body=body)
    upload.save()
    return upload


def is_served(client, upload: Upload) -> bool:
    response = client.get(upload.get_absolute_url())
    if response.streaming:
        b"".join(response.streaming_content)  # which closes the file
    return response.status_code == 200


@pytest.fixture
def chief():
    return AdminFactory()


def test_copies_are_removed_with_it_and_other_pictures_stay(client, chief):
    original = in_post(sent(scene(1)))
    copies = [
        in_post(sent(scene(1).resize((400, 300)), form="JPEG", quality=60)),
        in_post(sent(scene(1), form="WEBP", quality=40)),
        in_post(sent(scene(1).resize((1600, 1200)))),
        in_post(sent(scene(1).convert("L"), form="JPEG")),
    ]
    others = [in_post(sent(scene(seed))) for seed in (2, 3, 4)]
    known = filed("intimate", original)
    decide_takedown(request=known, by=chief, result=Result.REMOVED)
    work_off()
    assert not any(is_served(client, each) for each in [original, *copies])
    assert all(is_served(client, each) for each in others)
    waiting = known.targets.filter(state=State.UNCONFIRMED)
    assert {each.target_id for each in waiting} == {str(copy.pk) for copy in copies}


def test_whoever_decides_sees_a_copy_and_confirms_it_or_gives_it_back(client, chief):
    original, copy, lookalike = (in_post(sent(scene(1))) for _ in range(3))
    known = filed("copyright", original)
    decide_takedown(request=known, by=chief, result=Result.REMOVED)
    work_off()
    client.force_login(chief)
    page = client.get(f"/moderation/takedowns/{known.pk}/").content.decode()
    assert page.count("takedown__picture") == 2 and is_served(client, copy)
    targets = {each.target_id: each for each in known.targets.all()}
    path = f"/moderation/takedowns/{known.pk}/pictures/{{}}/"
    client.post(path.format(targets[str(copy.pk)].pk), {"copy": "yes"})
    client.post(path.format(targets[str(lookalike.pk)].pk), {"copy": "no"})
    again = client.post(path.format(targets[str(copy.pk)].pk), {"copy": "no"})
    assert again.status_code == 409
    client.logout()
    assert not is_served(client, copy) and is_served(client, lookalike)
    with pytest.raises(ValidationError):
        settle_likeness(target=targets[str(copy.pk)], by=chief, is_copy=False)


def test_a_removed_picture_that_is_sent_again_is_withheld_and_refused_in_a_post(client, chief):
    known = filed("intimate", in_post(sent(scene(1))))
    decide_takedown(request=known, by=chief, result=Result.REMOVED)
    again = sent(scene(1).resize((500, 375)), form="JPEG", quality=70)
    assert again.withheld_at is not None
    assert known.targets.get(target_id=str(again.pk)).state == State.UNCONFIRMED
    body = f'<p><img src="{again.get_absolute_url()}" alt=""></p>'
    with pytest.raises(ValidationError) as refusal:
        attach_uploads(post=PostFactory(author=again.owner), body=body)
    assert "body" in refusal.value.message_dict
    assert sent(scene(2)).withheld_at is None


def test_pictures_without_detail_are_no_copies_of_each_other():
    white = sent(Image.new("RGB", (300, 200), "white"))
    black = in_post(sent(Image.new("RGB", (300, 200), "black")))
    assert white.fingerprint.bits is None and black.fingerprint.bits is None
    decide_takedown(request=filed("intimate", black), by=AdminFactory(), result=Result.REMOVED)
    work_off()
    white.refresh_from_db()
    assert white.withheld_at is None and not RefusedPicture.objects.exists()


def test_the_command_ends_well_where_older_pictures_have_no_detail(capsys):
    sent(Image.new("RGB", (300, 200), "white"))
    PictureFingerprint.objects.all().delete()
    call_command("fingerprint_pictures")
    call_command("fingerprint_pictures", "--dry-run")
    assert "0" in capsys.readouterr().out.splitlines()[-1]


def test_with_a_limit_the_command_goes_on_behind_what_it_cannot_read():
    lost, *others = (sent(scene(number)) for number in (1, 2, 3))
    PictureFingerprint.objects.all().delete()
    Upload.objects.filter(pk=lost.pk).update(widths=[123])
    for _ in others:
        with pytest.raises(CommandError):
            call_command("fingerprint_pictures", "--limit", "1")
    assert {row.upload_id for row in PictureFingerprint.objects.all()} == {
        each.pk for each in others
    }


def test_a_copy_that_got_its_post_while_it_was_looked_at_belongs_to_that_board(chief):
    known = filed("intimate", in_post(sent(scene(1))))
    decide_takedown(request=known, by=chief, result=Result.REMOVED)
    stale = UploadFactory()
    bits = Upload.objects.get(pk=known.targets.first().target_id).fingerprint.bits
    in_post(Upload.objects.get(pk=stale.pk))
    store_fingerprint(upload_id=stale.pk, bits=bits)
    target = known.targets.get(target_id=str(stale.pk))
    assert target.board == Upload.objects.get(pk=stale.pk).post.board
    assert target.was_public


def test_a_lookalike_that_was_given_back_stays_so_when_the_work_runs_again(client, chief):
    original, lookalike = in_post(sent(scene(1))), in_post(sent(scene(1)))
    known = filed("copyright", original)
    decide_takedown(request=known, by=chief, result=Result.REMOVED)
    work_off()
    target = known.targets.get(target_id=str(lookalike.pk))
    settle_likeness(target=target, by=chief, is_copy=False)
    remove_copies_in_background.func(known.pk)
    fingerprint_upload(upload_id=lookalike.pk)
    assert is_served(client, lookalike) and not is_served(client, original)


def test_deciding_takes_no_more_queries_however_many_copies_there_are(chief):
    def queries(*, copies: int) -> int:
        original = UploadFactory(post=PostFactory())
        for upload in [original, *(UploadFactory() for _ in range(copies))]:
            store_fingerprint(upload_id=upload.pk, bits=0x0F0F_0F0F_0F0F_0F0F if copies else 0)
        known = filed("intimate", original)
        with CaptureQueriesContext(connection) as captured:
            decide_takedown(request=known, by=chief, result=Result.REMOVED)
        work_off()
        assert known.targets.filter(state=State.UNCONFIRMED).count() == copies
        return len(captured)

    assert queries(copies=12) == queries(copies=0)


def test_older_pictures_get_their_fingerprint_by_a_command(capsys):
    new = sent(scene(1))
    before = new.fingerprint.bits
    PictureFingerprint.objects.all().delete()
    call_command("fingerprint_pictures", "--dry-run")
    assert "1" in capsys.readouterr().out and not PictureFingerprint.objects.exists()
    call_command("fingerprint_pictures")
    assert PictureFingerprint.objects.get().bits == before
    call_command("fingerprint_pictures")


def test_the_command_fails_for_a_picture_whose_file_is_gone():
    sent(scene(1))
    PictureFingerprint.objects.all().delete()
    Upload.objects.update(widths=[123])
    with pytest.raises(CommandError):
        call_command("fingerprint_pictures")


def test_looking_for_copies_takes_as_many_queries_however_many_there_are(
    django_assert_num_queries,
):
    bits = sent(scene(1)).fingerprint.bits
    with django_assert_num_queries(2):
        assert len(PictureFingerprint.objects.like(bits, at_most=9)) == 1
    assert PictureFingerprint.objects.like(bits ^ 0b10000001000001000000100000010001, at_most=9)
    assert not PictureFingerprint.objects.like(bits ^ 0x0101010101010101, at_most=9)
