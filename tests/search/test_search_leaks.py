"""What nobody finds who may not read it: neither the post nor that there is one."""

import pytest
from django.test import Client

from boards.access import Access
from boards.members.models import Block
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.search.index.indexing import index_posts
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import found_posts, page_of, published

pytestmark = pytest.mark.django_db


class TestNobodyFinds:
    @pytest.fixture
    def people(self):
        author, moderator = MemberFactory(handle="writer"), MemberFactory(handle="keeper")
        foreign = MemberFactory(handle="foreign")
        BoardFactory(moderators=[foreign])
        return {
            "guest": None,
            "member": MemberFactory(handle="passer"),
            "author": author,
            "moderator": moderator,
            "foreign_moderator": foreign,
            "admin": AdminFactory(handle="chief"),
        }

    def finders(self, people, query):
        """Return the roles that find something, on the page and by its number alike."""
        found = set()
        for role, person in people.items():
            client = Client()
            if person:
                client.force_login(person)
            for sort in ("match", "newest"):
                response = page_of(client, q=query, sort=sort)
                count = response.context["found"].found
                assert count == len(found_posts(response).titles)
                found |= {role} if count else set()
        return found

    def test_secret_posts(self, people):
        board = BoardFactory(moderators=[people["moderator"]], allows_secret=True)
        post = published("은밀한 세금", board=board, author=people["author"], is_secret=True)
        post.tags.add("밀수")
        index_posts([post.pk])
        for query in (
            "은밀한", '"은밀한 세금"', "tag:밀수", "-없는말", "ㅇㅁㅎ", "밀", "제목:은밀한",
            "in:body 본문", "내용:본문", "-댓글:없는말",
        ):  # fmt: skip
            assert self.finders(people, query) == {"author", "moderator", "admin"}, query

    def test_hidden_and_deleted_posts(self, people):
        board = BoardFactory(moderators=[people["moderator"]])
        hidden = published("숨긴 세금", board=board, author=people["author"])
        hide_post(post=hidden, by=people["moderator"])
        gone = published("지운 세금", board=board, author=people["author"])
        delete_own_post(post=gone, by=people["author"])
        assert self.finders(people, "세금") == set()

    @pytest.mark.parametrize(
        ("access", "finders"),
        [
            (
                Access.MEMBERS,
                {"member", "author", "moderator", "foreign_moderator", "admin"},
            ),
            (Access.MODERATORS, {"moderator", "admin"}),
        ],
    )
    def test_posts_of_closed_boards(self, people, access, finders):
        board = BoardFactory(
            slug="cellar", name_en="Cellar", moderators=[people["moderator"]], read_access=access
        )
        post = published("닫힌 세금", board=board, author=people["admin"])
        post.tags.add("지하")
        index_posts([post.pk])
        for query in ("닫힌", "tag:지하", "board:cellar 세금"):
            assert self.finders(people, query) == finders, query
        client = Client()
        page = page_of(client, q="세금", board="cellar")
        assert "Cellar" not in page.content.decode()
        assert page.content == page_of(client, q="세금", board="cellar").content

    def test_other_forms_and_fewer_words_of_secret_and_closed_posts(self, people):
        board = BoardFactory(moderators=[people["moderator"]], allows_secret=True)
        post = published("훔친 금괴", board=board, author=people["author"], is_secret=True)
        post.tags.add("밀수")
        index_posts([post.pk])
        cellar = BoardFactory(moderators=[people["moderator"]], read_access=Access.MODERATORS)
        published("찢어진 그림", board=cellar, author=people["admin"])
        for query in ("훔쳐간 금괴", "금괴 없는말", "금괴들이", "밀수했던", "금괴 밀수 없는말"):
            assert self.finders(people, query) == {"author", "moderator", "admin"}, query
        for query in ("찢어졌던 그림", "그림 없는말"):
            assert self.finders(people, query) == {"moderator", "admin"}, query

    def test_what_closed_posts_hold_changes_neither_hints_nor_missing_words(self, client):
        published("월세 인상")

        def shown(query):
            found = page_of(client, q=query).context["found"]
            return [result.missing for result in found.results], found.query.hints, found.found

        queries = ("월세 평균", "월세 인상 평균", "인상된 월세 평균 시세", "평균 시세")
        before = [shown(query) for query in queries]
        closed = BoardFactory(read_access=Access.MODERATORS)
        published("평균 시세", board=closed, author=AdminFactory())
        hide_post(post=published("월세 평균 시세"), by=None)
        secret = BoardFactory(allows_secret=True)
        published("평균 시세 인상된", board=secret, is_secret=True)
        assert [shown(query) for query in queries] == before

    def test_other_forms_in_secret_comments_or_of_those_whom_one_blocked(self, people):
        post = published("질문", author=people["author"])
        publish_comment(post=post, author=people["member"], text="훔친 것", is_secret=True)
        assert self.finders(people, "훔쳐간") == set()
        published("막아선 사람들", author=people["author"])
        Block.objects.create(blocker=people["member"], blocked=people["author"])
        assert self.finders(people, "막아섰던 사람들이") == set(people) - {"member"}

    def test_tags_and_boards_that_only_others_know(self, client):
        board = BoardFactory(slug="cellar", read_access=Access.MODERATORS)
        post = published("닫힌 글", board=board, author=AdminFactory())
        post.tags.add("지하")
        index_posts([post.pk])
        for known, unknown in (("tag:지하", "tag:없음"), ("board:cellar", "board:nowhere")):
            [[(of_known, _)], [(of_unknown, _)]] = [
                page_of(client, q=query).context["found"].query.hints for query in (known, unknown)
            ]
            assert of_known == of_unknown

    def test_secret_comments(self, people):
        post = published("질문", author=people["author"])
        publish_comment(post=post, author=people["member"], text="비밀번호", is_secret=True)
        for query in (
            "비밀번호",
            "댓글:비밀번호",
            "in:comments 비밀",
            "in:comments 밀",
            "내용:비밀번호",
        ):
            assert self.finders(people, query) == set(), query

    def test_comments_that_are_hidden_or_on_posts_that_they_may_not_read(self, people):
        board = BoardFactory(moderators=[people["moderator"]], allows_secret=True)
        post = published("질문", board=board, author=people["author"])
        comment = publish_comment(post=post, author=people["member"], text="숨길 이야기")
        hide_comment(comment=comment, by=people["moderator"])
        secret = published("질문", board=board, author=people["author"], is_secret=True)
        publish_comment(post=secret, author=people["author"], text="은밀한 이야기")
        assert self.finders(people, "댓글:숨길") == self.finders(people, "in:comments 숨") == set()
        assert self.finders(people, "댓글:은밀한") == {"author", "moderator", "admin"}

    def test_the_words_of_those_whom_one_blocked(self, people):
        post = published("질문", author=people["author"])
        publish_comment(post=post, author=people["foreign_moderator"], text="막힌 이야기")
        Block.objects.create(blocker=people["member"], blocked=people["foreign_moderator"])
        client = Client()
        client.force_login(people["member"])
        page = page_of(client, q="댓글:막힌").content.decode()
        assert "막힌</mark> 이야기" not in page

    def test_posts_of_those_whom_one_blocked(self, people):
        published("막힌 세금", author=people["author"])
        Block.objects.create(blocker=people["member"], blocked=people["author"])
        assert self.finders(people, "막힌") == set(people) - {"member"}

    def test_who_wrote_an_anonymous_post(self, people):
        board = BoardFactory(moderators=[people["moderator"]], allows_anonymous=True)
        published("익명 세금", board=board, author=people["author"], is_anonymous=True)
        assert self.finders(people, "author:writer") == set()
        assert self.finders(people, "author:wrxxxxx") == set()
        page = page_of(Client(), q="익명").content.decode()
        assert "writer" not in page
        assert "wrxxxxx" not in page

    def test_handles_that_they_see_masked(self, people):
        published("세금 신고", author=people["author"])
        assert self.finders(people, "author:wrxxxxx") == set(people)
        assert self.finders(people, "author:writer") == {"author", "admin"}
        assert self.finders(people, "author:writ") == set()
