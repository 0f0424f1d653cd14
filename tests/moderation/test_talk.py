"""The thread among moderators on a case, and the cases that are like it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.moderation.actions.forget_words import forget_words
from boards.moderation.models import Case, CaseMessage, Outcome
from boards.moderation.models.note import MAX_MESSAGES
from boards.moderation.notes.actions.write_note import write_note
from boards.moderation.talk.actions.add_message import add_message
from boards.posts.moderation.actions.move_post import move_post
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.moderation.people import anonymously, case_of, decide, report

pytestmark = pytest.mark.django_db
QUEUE = "/moderation/"


@pytest.fixture
def moderators():
    return [MemberFactory(handle="moon"), MemberFactory(handle="star")]


@pytest.fixture
def board(moderators):
    return BoardFactory(name_ko="자유게시판", moderators=moderators)


@pytest.fixture
def post(board):
    return PostFactory(board=board, title="사세요 사세요")


@pytest.fixture
def stranger():
    """Return who moderates another board."""
    member = MemberFactory()
    BoardFactory(moderators=[member])
    return member


def page_of(client, viewer, path=QUEUE):
    client.force_login(viewer)
    return client.get(path, headers={"accept-language": "ko"}).content.decode()


def path_of(thing, name="case") -> str:
    return reverse(f"moderation:{name}", args=[case_of(thing).pk])


def say(thing, by, text="어떻게 생각하세요?"):
    return add_message(case=case_of(thing), by=by, text=text)


class TestTheThread:
    def test_moderators_of_the_board_read_each_other(self, client, post, moderators):
        report(post)
        client.force_login(moderators[0])
        response = client.post(path_of(post, "add-message"), {"text": "광고일까요?"})
        assert response.url == f"{path_of(post)}#talk"
        say(post, moderators[1], "광고 맞아요")
        queue = page_of(client, moderators[0])
        assert "운영자 대화 2개" in queue
        assert "광고 맞아요" in queue
        assert "stxxxxx" in queue
        page = page_of(client, moderators[1], path_of(post))
        assert page.index("광고일까요?") < page.index("광고 맞아요")

    def test_goes_on_after_the_decision(self, client, post, moderators):
        report(post)
        decide(post, moderators[0], Outcome.HIDE)
        say(post, moderators[1], "잘 숨겼어요")
        assert "잘 숨겼어요" in page_of(client, moderators[0], path_of(post))

    def test_is_not_there_for_others(self, client, post, moderators, stranger):
        report(post)
        say(post, moderators[0])
        client.force_login(stranger)
        assert client.post(path_of(post, "add-message"), {"text": "저도"}).status_code == 404
        for by in (stranger, post.author):
            with pytest.raises(PermissionDenied):
                say(post, by)
        assert CaseMessage.objects.count() == 1

    def test_whom_it_is_about_neither_reads_nor_writes(self, client, board, moderators):
        own = PostFactory(board=board, author=moderators[0])
        report(own)
        say(own, moderators[1], "동료의 글이네요")
        for path in (QUEUE, path_of(own)):
            page = page_of(client, moderators[0], path)
            assert "동료의 글이네요" not in page
            assert "운영자 대화" not in page
            assert path_of(own, "add-message") not in page
        with pytest.raises(PermissionDenied):
            say(own, moderators[0])
        response = client.post(path_of(own, "add-message"), {"text": "제 글이에요"})
        assert response.status_code == 404

    def test_a_superuser_who_decides_an_own_case_does_not_read_it_either(self, client):
        chief = AdminFactory()
        own = PostFactory(board=BoardFactory(), author=chief)
        report(own)
        CaseMessage.objects.create(case=case_of(own), by=None, text="옛 동료의 말")
        assert "옛 동료의 말" not in page_of(client, chief, path_of(own))
        assert "옛 동료의 말" not in page_of(client, chief)

    def test_follows_the_post_to_the_moderators_of_its_new_board(
        self, client, post, moderators, stranger, django_capture_on_commit_callbacks
    ):
        report(post)
        say(post, moderators[0], "장터 글 같아요")
        elsewhere = stranger.moderated_boards.get()
        with django_capture_on_commit_callbacks(execute=True):
            move_post(post=post, by=AdminFactory(), board=elsewhere)
        assert "장터 글 같아요" in page_of(client, stranger, path_of(post))
        with pytest.raises(PermissionDenied):
            say(post, moderators[0])

    @pytest.mark.parametrize("text", ["", "  ", "가" * 1001])
    def test_gives_back_what_is_too_short_or_too_long(self, client, post, moderators, text):
        report(post)
        client.force_login(moderators[0])
        response = client.post(path_of(post, "add-message"), {"text": text})
        assert response.status_code == 422
        assert text.strip() in response.content.decode()
        assert not CaseMessage.objects.exists()

    def test_stops_at_a_number_and_keeps_what_was_typed(self, client, post, moderators):
        report(post)
        case = case_of(post)
        CaseMessage.objects.bulk_create(
            CaseMessage(case=case, by=moderators[0], text="음") for _each in range(MAX_MESSAGES)
        )
        client.force_login(moderators[1])
        response = client.post(path_of(post, "add-message"), {"text": "하나 더"})
        assert response.status_code == 409
        assert "하나 더" in response.content.decode()

    def test_escapes_what_was_typed(self, client, post, moderators):
        report(post)
        say(post, moderators[0], "<script>x</script>")
        for path in (QUEUE, path_of(post)):
            assert "<script>x" not in page_of(client, moderators[1], path)

    def test_is_emptied_when_the_author_leaves(self, post, moderators):
        report(post)
        say(post, moderators[0], "이 회원은 …")
        forget_words(post.author)
        assert CaseMessage.objects.get().text == "-"

    @pytest.mark.django_db(transaction=True)
    def test_the_limit_holds_for_two_at_once(self, post, moderators):
        report(post)
        case = case_of(post)
        CaseMessage.objects.bulk_create(
            CaseMessage(case=case, by=None, text="음") for _each in range(MAX_MESSAGES - 1)
        )

        def told(by):
            try:
                say(post, by)
            except ValidationError as error:
                return error.code
            return "said"

        results = at_once(*(lambda by=by: told(by) for by in moderators))
        assert sorted(results) == ["full", "said"]


class TestSimilarCases:
    def test_shows_other_cases_of_the_author_with_their_outcomes(self, client, post, moderators):
        other = PostFactory(board=post.board, author=post.author, title="지난 광고")
        report(other)
        decide(other, moderators[0], Outcome.HIDE)
        report(post)
        page = page_of(client, moderators[0])
        assert "비슷한 신고 1건" in page
        assert path_of(other) in page
        assert "지난 광고" in page
        assert "같은 글쓴이" in page

    def test_shows_what_others_wrote_in_the_same_words(self, client, post, moderators):
        twin = PostFactory(board=post.board, title=post.title)
        for thing in (post, twin):
            report(thing)
        row, other = page_rows(client, moderators[0])
        assert [each.path for each in row.alike] == [path_of(twin)]
        assert [each.path for each in other.alike] == [path_of(post)]
        assert not row.alike[0].is_by_author

    def test_has_nothing_of_boards_of_others(self, client, post, moderators, stranger):
        foreign = PostFactory(
            board=stranger.moderated_boards.get(), author=post.author, title=post.title
        )
        for thing in (foreign, post):
            report(thing)
        (row,) = page_rows(client, moderators[0])
        assert not row.alike
        assert len(page_rows(client, AdminFactory())[0].alike) == 1

    def test_does_not_tell_who_an_anonymous_author_is(self, client, board, moderators):
        author = MemberFactory()
        named = PostFactory(board=board, author=author, title="이름을 건 글")
        hidden = PostFactory(board=board, author=author, anonymous_number=0, title="익명의 글")
        said = anonymously(CommentFactory(post=named, author=author, text="익명의 댓글"))
        for thing in (named, hidden, said):
            report(thing)
        assert not any(row.alike for row in page_rows(client, moderators[0]))

    def test_does_not_say_of_the_same_words_that_an_anonymous_author_wrote_both(
        self, client, board, moderators
    ):
        author = MemberFactory()
        for fields in ({}, {"anonymous_number": 0}):
            report(PostFactory(board=board, author=author, title="같은 말", **fields))
        rows = page_rows(client, moderators[0])
        assert [len(row.alike) for row in rows] == [1, 1]
        assert not any(row.alike[0].is_by_author for row in rows)

    def test_whom_it_is_about_does_not_see_them(self, client, board, moderators):
        for title in ("하나", "둘"):
            report(PostFactory(board=board, author=moderators[0], title=title))
        assert not any(row.alike for row in page_rows(client, moderators[0]))
        assert all(row.alike for row in page_rows(client, moderators[1]))

    def test_is_bounded(self, client, post, moderators):
        for _time in range(15):
            report(PostFactory(board=post.board, author=post.author, title=post.title))
        report(post)
        assert all(len(row.alike) <= 20 for row in page_rows(client, moderators[0]))


class TestWhatItCosts:
    def test_all_of_it_together_takes_no_query_more(self, client, board, moderators):
        def one_more():
            author = MemberFactory()
            for thing in (
                post := PostFactory(board=board, author=author),
                CommentFactory(post=post),
            ):
                report(thing)
                say(thing, moderators[1])
            report(author)
            write_note(member=author, by=moderators[0], board=board, text="하나")

        one_more()
        client.force_login(moderators[0])
        client.get(QUEUE)
        with CaptureQueriesContext(connection) as few:
            client.get(QUEUE)
        for _time in range(4):
            one_more()
        with CaptureQueriesContext(connection) as many:
            page = client.get(QUEUE)
        assert len(page.context["page"].rows) == Case.objects.count()
        assert len(many) == len(few) <= 8


def page_rows(client, viewer):
    client.force_login(viewer)
    return client.get(QUEUE).context["page"].rows
