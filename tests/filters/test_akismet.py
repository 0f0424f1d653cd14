"""Where an admin has a key of Akismet, it is asked in the background what is spam."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from boards.access import Access
from boards.filters.actions.approve import approve
from boards.filters.actions.refuse import refuse
from boards.filters.akismet import asking
from boards.filters.akismet.checking import MAX_TEXT_LENGTH, forget_old_checks
from boards.filters.akismet.sender import Sender, _current
from boards.filters.kinds import FilterOutcome
from boards.filters.models import SpamCheck, Waiting
from boards.members.levels import Level
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import PostCounts
from boards.posts.states import State
from boards.posts.writing.actions.delete_own_post import delete_own_post
from tests.due_tasks import run_due_tasks
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.filters.spam_service import closed_port, spam_service
from tests.filters.writing import page, publish, watch

pytestmark = pytest.mark.django_db

ADDRESS, BROWSER = "203.0.113.7", "Firefox of a test"


@pytest.fixture
def service(settings):
    with spam_service() as running:
        settings.AKISMET_KEY, settings.AKISMET_URL = "secret-key", running.url
        token = _current.set(Sender(ADDRESS, BROWSER))
        yield running
        _current.reset(token)


@pytest.fixture
def spam(service):
    service.answer = b"true"
    return service


class TestATextThatIsSpam:
    def test_waits_for_a_moderator_after_it_was_published(self, spam, board, moderator):
        post = publish(board=board)
        assert post.is_published
        run_due_tasks()
        post.refresh_from_db()
        assert post.state == State.WAITING
        assert "Akismet" in page("/moderation/waiting/", moderator)
        assert "고친 뒤" not in page("/moderation/waiting/", moderator)

    def test_waits_as_a_comment_and_is_counted_no_more(self, spam):
        post = PostFactory()
        comment = publish_comment(post=post, author=MemberFactory(), text="사세요")
        run_due_tasks()
        comment.refresh_from_db()
        assert comment.state == State.WAITING
        assert PostCounts.objects.get(post=post).comments == 0

    def test_comes_back_to_its_place_when_it_is_approved_and_akismet_learns_that(
        self, spam, board, moderator
    ):
        post = publish(board=board)
        posted_at = post.posted_at
        run_due_tasks()
        approve(row=Waiting.objects.get(), by=moderator)
        run_due_tasks()
        post.refresh_from_db()
        assert post.is_published and post.posted_at == posted_at
        assert spam.questions() == ["comment-check", "submit-ham"]
        assert not SpamCheck.objects.exists()

    def test_is_confirmed_when_it_is_refused(self, spam, board, moderator):
        publish(board=board)
        run_due_tasks()
        refuse(row=Waiting.objects.get(), by=moderator, reason="광고")
        run_due_tasks()
        assert spam.questions() == ["comment-check", "submit-spam"]
        assert spam.asked[1][1]["user_ip"] == ADDRESS
        assert not SpamCheck.objects.exists()

    def test_that_was_deleted_meanwhile_is_left_alone(self, spam):
        member = MemberFactory()
        post = publish(author=member)
        delete_own_post(post=post, by=member)
        run_due_tasks()
        assert not spam.asked and not Waiting.objects.exists() and not SpamCheck.objects.exists()


class TestWhatIsSent:
    def test_is_the_text_where_it_stands_and_who_sent_it(self, service, settings):
        post = publish(title="제목", body="<p>본문 &amp; 끝</p>")
        run_due_tasks()
        ((path, fields),) = service.asked
        assert path == "/1.1/comment-check"
        assert fields == {
            "api_key": "secret-key",
            "blog": settings.SITE_URL,
            "blog_lang": settings.LANGUAGE_CODE,
            "blog_charset": "UTF-8",
            "user_ip": ADDRESS,
            "user_agent": BROWSER,
            "permalink": f"{settings.SITE_URL}{post.get_absolute_url()}",
            "comment_type": "forum-post",
            "comment_content": "제목\n본문 & 끝\n",
        } | {"comment_content": fields["comment_content"]}
        assert fields["comment_content"].strip() == "제목\n본문 & 끝"

    def test_never_has_a_name_of_an_anonymous_author(self, service):
        member = MemberFactory(handle="hongkildong")
        publish(board=BoardFactory(allows_anonymous=True), author=member, is_anonymous=True)
        run_due_tasks()
        ((_path, fields),) = service.asked
        assert "hongkildong" not in str(fields) and "comment_author" not in fields

    def test_is_no_more_than_a_bound(self, service):
        publish(body=f"<p>{'가나다라마바사 ' * 2000}</p>")
        run_due_tasks()
        assert len(service.asked[0][1]["comment_content"]) <= MAX_TEXT_LENGTH

    def test_is_forgotten_here_once_it_is_no_spam(self, service):
        publish()
        run_due_tasks()
        assert service.asked and not SpamCheck.objects.exists()

    def test_is_forgotten_after_thirty_days_whatever_came_of_it(self, spam):
        publish()
        run_due_tasks()
        SpamCheck.objects.update(made_at=timezone.now() - timedelta(days=31))
        assert forget_old_checks() == 1


class TestNothingIsSent:
    def test_without_a_key(self, service, settings):
        settings.AKISMET_KEY = ""
        with CaptureQueriesContext(connection) as queries:
            publish()
        assert not [each for each in queries if "spamcheck" in each["sql"]]
        assert not DBTaskResult.objects.filter(task_path__contains="akismet").exists()

    def test_of_secret_texts_and_of_boards_that_guests_do_not_read(self, service):
        publish(board=BoardFactory(allows_secret=True), is_secret=True)
        publish(board=BoardFactory(read_access=Access.MEMBERS))
        secret = PostFactory(is_secret=True)
        publish_comment(post=secret, author=secret.author, text="비밀")
        run_due_tasks()
        assert not service.asked

    def test_of_a_text_that_waits_already(self, service):
        watch(FilterOutcome.HOLD)
        publish(body="<p>나쁜말</p>")
        run_due_tasks()
        assert not service.asked

    def test_of_moderators_and_of_members_who_are_not_new(self, service, board, moderator):
        publish(board=board, author=moderator)
        publish(author=MemberFactory(level=Level.MEMBER))
        run_due_tasks()
        assert not service.asked

    def test_of_members_who_are_not_new_unless_all_are_checked(self, service, settings):
        settings.AKISMET_CHECKS = "all"
        publish(author=MemberFactory(level=Level.MEMBER))
        run_due_tasks()
        assert service.questions() == ["comment-check"]


class TestATextStaysPublished:
    @pytest.mark.parametrize("status", [302, 403, 500, 503])
    def test_when_the_service_fails(self, spam, status):
        spam.status = status
        self.check_stays()

    @pytest.mark.parametrize("answer", [b"", b"invalid", b"\xff\xfe true", b"true" * 1_000_000])
    def test_when_the_answer_makes_no_sense_or_is_too_long(self, spam, answer):
        spam.answer = answer
        self.check_stays()

    def test_when_the_answer_takes_too_long(self, spam, monkeypatch):
        monkeypatch.setattr(asking, "SECONDS", 0.2)
        spam.waits = 30.0
        self.check_stays()

    def test_when_nobody_is_there(self, service, settings):
        settings.AKISMET_URL = closed_port()
        self.check_stays()

    def check_stays(self):
        post = publish()
        run_due_tasks()
        post.refresh_from_db()
        assert post.is_published
        assert not Waiting.objects.exists() and not SpamCheck.objects.exists()


def test_the_page_that_publishes_notes_who_sent_it(settings, board):
    with spam_service() as service:
        settings.AKISMET_KEY, settings.AKISMET_URL = "secret-key", service.url
        settings.MIDDLEWARE = [
            *settings.MIDDLEWARE, "boards.filters.akismet.sender.sender_middleware",
        ]  # fmt: skip
        client = Client(headers={"user-agent": f"{BROWSER}\0{'x' * 1000}"}, REMOTE_ADDR=ADDRESS)
        client.force_login(MemberFactory())
        form = {"title": "제목", "body": "<p>본문</p>", "comments_open": "on"}
        sent = client.post(reverse("posts:write", args=[board.slug]), form)
        assert sent.status_code == 302
        run_due_tasks()
        ((_path, fields),) = service.asked
        assert fields["user_ip"] == ADDRESS
        assert fields["user_agent"].startswith(BROWSER) and len(fields["user_agent"]) <= 300


def test_a_check_costs_a_write_a_known_number_of_statements(service, board):
    def cost() -> int:
        member = MemberFactory()
        with CaptureQueriesContext(connection) as queries:
            publish(board=board, author=member)
        return len([each for each in queries if not each["sql"].startswith(("SAVE", "REL"))])

    with_key = cost()
    service.asked.clear()
    token = _current.set(None)
    without = cost()
    _current.reset(token)
    assert with_key - without == 3  # who is new, the note, the task
