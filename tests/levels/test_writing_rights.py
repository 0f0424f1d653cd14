"""What new members write with: tags that exist, no polls, and files that are not very large."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from boards.members.levels import Level
from boards.members.models import Member
from boards.posts.models import Poll, Post, Tag
from boards.posts.polls.content import PollContent
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.refusals import MAX_BYTES_OF_NEW
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.posts.polls.asking import give_poll
from tests.sanctions.people import signed_in

pytestmark = pytest.mark.django_db
POLL = PollContent(question="어디?", choices=("뉴욕", "LA"))


def publish(author: Member, board=None, **values) -> Post:
    board = board or BoardFactory()
    return publish_post(board=board, author=author, title="제목", body="<p>글</p>", **values)


def refused(call) -> dict:
    with pytest.raises(ValidationError) as error:
        call()
    return error.value.message_dict


@pytest.fixture
def new_member():
    return MemberFactory()


class TestTags:
    def test_that_exist_are_for_everybody_in_whatever_spelling(self, new_member):
        Tag.objects.create(name="Visa")
        assert list(publish(new_member, tags=["VISA"]).tags.names()) == ["Visa"]

    def test_that_do_not_exist_are_not_made_by_new_members(self, new_member):
        Tag.objects.create(name="세금")
        told = refused(lambda: publish(new_member, tags=["세금", "새말"]))
        assert "새말" in told["tags"][0] and "세금" not in told["tags"][0]
        assert not Post.objects.exists()

    @pytest.mark.parametrize("level", [Level.MEMBER, Level.REGULAR])
    def test_are_made_from_the_next_level_on(self, level):
        assert publish(MemberFactory(level=level), tags=["새말"]).tags.exists()

    def test_are_made_by_moderators_of_the_board_and_staff_whatever_their_level(self, new_member):
        board = BoardFactory(moderators=[new_member])
        assert publish(new_member, board, tags=["새말"]).tags.exists()
        assert publish(AdminFactory(level=Level.NEW), tags=["딴말"]).tags.exists()
        refused(lambda: publish(new_member, tags=["또다른말"]))  # on another board

    def test_of_an_edit_too(self, new_member):
        post = publish(new_member)
        values = {"post": post, "by": new_member, "title": "제목", "body": "<p>글</p>"}
        told = refused(lambda: edit_post(**values, version=version_of(post), tags=["새말"]))
        assert "새말" in told["tags"][0]

    def test_that_are_refused_stay_in_the_form(self, new_member):
        board = BoardFactory()
        sent = {"title": "제목", "body": "글", "markup": "text", "tags": "새말"}
        answer = signed_in(new_member).post(f"{board.get_absolute_url()}write/", sent)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert 'value="새말"' in page
        assert "tags that exist already" in page


class TestPolls:
    def test_are_not_made_by_new_members(self, new_member):
        assert "poll_choices" in refused(lambda: publish(new_member, poll=POLL))
        assert not Poll.objects.exists()

    def test_are_made_from_the_next_level_on_and_by_moderators(self, new_member):
        assert publish(MemberFactory(level=Level.MEMBER), poll=POLL).has_poll
        board = BoardFactory(moderators=[new_member])
        assert publish(new_member, board, poll=POLL).has_poll

    def test_that_are_there_stay_when_a_new_member_edits_the_post(self, new_member):
        post = give_poll(PostFactory(author=new_member))
        values = {"post": post, "by": new_member, "title": "새 제목", "body": "<p>글</p>"}
        assert edit_post(**values, version=version_of(post)).has_poll

    def test_are_not_offered_to_new_members(self, new_member):
        path = f"{BoardFactory().get_absolute_url()}write/"
        page = signed_in(new_member).get(path).content.decode()
        assert 'name="poll_choices"' not in page
        assert "New members cannot make polls yet" in page
        page = signed_in(MemberFactory(level=Level.MEMBER)).get(path).content.decode()
        assert 'name="poll_choices"' in page

    def test_that_somebody_typed_are_not_lost(self, new_member):
        sent = {"title": "제목", "body": "글", "markup": "text", "poll_choices": "뉴욕\nLA"}
        path = f"{BoardFactory().get_absolute_url()}write/"
        answer = signed_in(new_member).post(path, sent)
        assert answer.status_code == 422
        assert "뉴욕\nLA</textarea>" in answer.content.decode()


def test_files_of_new_members_are_smaller(new_member):
    def code_of(owner: Member) -> str:
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.4" + b" " * MAX_BYTES_OF_NEW)
        try:
            receive_upload(owner=owner, file=file)
        except ValidationError as error:
            return error.code
        return ""

    assert code_of(new_member) == "too_large_for_new"
    assert code_of(MemberFactory(level=Level.MEMBER)) != "too_large_for_new"
