"""Members fold notices away that they have read, each for themselves."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from boards.access import Access
from boards.posts.models import NoticeFold
from boards.posts.notices.actions.ask_anew import ask_anew
from boards.posts.notices.actions.confirm_notice import confirm_notice
from boards.posts.notices.actions.fold_notice import fold_notice
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.states import Scope
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory, NoticeFactory, PostFactory
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return BoardFactory(slug="talk")


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


def notices(client, path):
    """Return the titles of the notices above a list, and what the row of the folded ones says."""
    rows = listed_rows(client.get(path, {"lang": "ko"})).notices
    return [(row.get("title") or row["unfold"]).removesuffix(" 접기") for row in rows]


def fold(client, notice, **data):
    return client.post(f"/posts/{notice.post_id}/notice/fold/", data)


def test_a_folded_notice_leaves_the_lists_of_this_member_alone(client, board, member):
    first = NoticeFactory(post__board=board, post__title="인사", position=1)
    NoticeFactory(post__board=board, post__title="규칙", position=2)
    path = board.get_absolute_url()
    assert notices(client, path) == ["인사", "규칙"]
    response = fold(client, first, next=f"{path}?page=1")
    assert response.headers["Location"] == f"{path}?page=1"
    assert notices(client, path) == ["규칙", "접은 공지 1개 보기"]
    below = PostFactory(board=board)
    assert notices(client, below.get_absolute_url()) == ["공지 규칙", "접은 공지 1개 보기"]
    client.force_login(MemberFactory())
    assert notices(client, path) == ["인사", "규칙"]
    client.logout()
    assert notices(client, path) == ["인사", "규칙"]


def test_the_row_of_folded_notices_brings_all_of_them_back(client, board, member):
    for title in ("인사", "규칙"):
        fold(client, NoticeFactory(post__board=board, post__title=title))
    path = board.get_absolute_url()
    assert notices(client, path) == ["접은 공지 2개 보기"]
    client.post(f"{path}notices/unfold/")
    assert notices(client, path) == ["규칙", "인사"]


def test_of_other_boards_nothing_is_unfolded(client, board, member):
    own, other = NoticeFactory(post__board=board), NoticeFactory()
    everywhere = NoticeFactory(scope=Scope.EVERY_BOARD)
    for each in (own, other, everywhere):
        fold(client, each)
    client.post("/notices/unfold/")
    assert set(NoticeFold.objects.values_list("notice", flat=True)) == {own.pk, other.pk}
    client.post(f"{board.get_absolute_url()}notices/unfold/")
    assert NoticeFold.objects.get().notice == other


def test_a_folded_notice_is_not_on_the_home_page(client, member):
    notice = NoticeFactory(scope=Scope.EVERY_BOARD, post__title="모두에게 알림")
    assert "home__notices" in client.get("/").content.decode()
    fold(client, notice)
    assert "home__notices" not in client.get("/").content.decode()


def test_a_guest_has_no_button(client, board):
    NoticeFactory(post__board=board)
    page = client.get(board.get_absolute_url()).content.decode()
    assert "notice-fold" not in page


def test_what_is_to_be_confirmed_is_not_folded_before(client, board, member):
    notice = NoticeFactory(post__board=board, post__title="새 규칙", must_read=True)
    assert fold(client, notice).status_code == 409
    assert not NoticeFold.objects.exists()
    confirm_notice(post=notice.post, by=member, edition=1)
    fold(client, notice)
    assert notices(client, board.get_absolute_url()) == ["접은 공지 1개 보기"]


def test_a_notice_that_becomes_one_to_be_read_is_shown_to_who_had_folded_it(client, board, member):
    notice = NoticeFactory(post__board=board, post__title="새 규칙")
    fold(client, notice)
    type(notice).objects.update(must_read=True)
    assert notices(client, board.get_absolute_url()) == ["새 규칙"]


def test_asked_anew_pinned_again_and_begun_anew_it_is_unfolded(client, member):
    moderator = MemberFactory()
    board = BoardFactory(moderators=[moderator])
    path = board.get_absolute_url()
    notice = NoticeFactory(post__board=board, post__title="새 규칙", must_read=True)
    confirm_notice(post=notice.post, by=member, edition=1)
    fold(client, notice)
    ask_anew(post=notice.post, by=moderator, edition=1)
    assert notices(client, path) == ["새 규칙"]
    unpin_notice(post=notice.post, by=moderator)
    notice.post.refresh_from_db()
    pin_notice(post=notice.post, by=moderator)
    fold(client, notice)
    assert notices(client, path) == ["접은 공지 1개 보기"]
    place = {"scope": Scope.THIS_BOARD, "position": 1, "ends_at": None}
    reschedule_notice(post=notice.post, by=moderator, starts_at=timezone.now(), **place)
    assert notices(client, path) == ["새 규칙"]


def test_only_what_one_may_read_and_what_is_pinned_is_folded(member):
    closed = NoticeFactory(post__board=BoardFactory(read_access=Access.MODERATORS))
    with pytest.raises(PermissionDenied):
        fold_notice(post=closed.post, by=member)
    with pytest.raises(ValidationError) as refused:
        fold_notice(post=PostFactory(), by=member)
    assert refused.value.code == "unpinned"


def test_the_way_back_stays_on_the_site(client, board, member):
    notice = NoticeFactory(post__board=board)
    response = fold(client, notice, next="https://example.org/")
    assert response.headers["Location"] == board.get_absolute_url()


def test_a_title_with_markup_is_escaped_in_the_button(client, board, member):
    NoticeFactory(post__board=board, post__title='<b>"둘"</b>')
    page = client.get(board.get_absolute_url()).content.decode()
    assert "&lt;b&gt;&quot;둘&quot;&lt;/b&gt;" in page
    assert "<b>" not in page


@pytest.mark.django_db(transaction=True)
def test_folded_in_several_windows_it_is_folded_once():
    notice, member = NoticeFactory(), MemberFactory()
    at_once(*(partial(fold_notice, post=notice.post, by=member) for _ in range(4)))
    assert NoticeFold.objects.count() == 1
