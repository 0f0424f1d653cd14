"""Profile pictures: what is taken, who sees them, and how they go."""

from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from boards.accounts.actions.change_profile import change_profile
from boards.accounts.avatars.receiving import MAX_BYTES
from boards.accounts.avatars.storing import avatar_files
from boards.members.avatars import HUES, avatar_for, avatar_url, hue_of, sign_of
from boards.members.masking import mask_name
from boards.members.models import Member
from tests.due_tasks import run_due_tasks
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.posts.uploads.samples import (
    GREEN,
    RED,
    animation,
    encoded,
    picture,
    png_of,
    turned,
    with_metadata,
)

pytestmark = pytest.mark.django_db

PATH = "/settings/profile/"


def sent(content=None, name="me.png"):
    return SimpleUploadedFile(name, encoded(picture(), "PNG") if content is None else content)


def with_picture(**fields):
    member = MemberFactory(**fields)
    change_profile(member=member, about=member.about, picture=sent())
    member.refresh_from_db()
    return member


def stored(member, side):
    name = next(name for name in avatar_files(member.avatar) if name.endswith(f"/{side}.webp"))
    with default_storage.open(name) as content:
        return Image.open(BytesIO(content.read()))


def is_close(pixel, colour):
    return all(abs(a - b) < 30 for a, b in zip(pixel, colour, strict=False))


class TestAPictureThatIsSent:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
    @pytest.mark.parametrize("size", [(120, 80), (80, 120), (40, 40), (1000, 300), (1, 1)])
    def test_becomes_squares_of_fixed_sizes(self, signed_in, kind, size):
        member = MemberFactory()
        response = signed_in(member).post(
            PATH, {"about": "", "picture": sent(encoded(picture(size), kind))}
        )
        assert (response.status_code, response["Location"]) == (302, PATH)
        member.refresh_from_db()
        for side in (96, 192):
            image = stored(member, side)
            assert (image.format, image.size) == ("WEBP", (side, side))

    def test_shows_the_middle(self):
        member = MemberFactory()
        wide = Image.new("RGB", (300, 100), GREEN)
        wide.paste(RED, (100, 0, 200, 100))
        change_profile(member=member, about="", picture=sent(encoded(wide, "PNG")))
        member.refresh_from_db()
        image = stored(member, 192).convert("RGB")
        for spot in ((4, 4), (96, 96), (187, 187)):
            assert is_close(image.getpixel(spot), RED)

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_stands_upright(self, orientation):
        member = MemberFactory()
        change_profile(member=member, about="", picture=sent(turned(orientation)))
        member.refresh_from_db()
        image = stored(member, 192).convert("RGB")
        assert is_close(image.getpixel((20, 20)), RED)
        assert is_close(image.getpixel((180, 20)), GREEN)
        assert is_close(image.getpixel((20, 180)), GREEN)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_says_nothing_of_where_and_with_what_it_was_taken(self, kind):
        member = MemberFactory()
        change_profile(member=member, about="", picture=sent(with_metadata(kind)))
        member.refresh_from_db()
        for name in avatar_files(member.avatar):
            with default_storage.open(name) as content:
                data = content.read()
            assert b"Camera of Kim" not in data and b"home address" not in data
            assert not Image.open(BytesIO(data)).getexif()

    def test_of_an_animation_is_its_first_frame(self):
        member = MemberFactory()
        change_profile(member=member, about="", picture=sent(animation("GIF")))
        member.refresh_from_db()
        assert getattr(stored(member, 96), "n_frames", 1) == 1

    def test_is_all_that_is_stored(self, storage):
        member = with_picture()
        files = {str(file.relative_to(storage)) for file in storage.rglob("*") if file.is_file()}
        assert files == set(avatar_files(member.avatar))

    def test_takes_the_place_of_the_one_before(self):
        member = with_picture()
        before = member.avatar
        change_profile(member=member, about="", picture=sent())
        run_due_tasks()
        member.refresh_from_db()
        assert member.avatar != before
        assert not any(map(default_storage.exists, avatar_files(before)))
        assert all(map(default_storage.exists, avatar_files(member.avatar)))


