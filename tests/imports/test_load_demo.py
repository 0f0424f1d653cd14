"""The demo fills an empty site once."""

from collections import Counter
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client

from boards.background.worker import work_off
from boards.imports.actions.import_page import import_page
from boards.imports.actions.load_demo import load_demo
from boards.imports.parsing import parse_page
from boards.members.models import Member
from boards.models import Board, ListLayout
from boards.moderation.queue.reading import page_of
from boards.permissions import can_moderate
from boards.posts.comments import threads
from boards.posts.lists import listing
from boards.posts.models import Comment, Notice, Post
from boards.posts.states import Scope
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory
from tests.imports.pages import pages_at_hand

pytestmark = pytest.mark.django_db

BOARDS = [
    "Talk & Talk",
    "Job & Work Life",
    "Tax & Salary",
    "Visa,Green Card,Citizenship",
    "Travel & Food",
    "Live Updates (COVID-19, etc.)",
    "U.S. Life & Tips",
    "Photos",
]


def test_the_eight_boards_stand_in_order_with_their_posts() -> None:
    load_demo()
    assert list(Board.objects.values_list("name_en", flat=True)) == BOARDS
    assert all(board.description_ko and board.description_en for board in Board.objects.all())
    counts = Counter(Post.objects.values_list("board__name_en", flat=True))
    assert counts["Talk & Talk"] > listing.ROWS  # so that its list has a second page
    assert min(counts.values()) >= 5
    assert counts.total() >= 90


def test_the_gallery_shows_a_picture_of_every_post() -> None:
    load_demo()
    gallery = Board.objects.get(list_layout=ListLayout.CARDS)
    assert gallery.posts.count() == 8
    assert not gallery.posts.filter(thumbnail=None).exists()
    work_off()
    assert Client().get(gallery.get_absolute_url()).content.decode().count("/thumbnail.webp") == 8


def test_the_longest_talk_has_best_comments_on_top(client: Client) -> None:
    load_demo()
    longest = Post.objects.order_by(F("counts__comments").desc(nulls_last=True)).first()
    assert longest is not None
    assert longest.comment_count > 20
    assert "best-comments" in client.get(longest.get_absolute_url()).content.decode()


def test_every_post_has_text_views_tags_and_a_fixed_time() -> None:
    load_demo()
    first, last = datetime(2024, 6, 1, 4, tzinfo=UTC), datetime(2025, 1, 25, 5, tzinfo=UTC)
    posts = list(Post.objects.select_related("view_total").prefetch_related("tags"))
    for post in posts:
        assert post.body_text
        assert post.views > 0
        assert post.tags.all()
        assert first <= post.posted_at < last
    assert sum(post.body.count("<h2>") > 0 for post in posts) >= 12
    assert len({post.title for post in posts}) == len(posts)


def test_notices_stand_on_their_board_only() -> None:
    load_demo()
    assert set(Notice.objects.values_list("scope", flat=True)) == {Scope.THIS_BOARD}
    assert Counter(Notice.objects.values_list("post__board__name_en", flat=True)) == {
        "Job & Work Life": 2,
        "Visa,Green Card,Citizenship": 1,
    }


def test_members_talk_under_the_posts_and_recommend_them() -> None:
    load_demo()
    comments = Comment.objects.select_related("post")
    assert comments.count() >= 55
    assert len({comment.post_id for comment in comments}) >= 15
    assert comments.filter(is_secret=True).exists()
    last = datetime(2025, 1, 24, 5, tzinfo=UTC)
    assert all(comment.post.posted_at < comment.posted_at < last for comment in comments)
    counted = Post.objects.filter(counts__recommends__gt=0, counts__comments__gt=0)
    assert counted.count() >= 15
    for post in counted.select_related("counts"):
        assert post.comment_count == post.comments.count()
        assert post.recommend_count == post.recommended.count()
    rows = [
        row
        for post in counted
        for row in threads.page_of(None, post, order=threads.Order(), can_moderate=False).rows
    ]
    assert any(row.is_flattened for row in rows)
    assert any('class="mention"' in row.markup for row in rows)


def test_the_sign_ins_work_and_reach_what_they_should() -> None:
    passwords = load_demo()
    assert passwords is not None
    assert list(passwords) == ["admin", "moderator", "member"]
    for handle, password in passwords.items():
        assert Client().login(username=handle, password=password)
    assert Member.objects.get(handle="admin").is_superuser
    moderator = Member.objects.get(handle="moderator")
    moderated = [board.name_en for board in Board.objects.all() if can_moderate(moderator, board)]
    assert moderated == ["Talk & Talk", "Job & Work Life"]
    assert not Member.objects.get(handle="member").is_staff


def test_writers_cannot_sign_in() -> None:
    load_demo()
    writers = Member.objects.exclude(handle__in=["admin", "moderator", "member"])
    assert writers.count() >= 8
    assert not any(writer.has_usable_password() for writer in writers)


def test_the_command_prints_the_sign_ins_once() -> None:
    first, second = StringIO(), StringIO()
    call_command("load_demo", stdout=first)
    passwords = {line.split()[0]: line.split()[1] for line in first.getvalue().splitlines()[1:]}
    assert set(passwords) == {"admin", "moderator", "member"}
    assert len(set(passwords.values())) == 3
    call_command("load_demo", stdout=second)
    assert "no demo was loaded" in second.getvalue()
    assert not any(password in second.getvalue() for password in passwords.values())
    assert "manage.py changepassword admin" in second.getvalue()


def test_the_command_says_how_to_make_an_admin_where_there_is_none() -> None:
    BoardFactory()
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "manage.py createsuperuser" in said.getvalue()


def test_the_queue_of_the_demos_moderator_has_something_to_decide() -> None:
    load_demo()
    moderator = Member.objects.get(handle="moderator")
    page = page_of(moderator, Board.objects.with_moderation_of(moderator), after="")
    assert [row.case.kind for row in page.rows] == ["post", "post", "comment"]
    assert [len(row.reasons) for row in page.rows] == [2, 1, 1]
    assert not any(row.shown is None or row.shown.is_hidden for row in page.rows)


@pytest.mark.parametrize("factory", [BoardFactory, MemberFactory])
def test_a_site_that_is_in_use_is_left_alone(factory: type) -> None:
    factory()
    assert load_demo() is None
    assert not Post.objects.exists()


@pytest.mark.parametrize("text", pages_at_hand())
def test_an_imported_page_stands_above_the_demo_with_its_own_list(text: str) -> None:
    load_demo()
    page = parse_page(text)
    report = import_page(page=page)
    assert report.boards_made == ()
    article = Post.objects.get(imported_as__kind="article")
    rows = listing.around(None, article).rows
    assert rows[0].pk == article.pk
    assert [(row.title, row.board.name_en, row.views) for row in rows[1 : 1 + len(page.rows)]] == [
        (row.title, row.board, row.views) for row in page.rows
    ]
    assert len(rows) == 1 + listing.ROWS
    assert [notice.title for notice in listing.notices_for(None, board=article.board)] == [
        notice.title for notice in page.notices
    ]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_load_the_demo_once() -> None:
    results = at_once(load_demo, load_demo)
    assert results.count(None) == 1
    assert Board.objects.count() == len(BOARDS)
