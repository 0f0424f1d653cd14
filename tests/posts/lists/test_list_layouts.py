"""A board's list as a gallery of pictures, or as a magazine with the beginning of each text."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from boards.background.worker import work_off
from boards.members.models import Block, Member
from boards.models import Board, ListLayout
from boards.posts.models import Post, Upload
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.actions.remove_upload import remove_upload
from boards.posts.uploads.markup import markup_of
from boards.posts.uploads.storing import thumbnail_file
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory, NoticeFactory, PostFactory
from tests.posts.uploads.samples import GREEN, PDF, encoded, picture, sent

pytestmark = pytest.mark.django_db

PNG = encoded(picture((1200, 900)), "PNG")


def uploaded(author: Member, content: bytes = PNG) -> Upload:
    return receive_upload(owner=author, file=sent(content))


def published(board: Board, body: str, *, author: Member, **fields) -> Post:
    return publish_post(board=board, author=author, title="사진 한 장", body=body, **fields)


def page_of(board: Board, client: Client | None = None) -> str:
    return (client or Client()).get(board.get_absolute_url()).content.decode()


def pictures(page: str) -> list[str]:
    return re.findall(r'<img src="(/uploads/[^"]+/thumbnail\.webp)" alt=""', page)


@pytest.fixture
def gallery() -> Board:
    return BoardFactory(slug="photos", list_layout=ListLayout.CARDS, allows_secret=True)


class TestThumbnails:
    @pytest.mark.parametrize(
        ("size", "expected"),
        [
            ((1200, 900), (480, 360)),
            ((4000, 500), (267, 200)),
            ((500, 4000), (480, 360)),
            ((600, 300), (400, 300)),
            ((120, 80), (107, 80)),
            ((30, 300), (30, 22)),
        ],
    )
    def test_have_one_shape_and_are_never_enlarged(self, size, expected) -> None:
        upload = uploaded(MemberFactory(), encoded(picture(size), "PNG"))
        work_off()
        with default_storage.open(thumbnail_file(upload.pk)) as file:
            made = Image.open(BytesIO(file.read()))
        assert made.size == expected

    def test_show_the_middle(self) -> None:
        wide = Image.new("RGB", (2000, 400), (200, 0, 0))
        wide.paste(GREEN, (800, 0, 1200, 400))
        upload = uploaded(MemberFactory(), encoded(wide, "PNG"))
        work_off()
        with default_storage.open(thumbnail_file(upload.pk)) as file:
            made = Image.open(BytesIO(file.read())).convert("RGB")
        red, green, _blue = made.getpixel((made.width // 2, made.height // 2))
        assert green > red

    def test_are_made_of_animations_too(self) -> None:
        frames = [picture((300, 200)), picture((300, 200)).rotate(180)]
        gif = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
        upload = uploaded(MemberFactory(), gif)
        work_off()
        with default_storage.open(thumbnail_file(upload.pk)) as file:
            assert getattr(Image.open(BytesIO(file.read())), "n_frames", 1) == 1

    def test_are_there_before_the_other_sizes_are(self, gallery: Board) -> None:
        author = MemberFactory()
        upload = uploaded(author)
        published(gallery, markup_of(upload), author=author)
        early = Client().get(reverse("posts:thumbnail", args=[upload.pk]))
        assert (early.status_code, early["Cache-Control"]) == (200, "private, no-store")
        assert early.getvalue().startswith(b"RIFF")
        work_off()
        ready = Client().get(reverse("posts:thumbnail", args=[upload.pk]))
        assert (ready.status_code, ready["Content-Type"]) == (200, "image/webp")
        assert "immutable" in ready["Cache-Control"]
        assert ready.getvalue().startswith(b"RIFF")

    def test_of_a_secret_post_are_the_author_s(self, gallery: Board) -> None:
        author, other = MemberFactory(), Client()
        upload = uploaded(author)
        published(gallery, markup_of(upload), author=author, is_secret=True)
        work_off()
        other.force_login(MemberFactory())
        url = reverse("posts:thumbnail", args=[upload.pk])
        assert [client.get(url).status_code for client in (Client(), other)] == [404, 404]
        own = Client()
        own.force_login(author)
        answer = own.get(url)
        assert answer.status_code == 200
        assert answer.getvalue().startswith(b"RIFF")


class TestTheFirstPicture:
    def test_is_the_one_that_stands_first_in_the_text(self, gallery: Board) -> None:
        author = MemberFactory()
        later, first, document = uploaded(author), uploaded(author), uploaded(author, PDF)
        body = f"<p>글</p>{markup_of(document)}{markup_of(first)}{markup_of(later)}"
        post = published(gallery, body, author=author)
        assert post.thumbnail == first.pk
        assert Post.objects.get().thumbnail == first.pk

    def test_follows_an_edit(self, gallery: Board) -> None:
        author = MemberFactory()
        first, second = uploaded(author), uploaded(author)
        post = published(gallery, markup_of(first), author=author)
        for body, expected in ((markup_of(second), second.pk), ("<p>글만</p>", None)):
            post = Post.objects.get()
            edit_post(post=post, by=author, title=post.title, body=body, version=version_of(post))
            assert Post.objects.get().thumbnail == expected

    def test_that_is_removed_leaves_the_post(self, gallery: Board) -> None:
        author = MemberFactory()
        upload = uploaded(author)
        published(gallery, markup_of(upload), author=author)
        remove_upload(upload=upload, by=None)
        assert Post.objects.get().thumbnail is None
        assert pictures(page_of(gallery)) == []

    def test_of_another_site_is_not_fetched(self, gallery: Board) -> None:
        published(
            gallery, '<p>글</p><img src="https://example.org/a.png" alt="">', author=MemberFactory()
        )
        page = page_of(gallery)
        assert Post.objects.get().thumbnail is None
        assert "icon--image" in page


class TestAGallery:
    def test_shows_a_card_with_its_picture_in_a_fixed_size(self, gallery: Board) -> None:
        author = MemberFactory(handle="vulcanist")
        upload = uploaded(author)
        post = published(gallery, markup_of(upload), author=author)
        page = page_of(gallery)
        assert pictures(page) == [reverse("posts:thumbnail", args=[upload.pk])]
        assert 'width="480" height="360"' in page
        assert f'href="{post.get_absolute_url()}' in page
        assert str(author) in page
        assert "vulcanist" not in page

    def test_withholds_pictures_of_secret_posts_and_of_blocked_members(
        self, gallery: Board
    ) -> None:
        author, viewer = MemberFactory(), MemberFactory()
        upload, other = uploaded(author), uploaded(author)
        published(gallery, markup_of(upload), author=author, is_secret=True)
        published(gallery, markup_of(other), author=author)
        assert len(pictures(page_of(gallery))) == 1
        Block.objects.create(blocker=viewer, blocked=author)
        client = Client()
        client.force_login(viewer)
        assert pictures(page_of(gallery, client)) == []
        own = Client()
        own.force_login(author)
        assert len(pictures(page_of(gallery, own))) == 2

    def test_has_its_notices_above(self, gallery: Board) -> None:
        NoticeFactory(post=PostFactory(board=gallery, title="공지입니다"))
        page = page_of(gallery)
        assert page.index("공지입니다") < page.index('class="cards')

    def test_that_is_empty_says_so(self, gallery: Board) -> None:
        assert 'class="nothing"' in page_of(gallery)

    def test_obeys_the_columns_of_the_board(self, gallery: Board) -> None:
        Board.objects.update(lists_author=False, lists_views=False)
        PostFactory(board=gallery, author=MemberFactory(handle="vulcanist"))
        page = page_of(gallery).partition('class="cards')[2]
        assert 'class="author"' not in page
        assert 'class="views"' not in page
        assert 'class="date"' in page

    def test_costs_no_more_queries_than_rows(self, gallery: Board) -> None:
        author = MemberFactory()
        for _ in range(3):
            published(gallery, markup_of(uploaded(author)), author=author)
        plain = BoardFactory()
        PostFactory(board=plain)
        client = Client()
        client.force_login(MemberFactory())
        for board in (plain, gallery):
            client.get(board.get_absolute_url())
        assert count_of(client, plain) == count_of(client, gallery)


def count_of(client: Client, board: Board) -> int:
    with CaptureQueriesContext(connection) as counted:
        client.get(board.get_absolute_url())
    return len(counted)


class TestAMagazine:
    def test_shows_how_each_text_begins(self) -> None:
        board = BoardFactory(list_layout=ListLayout.MAGAZINE)
        PostFactory(board=board, body=f"<p>첫 문장입니다.</p><p>{'가나다 ' * 200}</p>")
        page = page_of(board)
        text = re.search(r'class="card__text">([^<]*)<', page)
        assert text is not None
        assert text[1].startswith("첫 문장입니다. 가나다")
        assert len(text[1]) <= 200

    def test_says_nothing_of_what_is_secret(self) -> None:
        board = BoardFactory(list_layout=ListLayout.MAGAZINE)
        PostFactory(board=board, body="<p>숨은 이야기</p>", is_secret=True)
        assert "숨은 이야기" not in page_of(board)

    def test_escapes_what_people_wrote(self) -> None:
        board = BoardFactory(list_layout=ListLayout.MAGAZINE)
        PostFactory(board=board, title="<b>", body="<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
        page = page_of(board)
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_tag_s_list_on_a_gallery_board_has_rows(gallery: Board) -> None:
    post = PostFactory(board=gallery)
    post.tags.add("여행")
    page = Client().get(gallery.get_absolute_url(), {"tag": "여행"}).content.decode()
    assert 'class="cards' not in page
