"""The versions of a post and what changed between them."""

import time

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from boards.posts.states import State
from boards.posts.text.diffing import ADDED, KEPT, REMOVED, Piece, word_diff
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory


class TestDiff:
    def test_shows_words_and_not_letters(self):
        assert word_diff("오늘 날씨가 좋다", "오늘 날씨는 좋다") == [
            Piece(KEPT, "오늘 "),
            Piece(REMOVED, "날씨가 "),
            Piece(ADDED, "날씨는 "),
            Piece(KEPT, "좋다"),
        ]

    def test_of_equal_texts_keeps_everything(self):
        assert word_diff("같은 글\n둘째 줄", "같은 글\n둘째 줄") == [
            Piece(KEPT, "같은 글\n둘째 줄")
        ]

    def test_of_nothing(self):
        assert word_diff("", "") == []
        assert word_diff("", "새 글") == [Piece(ADDED, "새 글")]
        assert word_diff("옛 글", "") == [Piece(REMOVED, "옛 글")]

    @given(st.text(), st.text())
    def test_gives_both_texts_back(self, before, after):
        pieces = word_diff(before, after)
        assert "".join(p.text for p in pieces if p.kind != ADDED) == before
        assert "".join(p.text for p in pieces if p.kind != REMOVED) == after

    @pytest.mark.parametrize("separator", [" ", "\n"])
    def test_of_long_texts_is_quick(self, separator):
        before = separator.join(f"낱말{n % 997}" for n in range(20_000))
        after = separator.join(f"낱말{n % 991}" for n in range(20_000))
        started = time.process_time()
        word_diff(before, after)
        assert time.process_time() - started < 3


@pytest.mark.django_db
class TestHistory:
    @pytest.fixture
    def author(self):
        return MemberFactory(handle="writer77")

    @pytest.fixture
    def moderator(self):
        return MemberFactory()

    @pytest.fixture
    def post(self, author, moderator):
        post = PostFactory(
            author=author,
            board=BoardFactory(moderators=[moderator]),
            title="방 구합니다",
            body="<p>맨해튼 방</p>",
        )
        for body in ("<p>퀸즈 방</p>", "<p>퀸즈 &lt;큰&gt; 방</p>"):
            edit_post(
                post=post,
                by=author,
                version=version_of(post),
                title=post.title,
                body=body,
                reason="동네가 바뀜",
            )
            post.refresh_from_db()
        return post

    def path(self, post) -> str:
        return reverse("posts:history", args=[post.pk])

    def test_shows_each_edit_with_its_reason_the_latest_first(self, client, post, author):
        client.force_login(author)
        page = client.get(self.path(post)).content.decode()
        assert "<del>맨해튼 </del><ins>퀸즈 </ins>방" in page
        assert "<ins>&lt;큰&gt; </ins>" in page
        assert page.count("동네가 바뀜") == 2
        assert page.index("&lt;큰&gt;") < page.index("맨해튼")

    def test_is_for_the_author_moderators_and_staff(self, client, post, author, moderator):
        for visitor in (author, moderator, AdminFactory(), MemberFactory(is_staff=True)):
            client.force_login(visitor)
            assert client.get(self.path(post)).status_code == 200
            assert self.path(post) in client.get(post.get_absolute_url()).content.decode()
        client.force_login(MemberFactory())
        assert client.get(self.path(post)).status_code == 403
        page = client.get(post.get_absolute_url()).content.decode()
        assert self.path(post) not in page
        assert "Edited" in page

    def test_guests_sign_in(self, client, post):
        assert client.get(self.path(post)).status_code == 302

    @pytest.mark.parametrize(
        ("state", "for_author", "for_moderator"),
        [(State.HIDDEN, 404, 200), (State.DELETED, 410, 410)],
    )
    def test_follows_the_state_of_the_post(
        self, client, post, author, moderator, state, for_author, for_moderator
    ):
        post.state = state
        post.save(update_fields=["state"])
        for visitor, status in ((author, for_author), (moderator, for_moderator)):
            client.force_login(visitor)
            assert client.get(self.path(post)).status_code == status

    def test_staff_do_not_read_a_secret_post_by_its_versions(self, client, post):
        post.is_secret = True
        post.save(update_fields=["is_secret"])
        client.force_login(MemberFactory(is_staff=True))
        assert client.get(self.path(post)).status_code == 403

    def test_does_not_tell_who_an_anonymous_author_is(self, client, post):
        post.anonymous_number = 0
        post.save(update_fields=["anonymous_number"])
        client.force_login(AdminFactory())
        page = client.get(self.path(post)).content.decode()
        assert "Anonymous (author)" in page
        assert "writer77" not in page
