"""Notes of moderators about a member."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.moderation.actions.forget_words import forget_words
from boards.moderation.models import MemberNote, ModerationEntry
from boards.moderation.models.note import MAX_NOTES
from boards.moderation.notes.actions.delete_note import delete_note
from boards.moderation.notes.actions.write_note import write_note
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.moderation.people import anonymously, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return MemberFactory(handle="moon")


@pytest.fixture
def board(moderator):
    return BoardFactory(name_ko="자유게시판", moderators=[moderator])


@pytest.fixture
def member():
    return MemberFactory(handle="walnut")


@pytest.fixture
def stranger():
    """Return who moderates another board."""
    found = MemberFactory()
    BoardFactory(moderators=[found])
    return found


@pytest.fixture
def site_moderator():
    found = MemberFactory(is_staff=True)
    found.user_permissions.add(Permission.objects.get(codename="sanction_everywhere"))
    return found


def path_of(member) -> str:
    return reverse("moderation:member-notes", args=[member.pk])


def page_of(client, viewer, path):
    client.force_login(viewer)
    return client.get(path, headers={"accept-language": "ko"}).content.decode()


class TestReading:
    def test_moderators_of_the_board_read_it_and_others_do_not(
        self, client, member, moderator, board, stranger
    ):
        colleague = MemberFactory()
        board.moderators.add(colleague)
        write_note(member=member, by=moderator, board=board, text="광고를 세 번 올림")
        assert "광고를 세 번 올림" in page_of(client, colleague, path_of(member))
        assert "광고를 세 번 올림" not in page_of(client, stranger, path_of(member))

    def test_a_note_for_all_boards_is_read_by_every_moderator(
        self, client, member, site_moderator, stranger
    ):
        write_note(member=member, by=site_moderator, board=None, text="계정이 셋")
        assert "계정이 셋" in page_of(client, stranger, path_of(member))

    def test_site_moderators_read_all(self, client, member, moderator, board, site_moderator):
        write_note(member=member, by=moderator, board=board, text="광고를 세 번 올림")
        assert "광고를 세 번 올림" in page_of(client, site_moderator, path_of(member))

    def test_nobody_reads_those_about_themselves(self, client, moderator, board):
        chief = AdminFactory()
        for about in (moderator, chief):
            other = AdminFactory(handle=f"other-{about.pk}")
            write_note(member=about, by=other, board=board, text="친구 글만 남김")
            client.force_login(about)
            assert client.get(path_of(about)).status_code == 404
            own = page_of(client, about, reverse("moderation:member", args=[about.pk]))
            assert path_of(about) not in own

    def test_members_get_no_page_of_them(self, client, member, moderator, board):
        write_note(member=member, by=moderator, board=board, text="광고를 세 번 올림")
        client.force_login(member)
        assert client.get(path_of(member)).status_code == 404

    def test_the_page_takes_as_many_queries_with_many_notes(self, client, member, moderator, board):
        client.force_login(moderator)
        write_note(member=member, by=moderator, board=board, text="하나")
        client.get(path_of(member))
        with CaptureQueriesContext(connection) as few:
            client.get(path_of(member))
        for number in range(40):
            write_note(member=member, by=moderator, board=board, text=f"{number}")
        with CaptureQueriesContext(connection) as many:
            page = client.get(path_of(member))
        assert len(page.context["rows"]) == 30
        assert page.context["older"]
        assert len(many) == len(few)

    def test_escapes_what_was_typed(self, client, member, moderator, board):
        write_note(member=member, by=moderator, board=board, text="<script>x</script>")
        assert "<script>x" not in page_of(client, moderator, path_of(member))


class TestInTheQueue:
    def test_counts_those_that_the_moderator_reads(
        self, client, member, moderator, board, stranger
    ):
        write_note(member=member, by=moderator, board=board, text="하나")
        write_note(
            member=member, by=stranger, board=stranger.moderated_boards.get(), text="남의 메모"
        )
        report(PostFactory(board=board, author=member))
        page = page_of(client, moderator, "/moderation/")
        assert path_of(member) in page
        assert "메모 1개" in page

    def test_nothing_leads_from_something_anonymous_to_a_note(
        self, client, member, moderator, board
    ):
        write_note(member=member, by=moderator, board=board, text="하나")
        post = PostFactory(board=board, author=member, anonymous_number=0)
        report(post)
        report(anonymously(CommentFactory(post=post, author=member)))
        page = page_of(client, moderator, "/moderation/")
        assert path_of(member) not in page
        assert "메모 1개" not in page

    def test_shows_nobody_how_many_there_are_about_themselves(self, client, moderator, board):
        write_note(member=moderator, by=AdminFactory(), board=board, text="하나")
        report(PostFactory(board=board, author=moderator))
        assert "메모 1개" not in page_of(client, moderator, "/moderation/")


class TestWriting:
    def test_is_stored_and_logged_without_its_words(self, client, member, moderator, board):
        client.force_login(moderator)
        data = {"text": " 광고를 세 번 올림 ", "board": board.pk}
        assert client.post(path_of(member), data).status_code == 302
        note = MemberNote.objects.get()
        assert (note.text, note.by, note.board) == ("광고를 세 번 올림", moderator, board)
        entry = ModerationEntry.objects.get(verb="note")
        assert (entry.target_id, entry.reason) == (str(member.pk), "")

    @pytest.mark.parametrize("text", ["", "  ", "가" * 501])
    def test_gives_back_what_is_too_short_or_too_long(self, client, member, moderator, board, text):
        client.force_login(moderator)
        response = client.post(path_of(member), {"text": text, "board": board.pk})
        assert response.status_code == 422
        assert text.strip() in response.content.decode()
        assert not MemberNote.objects.exists()

    @pytest.mark.parametrize("where", ["all", "foreign", "", "x"])
    def test_refuses_boards_that_are_not_the_moderators(
        self, client, member, moderator, board, where
    ):
        value = BoardFactory().pk if where == "foreign" else where
        client.force_login(moderator)
        response = client.post(path_of(member), {"text": "하나", "board": value})
        assert response.status_code == 422
        assert not MemberNote.objects.exists()

    def test_asks_again_who_may(self, member, moderator, board, stranger):
        for by, where in ((stranger, board), (moderator, None), (member, board)):
            with pytest.raises(PermissionDenied):
                write_note(member=member, by=by, board=where, text="하나")

    def test_is_refused_about_an_account_that_is_gone(self, member, moderator, board):
        type(member).objects.filter(pk=member.pk).update(deleted_at=member.joined_at)
        with pytest.raises(ValidationError) as refused:
            write_note(member=member, by=moderator, board=board, text="하나")
        assert refused.value.code == "missing"

    def test_stops_at_a_number_and_keeps_what_was_typed(self, client, member, moderator, board):
        MemberNote.objects.bulk_create(
            MemberNote(member=member, board=board, by=moderator, text="하나")
            for _each in range(MAX_NOTES)
        )
        client.force_login(moderator)
        response = client.post(path_of(member), {"text": "하나 더", "board": board.pk})
        assert response.status_code == 409
        assert "하나 더" in response.content.decode()
        assert MemberNote.objects.count() == MAX_NOTES


class TestDeleting:
    @pytest.fixture
    def note(self, member, moderator, board):
        return write_note(member=member, by=moderator, board=board, text="하나")

    def test_its_author_does_and_it_is_logged(self, client, note, moderator):
        client.force_login(moderator)
        path = reverse("moderation:delete-note", args=[note.pk])
        assert path in page_of(client, moderator, path_of(note.member))
        assert client.post(path).status_code == 302
        assert not MemberNote.objects.exists()
        assert ModerationEntry.objects.filter(verb="delete_note").exists()
        assert client.post(path).status_code == 404

    def test_a_colleague_does_not(self, client, note, board):
        colleague = MemberFactory()
        board.moderators.add(colleague)
        path = reverse("moderation:delete-note", args=[note.pk])
        assert path not in page_of(client, colleague, path_of(note.member))
        assert client.post(path).status_code == 404
        assert MemberNote.objects.exists()

    def test_the_second_of_two_is_told(self, note, moderator):
        delete_note(note=MemberNote.objects.get(), by=moderator)
        with pytest.raises(ValidationError) as refused:
            delete_note(note=note, by=moderator)
        assert refused.value.code == "missing"

    def test_they_go_with_the_account(self, note):
        forget_words(note.member)
        assert not MemberNote.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_the_limit_holds(self, member, moderator, board):
        MemberNote.objects.bulk_create(
            MemberNote(member=member, board=board, by=moderator, text="하나")
            for _each in range(MAX_NOTES - 1)
        )

        def write():
            try:
                write_note(member=member, by=moderator, board=board, text="둘")
            except ValidationError as error:
                return error.code
            return "written"

        assert sorted(at_once(write, write)) == ["full", "written"]
