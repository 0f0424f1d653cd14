"""What becomes of pictures: upright, without metadata, in three widths, by their content."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from PIL import Image, ImageCms

from boards.background.worker import work_off
from boards.posts.models import Upload
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.plain_form import take_form_files
from boards.posts.uploads.storing import original_file, picture_file
from tests.factories import MemberFactory
from tests.posts.uploads.samples import (
    FILES,
    GPS_BLOCK,
    GREEN,
    RED,
    animation,
    encoded,
    picture,
    sent,
    turned,
    with_metadata,
)

pytestmark = pytest.mark.django_db

EVERY_FORMAT = {
    "JPEG": encoded(picture(), "JPEG", quality=95),
    "PNG": encoded(picture(), "PNG"),
    "GIF": encoded(picture(mode="P"), "GIF"),
    "WebP": encoded(picture(), "WEBP", quality=95),
    "AVIF": encoded(picture(), "AVIF", quality=95),
}


def received(content: bytes, name: str = "photo.jpg") -> Upload:
    """Send a file and do the background work."""
    upload = receive_upload(owner=MemberFactory(), file=sent(content, name))
    work_off()
    upload.refresh_from_db()
    return upload


def stored(upload: Upload, width: int | None = None) -> Image.Image:
    with default_storage.open(picture_file(upload.pk, width or upload.widths[-1])) as file:
        image = Image.open(BytesIO(file.read()))
    image.load()
    return image


def assert_colour(image: Image.Image, point: tuple[int, int], expected: tuple[int, ...]) -> None:
    found = image.convert("RGB").getpixel(point)
    assert all(abs(a - b) < 24 for a, b in zip(found, expected, strict=True)), found


def assert_upright(image: Image.Image) -> None:
    width, height = image.size
    assert_colour(image, (width // 4, height // 4), RED)
    for point in ((width * 3 // 4, height // 4), (width // 4, height * 3 // 4)):
        assert_colour(image, point, GREEN)


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_every_format_becomes_webp(kind: str) -> None:
    upload = received(EVERY_FORMAT[kind], "holiday.bin")
    assert (upload.kind, upload.progress, upload.name) == ("picture", "ready", "holiday")
    assert (upload.width, upload.height, upload.widths) == (120, 80, [120])
    assert stored(upload).format == "WEBP"
    assert_upright(stored(upload))


def test_a_heic_of_a_phone_becomes_webp_without_its_place() -> None:
    content = (FILES / "phone.heic").read_bytes()
    upload = received(content, "IMG_1234.HEIC")
    assert (upload.width, upload.height, upload.progress) == (64, 48, "ready")
    assert stored(upload).getexif() == {}


def test_widths_are_three_and_never_larger_than_the_picture() -> None:
    assert received(encoded(picture((2400, 1200)), "JPEG")).widths == [480, 960, 1600]
    upload = received(encoded(picture((700, 350)), "JPEG"))
    assert upload.widths == [480, 700]
    assert [stored(upload, width).size for width in upload.widths] == [(480, 240), (700, 350)]


def test_a_very_long_picture_is_made_to_fit_into_webp() -> None:
    upload = received(encoded(picture((400, 30_000)), "PNG"))
    assert upload.progress == "ready"
    assert stored(upload).size == (218, 16_350)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright(orientation: int) -> None:
    upload = received(turned(orientation))
    assert (upload.width, upload.height) == stored(upload).size == (120, 80)
    assert_upright(stored(upload))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_metadata_is_left_anywhere(kind: str) -> None:
    content = with_metadata(kind)
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS_BLOCK)
    upload = received(content)
    folder = f"uploads/{upload.pk.hex[:2]}/{upload.pk}"
    _, names = default_storage.listdir(folder)
    assert sorted(names) == ["120.webp", "thumbnail.webp"]
    for name in names:
        with default_storage.open(f"{folder}/{name}") as file:
            raw = file.read()
        image = Image.open(BytesIO(raw))
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile"} & image.info.keys()
        for trace in (b"Camera of Kim", b"home address", b"EXIF", b"XMP ", b"ICCP"):
            assert trace not in raw


def test_metadata_is_gone_from_the_first_small_picture_too() -> None:
    upload = receive_upload(owner=MemberFactory(), file=sent(with_metadata("JPEG")))
    assert upload.progress == "waiting"
    assert not stored(upload).getexif()
    assert default_storage.exists(original_file(upload.pk))
    work_off()
    assert not default_storage.exists(original_file(upload.pk))


def test_colours_of_another_profile_become_those_of_screens() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Red and blue change places in this profile: whoever ignores it shows the wrong colour.
    swapped = _with_swapped_tags(srgb, b"rXYZ", b"bXYZ")
    red = Image.new("RGB", (60, 40), (255, 0, 0))
    image = stored(received(encoded(red, "PNG", icc_profile=swapped)))
    assert_colour(image, (30, 20), (0, 0, 255))
    assert "icc_profile" not in image.info


def _with_swapped_tags(profile: bytes, one: bytes, other: bytes) -> bytes:
    swapped = bytearray(profile)
    first, second = profile.index(one), profile.index(other)
    swapped[first : first + 4], swapped[second : second + 4] = other, one
    return bytes(swapped)


def test_a_profile_that_does_not_fit_its_picture_is_ignored() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert_upright(stored(received(encoded(picture(), "PNG", icc_profile=lab))))


@pytest.mark.parametrize(
    "content",
    [
        encoded(picture(mode="CMYK"), "JPEG", quality=95),
        encoded(picture(mode="RGBA"), "PNG"),
        encoded(picture(mode="P"), "PNG"),
        encoded(picture(), "JPEG", icc_profile=b"rubbish", quality=95),
    ],
    ids=["cmyk", "rgba", "palette", "broken profile"],
)
def test_other_kinds_of_colour_come_out_right(content: bytes) -> None:
    assert_upright(stored(received(content)))


def test_sixteen_bits_of_grey_become_eight() -> None:
    grey = Image.new("I;16", (60, 40), 128 * 256)
    assert_colour(stored(received(encoded(grey, "PNG"))), (30, 20), (128, 128, 128))


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA"])
def test_what_is_transparent_stays_so(mode: str) -> None:
    image = picture(mode="RGBA")
    image.putalpha(0)
    content = (
        encoded(picture(mode="P"), "PNG", transparency=bytes([0] * 256))
        if mode == "P"
        else encoded(image.convert(mode), "PNG")
    )
    assert stored(received(content)).getextrema()[3] == (0, 0)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_moving_pictures_keep_moving(kind: str) -> None:
    image = stored(received(animation(kind)))
    assert image.n_frames == 4
    assert image.info["loop"] == 0
    image.seek(1)
    image.load()
    assert image.info["duration"] == 120


def colours_of(image: Image.Image) -> list[tuple[int, ...]]:
    """The colour of each frame, in the upper left."""
    found = []
    for number in range(image.n_frames):
        image.seek(number)
        found.append(image.convert("RGB").getpixel((2, 2)))
    return found


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_every_frame_of_a_moving_picture_comes_through(kind: str) -> None:
    shown, sent_colours = colours_of(stored(received(animation(kind)))), [0, 50, 100, 150]
    assert all(abs(a[0] - b) < 8 for a, b in zip(shown, sent_colours, strict=True)), shown


def test_what_stands_in_for_a_moving_png_is_no_frame_of_it() -> None:
    content = animation("PNG", default_image=True)
    shown = colours_of(stored(received(content)))
    assert [round(colour[0] / 50) for colour in shown] == [1, 2, 3]


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_moving_pictures_are_turned_upright_without_metadata(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Kim"
    upload = received(animation(kind, exif=exif.tobytes()))
    assert (upload.width, upload.height) == stored(upload).size == (30, 40)
    with default_storage.open(picture_file(upload.pk, 30)) as file:
        raw = file.read()
    assert b"Camera of Kim" not in raw
    assert not stored(upload).getexif()


@pytest.mark.parametrize("kind", ["PNG", "AVIF"])
def test_moving_pictures_of_too_many_frames_are_refused(kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        received(animation(kind, frames=301))
    assert refused.value.code == "too_many_frames"


def test_a_moving_heic_becomes_its_first_picture_and_its_sender_is_told() -> None:
    phone = (FILES / "phone.heic").read_bytes()
    moving = phone[:8] + b"hevc" + phone[12:]  # as the standard names a file with a sequence
    member = MemberFactory()
    assert receive_upload(owner=member, file=sent(moving)).is_first_only
    assert not receive_upload(owner=member, file=sent(phone)).is_first_only
    assert not receive_upload(owner=member, file=sent(animation("AVIF"))).is_first_only
    files = take_form_files(owner=member, files=[sent(moving, "sea.heic")], ids=[], alts={})
    assert files.notes[0].startswith("sea: This file holds several pictures")


@pytest.mark.parametrize(
    "content",
    [
        EVERY_FORMAT["JPEG"][:-40],
        EVERY_FORMAT["PNG"][:-40],
        EVERY_FORMAT["WebP"][:-40],
        EVERY_FORMAT["AVIF"][:-40],
        (FILES / "phone.heic").read_bytes()[:-200],
        EVERY_FORMAT["PNG"][:60] + b"\xff" * 20 + EVERY_FORMAT["PNG"][80:],
        EVERY_FORMAT["JPEG"][:20],
    ],
)
def test_damaged_pictures_are_refused(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        receive_upload(owner=MemberFactory(), file=sent(content))
    assert refused.value.code in ("damaged", "not_a_picture")
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ" + b"\0" * 200,
        b"\x7fELF" + b"\0" * 200,
        b"#!/bin/sh\nid\n",
        encoded(picture(), "TIFF"),
        encoded(picture(), "BMP"),
        b"%!PS-Adobe-3.0\nshowpage\n",
        b"words",
    ],
)
def test_other_files_are_refused_whatever_their_name(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        receive_upload(owner=MemberFactory(), file=sent(content, "photo.jpg"))
    assert refused.value.code == "not_a_picture"


def test_what_is_hidden_behind_a_picture_is_gone() -> None:
    upload = received(EVERY_FORMAT["PNG"] + b"PK\x03\x04<script>alert(1)</script>")
    with default_storage.open(picture_file(upload.pk, 120)) as file:
        assert b"script" not in file.read()