class TestAFileThatIsRefused:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "This file is empty."),
            (b"%PDF-1.7 and no picture", "This is not a picture."),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is not a picture."),
            (encoded(picture(), "PNG")[:200], "This file is damaged"),
            (b"0" * (MAX_BYTES + 1), "This picture is larger than 10 MB."),
            (png_of(8000, 6000), "more than 40 megapixels"),
        ],
        ids=["empty", "pdf", "svg", "damaged", "large", "pixels"],
    )
    def test_is_told_beside_the_field_and_changes_nothing(self, signed_in, storage, content, said):
        member = MemberFactory(about="전")
        response = signed_in(member).post(PATH, {"about": "새 소개", "picture": sent(content)})
        page = response.content.decode()
        assert response.status_code == 422
        assert said in page.split('id="id_picture_error"')[1].split("</div>")[0]
        assert 'value="새 소개"' in page
        member.refresh_from_db()
        assert (member.avatar, member.about) == (None, "전")
        assert not [file for file in storage.rglob("*") if file.is_file()]

    def test_the_picture_before_stays(self, signed_in):
        member = with_picture()
        signed_in(member).post(PATH, {"about": "", "picture": sent(b"no picture")})
        assert Member.objects.get(pk=member.pk).avatar == member.avatar

    def test_too_often_in_an_hour(self, signed_in, settings):
        settings.LIMITS = settings.LIMITS | {
            "avatar": dict.fromkeys(("members", "new", "guests"), "1/h")
        }
        browser = signed_in(MemberFactory())
        assert browser.post(PATH, {"about": "하나"}).status_code == 302
        response = browser.post(PATH, {"about": "둘입니다"})
        assert response.status_code == 429
        assert "둘입니다" in response.content.decode()


class TestWhoSeesAPicture:
    def test_members_on_the_article_and_the_profile(self, signed_in):
        author = with_picture(handle="vubui")
        for path in (PostFactory(author=author).get_absolute_url(), author.get_absolute_url()):
            page = signed_in(MemberFactory()).get(path).content.decode()
            assert f"/avatars/{author.avatar}/" in page

    def test_guests_get_a_mark_of_the_masked_name(self, client):
        author = with_picture(handle="vubui")
        for path in (PostFactory(author=author).get_absolute_url(), author.get_absolute_url()):
            page = client.get(path).content.decode()
            assert "/avatars/" not in page
            mark = f'avatar--hue-{hue_of("vuxxxxx")}" aria-hidden="true">V</span>'
            assert mark in " ".join(page.split())

    def test_nobody_on_an_anonymous_post(self, signed_in):
        author = with_picture(handle="vubui")
        post = PostFactory(author=author, anonymous_number=0)
        for viewer in (MemberFactory(), AdminFactory(), author):
            article = signed_in(viewer).get(post.get_absolute_url()).content.decode()
            assert str(author.avatar) not in article.split("<article")[1].split("</header>")[0]

    def test_nobody_who_has_blocked_the_member(self, signed_in):
        author = with_picture(about="나의 소개")
        viewer = MemberFactory()
        viewer.blocks.create(blocked=author)
        page = signed_in(viewer).get(author.get_absolute_url()).content.decode()
        assert "/avatars/" not in page and "나의 소개" not in page

    @pytest.mark.parametrize("gone", [{"is_active": False}, {"avatar": None}])
    def test_nobody_when_its_member_is_switched_off_or_it_was_removed(self, signed_in, gone):
        author = with_picture()
        path = avatar_url(author.avatar, "small")
        Member.objects.filter(pk=author.pk).update(**gone)
        assert signed_in(MemberFactory()).get(path).status_code == 404

    def test_its_file_is_for_members_and_their_browsers(self, client, signed_in):
        path = avatar_url(with_picture().avatar, "small")
        assert client.get(path).status_code == 404
        response = signed_in(MemberFactory()).get(path)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert response["Cache-Control"] == "private, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        again = signed_in(MemberFactory()).get(path, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize("side", [0, 95, 480, 10**30])
    def test_there_is_no_other_size(self, signed_in, side):
        path = avatar_url(with_picture().avatar, "small").replace("96", str(side))
        assert signed_in(MemberFactory()).get(path).status_code == 404

    def test_costs_an_article_no_query(self, signed_in, django_assert_max_num_queries):
        path = PostFactory(author=with_picture()).get_absolute_url()
        CommentFactory(post__author=MemberFactory())
        browser = signed_in(MemberFactory())
        browser.get(path)
        with django_assert_max_num_queries(12):
            browser.get(path)


