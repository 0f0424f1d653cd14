"""The mark beside a name, and what members read of their own level."""

import pytest
from django.urls import reverse
from django.utils import timezone

from boards.accounts.exporting.content import profile as exported
from boards.members.levels import Level
from boards.members.models import Member
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.levels.people import joined, writes

pytestmark = pytest.mark.django_db

NEW, REGULAR = 'class="level level--new"', 'class="level level--regular"'


def article(client, post) -> str:
    return client.get(post.get_absolute_url()).content.decode()


def profile(client, member) -> str:
    return client.get(reverse("accounts:profile", args=[member.pk])).content.decode()


def marks(page: str) -> tuple[int, int]:
    return page.count(NEW), page.count(REGULAR)


class TestTheArticle:
    @pytest.mark.parametrize(
        ("level", "seen"),
        [(Level.NEW, (1, 0)), (Level.MEMBER, (0, 0)), (Level.REGULAR, (0, 1))],
    )
    def test_has_a_mark_beside_the_author_and_beside_who_comments(self, client, level, seen):
        settled = MemberFactory(level=Level.MEMBER)
        post = PostFactory(author=MemberFactory(level=level))
        assert marks(article(client, post)) == seen
        post = PostFactory(author=settled)
        CommentFactory(post=post, author=MemberFactory(level=level))
        assert marks(article(client, post)) == seen

    def test_says_it_in_words_of_the_language(self, client):
        post = PostFactory()
        CommentFactory(post=post, author=MemberFactory(level=Level.REGULAR))
        page = article(client, post)
        assert f"{NEW}>New member</span>" in page and f"{REGULAR}>Regular member</span>" in page
        page = client.get(
            post.get_absolute_url(), headers={"accept-language": "ko"}
        ).content.decode()
        assert f"{NEW}>새 회원</span>" in page and f"{REGULAR}>우수 회원</span>" in page

    def test_shows_a_level_that_rose_at_once(self, client):
        post = PostFactory()
        CommentFactory(post=post)
        for viewer in (None, MemberFactory()):
            Member.objects.update(level=Level.NEW)
            if viewer:
                client.force_login(viewer)
            assert marks(article(client, post)) == (2, 0)
            assert marks(article(client, post)) == (2, 0)
            Member.objects.filter(pk=post.author_id).update(level=Level.REGULAR)
            assert marks(article(client, post)) == (1, 1)

    @pytest.mark.parametrize("viewer", [None, "member", "author", "staff"])
    def test_says_nothing_of_who_is_anonymous(self, client, viewer):
        board = BoardFactory(allows_anonymous=True)
        for level in Level:
            author = MemberFactory(level=level)
            post = PostFactory(board=board, author=author, anonymous_number=0)
            comment = CommentFactory(post=post, author=author)
            comment.anonymous_number = 0
            comment.save()
            people = {"member": MemberFactory, "staff": AdminFactory, "author": lambda a=author: a}
            if viewer:
                client.force_login(people[viewer]())
            assert marks(article(client, post)) == (0, 0)

    def test_says_nothing_of_who_is_gone(self, client):
        switched_off = MemberFactory(level=Level.REGULAR, is_active=False)
        left = MemberFactory(level=Level.REGULAR, is_active=False, deleted_at=timezone.now())
        for author in (switched_off, left):
            assert marks(article(client, PostFactory(author=author))) == (0, 0)

    def test_needs_no_more_queries(self, client, django_assert_max_num_queries):
        post = PostFactory()
        for _time in range(3):
            CommentFactory(post=post)
        article(client, post)
        client.cookies.clear()
        with django_assert_max_num_queries(20) as queries:
            article(client, post)
        about_levels = [query["sql"] for query in queries if '"level"' in query["sql"]]
        assert len(about_levels) <= 2  # with the post, and with its comments


def test_feeds_do_not_tell_the_level(client):
    post = PostFactory(author=MemberFactory(level=Level.REGULAR))
    CommentFactory(post=post)
    for path in (f"/members/{post.author_id}/feed.atom", f"/posts/{post.pk}/feed.atom"):
        page = client.get(path).content.decode().lower()
        assert "level" not in page and "regular member" not in page


class TestTheProfile:
    def test_has_the_mark_for_everybody(self, client):
        assert marks(profile(client, MemberFactory())) == (1, 0)
        assert marks(profile(client, MemberFactory(level=Level.MEMBER))) == (0, 0)
        assert marks(profile(client, MemberFactory(level=Level.REGULAR))) == (0, 1)

    def test_says_what_is_missing_to_the_member_alone(self, client):
        member = joined(3)
        writes(member, 2)
        assert "What “" not in profile(client, member)
        client.force_login(MemberFactory())
        assert "What “" not in profile(client, member)
        client.force_login(member)
        page = " ".join(profile(client, member).split())
        assert "Your level: New member" in page and "What “Member” takes:" in page
        assert "Days since joining: 3 / 7" in page and "Posts and comments: 2 / 5" in page
        assert "Members who recommended one" not in page

    def test_says_in_words_what_is_done(self, client):
        member = joined(500)
        client.force_login(member)
        page = " ".join(profile(client, member).split())
        assert 'class="profile__done">Days since joining: 7 / 7' in page
        assert page.count('<span class="visually-hidden">done</span>') == 1

    def test_names_nothing_more_to_a_regular_member(self, client):
        member = MemberFactory(level=Level.REGULAR)
        client.force_login(member)
        page = profile(client, member)
        assert "Your level: Regular member" in page and "takes:" not in page

    @pytest.mark.parametrize(
        ("line", "is_shown"),
        [
            ("싸게 팝니다 https://spam.example/a", False),
            ("spam.com으로 오세요", False),
            ("spam。com", False),
            ("세금 이야기를 좋아해요.주말마다 산에 갑니다. 그럼 e.g. 3.5km", True),
        ],
    )
    def test_of_a_new_member_shows_others_no_line_that_names_a_site(self, client, line, is_shown):
        member = MemberFactory(about=line)
        assert (line in profile(client, member)) is is_shown
        client.force_login(MemberFactory())
        assert (line in profile(client, member)) is is_shown
        client.force_login(member)
        page = profile(client, member)
        assert line in page and ("Other members do not see this line" in page) is not is_shown

    def test_shows_the_line_to_moderators_who_may_remove_it_and_later_to_all(self, client):
        member = MemberFactory(about="www.spam.com")
        moderator = MemberFactory()
        BoardFactory(moderators=[moderator])
        client.force_login(moderator)
        page = profile(client, member)
        assert "www.spam.com" in page and "Remove the line" in page
        client.logout()
        Member.objects.filter(pk=member.pk).update(level=Level.MEMBER)
        assert "www.spam.com" in profile(client, member)

    def test_costs_others_no_query_more(self, client, django_assert_max_num_queries):
        member = joined(500, about="www.spam.com")
        profile(client, member)
        with django_assert_max_num_queries(3):
            profile(client, member)


def test_the_level_is_in_the_export():
    assert exported(joined(1, level=Level.REGULAR))["level"] == "regular"
