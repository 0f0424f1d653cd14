"""What a member has read is dimmed in lists, and comments since then are marked."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from boards.background import signals
from boards.posts.lists import read_marks
from boards.posts.lists.actions import prune_read_marks as pruning
from boards.posts.lists.read_marks import note_visit
from boards.posts.models import PostCounts, ReadMark
from boards.posts.states import State
from tests.concurrency import at_once, writes_held_up
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

HEADERS = {"user-agent": "Mozilla/5.0 Firefox/140", "accept-language": "en"}


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


def opened(client, post, **headers):
    response = client.get(post.get_absolute_url(), headers={**HEADERS, **headers})
    assert response.status_code == 200
    return response


def row_of(client, post, path="/all/"):
    """Return the row of a post in a list as HTML."""
    page = client.get(path, headers=HEADERS).content.decode()
    rows = [row for row in page.split("<tr") if f'href="/posts/{post.pk}/' in row]
    return rows[-1].split("</tr>")[0]


def is_read(row):
    return 'class="read"' in row and '<span class="visually-hidden">read</span>' in row


def test_a_title_is_dimmed_once_the_member_has_read_it(client, member):
    post, other = PostFactory(), PostFactory()
    PostCounts.objects.create(post=post, recommends=1)
    assert not is_read(row_of(client, post))
    opened(client, post)
    assert is_read(row_of(client, post))
    assert is_read(row_of(client, post, post.board.get_absolute_url()))
    assert is_read(row_of(client, post, "/best/week/"))
    assert not is_read(row_of(client, other, f"{post.get_absolute_url()}?list=all"))
    assert is_read(row_of(client, post, f"{other.get_absolute_url()}?list=all"))


def test_the_row_of_the_open_article_says_nothing_of_reading(client, member):
    post = PostFactory()
    opened(client, post)
    assert ' class="current"' in row_of(client, post, post.get_absolute_url())
    assert ">read<" not in row_of(client, post, post.get_absolute_url())


def test_comments_since_the_last_visit_are_marked(client, member):
    post = PostFactory()
    CommentFactory(post=post)
    assert "new comment" not in row_of(client, post)
    opened(client, post)
    assert "new comment" not in row_of(client, post)
    CommentFactory.create_batch(2, post=post)
    row = row_of(client, post)
    assert '<span aria-hidden="true">+2</span>' in row
    assert "2 new comments" in row
    opened(client, post)
    assert "new comment" not in row_of(client, post)


def test_the_members_own_comment_is_not_new_to_them(client, member):
    post = PostFactory()
    opened(client, post)
    path = f"/posts/{post.pk}/comments/"
    url = f"http://testserver{post.get_absolute_url()}"
    with_htmx = {**HEADERS, "HX-Request": "true", "HX-Current-URL": url}
    response = client.post(path, {"text": "고마워요"}, headers=with_htmx)
    assert response.status_code == 200
    assert "new comment" not in row_of(client, post)


def test_a_comment_that_was_deleted_makes_no_number_below_nothing(client, member):
    post = PostFactory()
    note_visit(member, post, comments=5)
    row = row_of(client, post)
    assert is_read(row)
    assert "new comment" not in row


def test_authors_are_told_of_new_comments_on_their_own_posts(client, member):
    post = PostFactory(author=member)
    opened(client, post)
    CommentFactory(post=post)
    assert "1 new comment" in row_of(client, post)


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"sec-purpose": "prefetch;prerender"},
        {"x-moz": "prefetch"},
        {"user-agent": ""},
    ],
)
def test_what_nobody_reads_leaves_no_mark(client, member, headers):
    opened(client, PostFactory(), **headers)
    assert not ReadMark.objects.exists()


def test_neither_a_look_at_the_headers_nor_a_guest_leaves_a_mark(client, member):
    post = PostFactory()
    client.head(post.get_absolute_url(), headers=HEADERS)
    client.logout()
    opened(client, post)
    assert not ReadMark.objects.exists()
    assert not is_read(row_of(client, post))


def test_a_page_that_is_refused_leaves_no_mark(client, member):
    post = PostFactory(state=State.HIDDEN)
    assert client.get(post.get_absolute_url(), headers=HEADERS).status_code in (404, 410)
    assert not ReadMark.objects.exists()


def test_marks_are_the_members_own(client, member):
    post = PostFactory()
    note_visit(MemberFactory(), post, comments=0)
    assert not is_read(row_of(client, post))


def test_a_member_can_switch_it_off_and_everything_is_forgotten(client, member):
    post = PostFactory()
    opened(client, post)
    settings = {"language": "en", "time_zone": "", "list_size": "35"}
    assert client.post("/settings/", settings).status_code == 302
    assert not ReadMark.objects.exists()
    opened(client, post)
    assert not ReadMark.objects.exists()
    client.post("/settings/", {**settings, "remembers_reading": "on"})
    opened(client, post)
    assert is_read(row_of(client, post))


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_mark():
    member, post = MemberFactory(), PostFactory()
    visits = [lambda: note_visit(member, post, comments=3) for _ in range(4)]
    at_once(*visits)
    assert ReadMark.objects.get().comments_seen == 3


def test_the_later_visit_stays_whichever_is_written_last():
    member, post, now = MemberFactory(), PostFactory(), timezone.now()
    read_marks._store(member.pk, post.pk, now, 7)
    read_marks._store(member.pk, post.pk, now - timedelta(seconds=5), 4)
    mark = ReadMark.objects.get()
    assert (mark.comments_seen, mark.visited_at) == (7, now)
    read_marks._store(member.pk, post.pk, now + timedelta(seconds=5), 6)
    assert ReadMark.objects.get().comments_seen == 6


@pytest.mark.django_db(transaction=True)
def test_a_page_comes_although_others_write_for_long(client):
    post = PostFactory()
    client.force_login(MemberFactory())
    opened(client, post)
    with writes_held_up("boards_posts_recommendation"):
        opened(client, post)


def mark_of(member, *, days=0.0, post=None):
    moment = timezone.now() - timedelta(days=days)
    post = post or PostFactory()
    return ReadMark.objects.create(member=member, post=post, visited_at=moment)


def test_marks_of_ninety_days_ago_are_forgotten():
    member = MemberFactory()
    old, fresh = mark_of(member, days=90.1), mark_of(member, days=89.9)
    signals.upkeep_is_due.send(sender=None)
    assert set(ReadMark.objects.values_list("pk", flat=True)) == {fresh.pk} != {old.pk}


def test_of_one_member_the_latest_are_kept(monkeypatch):
    monkeypatch.setattr(pruning, "KEPT", 3)
    monkeypatch.setattr(pruning, "BATCH", 2)
    member, other = MemberFactory(), MemberFactory()
    posts = [PostFactory() for _ in range(8)]
    for days, post in enumerate(posts):
        mark_of(member, days=days / 1000, post=post)
        mark_of(other, days=days + 1, post=post)
    signals.upkeep_is_due.send(sender=None)
    kept = member.read_marks.values_list("post", flat=True)
    assert set(kept) == {post.pk for post in posts[:3]}
    assert other.read_marks.count() == 8  # who does not read now can wait
    told = StringIO()
    call_command("prune_read_marks", dry_run=True, stdout=told)
    call_command("prune_read_marks", stdout=told)
    assert other.read_marks.count() == 3
    assert [line.split()[0] for line in told.getvalue().splitlines()] == ["5", "Removed"]


def test_a_list_of_any_length_finds_its_marks(client, member):
    board = BoardFactory()
    posts = [PostFactory(board=board) for _ in range(35)]
    for post in posts[::2]:
        note_visit(member, post, comments=0)
    page = client.get(board.get_absolute_url(), headers=HEADERS).content.decode()
    assert page.count('class="read"') == 18
