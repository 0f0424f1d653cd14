"""A bulk verb for all posts that a search finds on one's board."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from boards.moderation.bulk_runs.actions.begin_run import begin_run
from boards.moderation.bulk_runs.lists import SEARCH, Searched, WholeList
from boards.moderation.bulk_runs.slices import go_on
from boards.moderation.models import BulkRun
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.search.language.search_field import SearchField
from boards.search.querying.search_params import Period, SearchParams
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.moderation.bulk_pages import BulkPages
from tests.search.posting import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(moderator):
    return BoardFactory(
        slug="talk",
        name_ko="이야기",
        moderators=[moderator],
        allows_secret=True,
        allows_anonymous=True,
    )


def whole_of(board, by, typed, **fields) -> WholeList:
    params = SearchParams(typed=typed, board=board, **fields)
    return WholeList(board, search=Searched(by, params))


def found(board, by, typed, **fields) -> set[str]:
    """Return the titles of what a bulk run about a search would take."""
    posts = whole_of(board, by, typed, **fields).posts()
    return set(posts.values_list("title", flat=True))


def begin(board, by, typed, **fields) -> BulkRun:
    whole = whole_of(board, by, typed, **fields)
    return begin_run(whole=whole, by=by, verb="hide", fields={"reason": "광고"})


class TestWhatItTakes:
    def test_what_has_the_words_on_this_board_alone(self, board, moderator):
        published("대출 상담", board=board)
        published("점심", body="대출 광고", board=board)
        published("저녁", board=board)
        published("대출 상담", board=BoardFactory(moderators=[moderator]))
        assert found(board, moderator, "대출") == {"대출 상담", "점심"}
        assert found(board, moderator, "대출", place=SearchField.TITLE) == {"대출 상담"}

    def test_what_is_found_by_a_comment_unless_one_searches_elsewhere(self, board, moderator):
        post = published("점심", board=board)
        publish_comment(post=post, author=MemberFactory(), text="대출 문의")
        assert found(board, moderator, "대출") == {"점심"}
        assert found(board, moderator, "대출", place=SearchField.BODY) == set()

    def test_neither_other_forms_nor_posts_that_lack_a_word(self, board, moderator):
        published("자전거를 훔쳐간 사람", board=board)
        published("대출 상담 광고", board=board)
        assert found(board, moderator, "훔치다") == set()
        assert found(board, moderator, "대출 상담 광고 전화") == set()

    def test_what_was_posted_within_the_period(self, board, moderator):
        published("대출 옛날", board=board, posted_at=timezone.now() - timedelta(days=20))
        published("대출 오늘", board=board)
        assert found(board, moderator, "대출", period=Period.WEEK) == {"대출 오늘"}

    def test_what_is_seen_in_the_results_and_nothing_hidden(self, board, moderator):
        hidden = published("대출 숨김", board=board)
        hide_post(post=hidden, by=moderator)
        published("대출 비밀", board=board, is_secret=True)
        assert found(board, moderator, "대출") == {"대출 비밀"}

    def test_no_anonymous_post_of_an_author(self, board):
        writer, admin = MemberFactory(handle="spammer"), AdminFactory()
        published("이름 있는 글", board=board, author=writer)
        published("이름 없는 글", board=board, author=writer, is_anonymous=True)
        assert found(board, admin, "spammer", place=SearchField.AUTHOR) == {"이름 있는 글"}

    def test_nothing_when_nothing_is_typed(self, board, moderator):
        published("점심", board=board)
        assert found(board, moderator, "  ") == set()


class TestARun:
    def test_is_about_what_was_found_when_it_began_and_notes_the_search(self, board, moderator):
        first, other = published("대출 상담", board=board), published("점심", board=board)
        run = begin(board, moderator, "대출", place=SearchField.TITLE)
        later = published("대출 광고", board=board)
        while go_on(run.pk):
            pass
        assert set(Post.objects.published()) == {other, later}
        assert not Post.objects.get(pk=first.pk).is_published
        noted = BulkRun.objects.get(pk=run.pk).fields
        assert noted == {"reason": "광고", SEARCH: urlencode({"q": "대출", "field": "title"})}

    def test_does_not_note_whose_posts_were_searched_for(self, board):
        published("이름 있는 글", board=board, author=MemberFactory(handle="spammer"))
        run = begin(board, AdminFactory(), "author:spammer")
        assert run.fields[SEARCH] == ""

    def test_takes_no_more_than_any_list(self, board, moderator, monkeypatch):
        monkeypatch.setattr("boards.moderation.bulk_runs.actions.begin_run.MAX_POSTS", 2)
        for number in range(3):
            published(f"대출 {number}", board=board)
        with pytest.raises(ValidationError) as refused:
            begin(board, moderator, "대출")
        assert refused.value.code == "many"

    def test_is_for_who_moderates_the_content(self, board):
        published("대출 상담", board=board)
        member = MemberFactory()
        with pytest.raises(PermissionDenied):
            begin(board, member, "대출")


class TestThePages(BulkPages):
    def test_are_led_to_from_the_results_of_an_own_board(self, signed_in, board, path):
        published("대출 상담", board=board)
        asked = urlencode({"q": "대출", "field": "title"})
        led = f'href="{path}?{asked.replace("&", "&amp;")}"'
        assert led in self.text(signed_in, f"/search/?{asked}&board={board.slug}&sort=newest")
        assert path not in self.text(signed_in, f"/search/?{asked}")
        assert path not in self.text(signed_in, f"/search/?q=없는말입니다&board={board.slug}")

    def test_are_not_offered_to_others(self, client, board, path):
        published("대출 상담", board=board)
        search = f"/search/?q=대출&board={board.slug}"
        assert path not in self.text(client, search)
        client.force_login(MemberFactory())
        assert path not in self.text(client, search)

    def test_say_which_search_it_is_and_do_it(self, signed_in, board, path):
        published("대출 상담", board=board)
        other = published("점심", board=board)
        asked = f"{path}?{urlencode({'q': '대출', 'period': 'week'})}"
        page = self.text(signed_in, asked)
        assert "글 1개" in page and "“대출”" in page and "점심" not in page
        answer = signed_in.post(asked, {"verb": "hide", "reason": "광고"})
        assert Post.objects.get(pk=other.pk).is_published
        assert Post.objects.published().count() == 1
        assert "“대출”" in self.text(signed_in, answer.url)
        signed_in.post(f"{answer.url}undo/")
        assert Post.objects.published().count() == 2

    def test_warn_that_comments_count_only_where_they_do(self, signed_in, board, path):
        published("대출 상담", board=board)
        assert "댓글에 있어도" in self.text(signed_in, f"{path}?q=대출")
        assert "댓글에 있어도" not in self.text(signed_in, f"{path}?q=대출&field=title")

    def test_take_no_search_from_the_form_itself(self, signed_in, board, path):
        published("점심", board=board)
        answer = signed_in.post(path, {"verb": "hide", "reason": "광고", SEARCH: "q=대출"})
        assert answer.status_code == 302
        assert SEARCH not in BulkRun.objects.get().fields

    def test_have_nothing_to_do_where_nothing_is_found(self, signed_in, board, path):
        published("점심", board=board)
        assert 'name="verb"' not in self.text(signed_in, f"{path}?q=대출")
        assert signed_in.post(f"{path}?q=", {"verb": "hide", "reason": "광고"}).status_code == 422
        assert Post.objects.published().count() == 1