class TestADrawnMark:
    @pytest.mark.parametrize(
        ("name", "sign"),
        [
            ("vuxxxxx", "V"),
            ("달빛나그네", "달"),
            ("  산들", "산"),
            ("ßtraße", "ß"),
            ("ﬁx", "ﬁ"),
            ("👨‍👩‍👧x", "👨‍👩‍👧"),
            ("", "?"),
        ],
    )
    def test_has_the_first_sign_of_the_name(self, name, sign):
        assert sign_of(name) == sign

    def test_says_no_more_than_the_mask(self):
        first, second = MemberFactory(handle="vubui"), MemberFactory(handle="vulcan")
        marks = {(sign_of(str(each)), hue_of(str(each))) for each in (first, second)}
        assert len(marks) == 1

    def test_has_one_of_a_few_colours(self):
        hues = {hue_of(mask_name(f"{a}{b}")) for a in "abcdefgh" for b in "ijklmnop"}
        assert hues == set(range(HUES))

    def test_is_escaped(self, client):
        post = PostFactory(author=None, masked_author="<b>xxxxx")
        assert 'aria-hidden="true">&lt;</span>' in client.get(
            post.get_absolute_url()
        ).content.decode().replace(" \n", "")

    def test_stands_for_a_member_who_is_gone(self):
        member = with_picture()
        assert avatar_for(None, member) is None
        assert avatar_for(MemberFactory(), None) is None
        member.is_active = False
        assert avatar_for(MemberFactory(), member) is None


class TestRemoving:
    def remove(self, browser, member, part="picture"):
        return browser.post(f"/members/{member.pk}/remove/", {"part": part})

    def test_ones_own(self, signed_in):
        member = with_picture(about="소개")
        response = self.remove(signed_in(member), member)
        assert (response.status_code, response["Location"]) == (302, PATH)
        run_due_tasks()
        changed = Member.objects.get(pk=member.pk)
        assert (changed.avatar, changed.about) == (None, "소개")
        assert not any(map(default_storage.exists, avatar_files(member.avatar)))
        assert not LogEntry.objects.exists()

    def test_leaves_no_empty_folder(self, signed_in, storage):
        member = with_picture()
        self.remove(signed_in(member), member)
        run_due_tasks()
        assert not [path for path in storage.rglob("*") if path.name == str(member.avatar)]

    @pytest.mark.parametrize("part", ["picture", "about"])
    def test_an_improper_one_by_moderators_and_admins_is_logged(self, signed_in, part):
        moderator = MemberFactory()
        BoardFactory(moderators=[moderator])
        for by in (moderator, AdminFactory()):
            member = with_picture(about="나쁜 말")
            page = signed_in(by).get(member.get_absolute_url()).content.decode()
            assert f'name="part" value="{part}"' in " ".join(page.split())
            assert self.remove(signed_in(by), member, part).status_code == 302
            changed = Member.objects.get(pk=member.pk)
            assert (changed.avatar is None) == (part == "picture")
            assert (changed.about == "") == (part == "about")
            assert LogEntry.objects.filter(user=by, object_id=str(member.pk)).count() == 1

    def test_is_for_no_one_else(self, client, signed_in):
        member, stranger = with_picture(about="소개"), MemberFactory()
        assert self.remove(client, member).status_code == 302  # to sign in
        assert self.remove(signed_in(stranger), member).status_code == 403
        assert (
            'name="part"' not in signed_in(stranger).get(member.get_absolute_url()).content.decode()
        )
        assert Member.objects.get(pk=member.pk).avatar

    def test_of_an_admin_is_for_admins(self, signed_in):
        moderator, admin = MemberFactory(), AdminFactory(about="소개")
        BoardFactory(moderators=[moderator])
        assert self.remove(signed_in(moderator), admin, "about").status_code == 403

    @pytest.mark.parametrize("part", ["", "handle", "avatar"])
    def test_of_anything_else_is_refused(self, signed_in, part):
        member = MemberFactory()
        assert self.remove(signed_in(member), member, part).status_code == 400
