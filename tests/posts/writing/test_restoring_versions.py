"""Going back to an earlier version of a post."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from boards.filters.models import Filter
from boards.moderation.models import ModerationEntry
from boards.posts.models import Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.states import State
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.restore_version import restore_version
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def post(moderator):
    """A post whose author has emptied it by an edit."""
    post = PostFactory(board=BoardFactory(moderators=[moderator]), title="처음", body="<p>말</p>")
    return edit_post(
        post=post, by=post.author, version=version_of(post), title="나중", body="<p>펑</p>"
    )


def restore(post, by) -> Post:
    revision = post.revisions.get()
    return restore_version(post=post, revision=revision, by=by, latest=revision.pk)


def texts_of(post) -> tuple[str, str]:
    post.refresh_from_db()
    return post.title, post.body


def test_a_moderator_undoes_an_edit_and_it_is_logged(post, moderator):
    restore(post, moderator)
    assert texts_of(post) == ("처음", "<p>말</p>")
    assert [(r.title, r.body) for r in post.revisions.all()][0] == ("나중", "<p>펑</p>")
    assert ModerationEntry.objects.get().verb == "restore_version"


def test_an_author_undoes_their_own_edit_without_a_log(post):
    restore(post, post.author)
    assert texts_of(post)[0] == "처음"
    assert not ModerationEntry.objects.exists()


def test_nobody_else_does(post):
    foreign = MemberFactory()
    BoardFactory(moderators=[foreign])
    for by in (MemberFactory(), foreign):
        with pytest.raises(PermissionDenied):
            restore(post, by)


def test_an_author_brings_nothing_back_that_is_hidden(post, moderator):
    hide_post(post=post, by=moderator)
    with pytest.raises(PermissionDenied):
        restore(post, post.author)


def test_an_earlier_text_goes_through_the_filters(post):
    Filter.objects.create(name="말", entries="말", outcome="block", is_active=True)
    with pytest.raises(ValidationError):
        restore(post, post.author)
    assert texts_of(post)[0] == "나중"
    assert post.state == State.PUBLISHED


def test_who_read_an_older_history_is_told(client, post, moderator):
    revision = post.revisions.get()
    edit_post(post=post, by=post.author, version=version_of(post), title="셋째", body="<p>c</p>")
    client.force_login(moderator)
    path = f"/posts/{post.pk}/history/{revision.pk}/restore/"
    response = client.post(path, {"latest": str(revision.pk)}, follow=True)
    assert "edited in the meantime" in response.content.decode()
    assert texts_of(post)[0] == "셋째"


def test_one_button_on_the_page_of_versions(client, post, moderator):
    client.force_login(moderator)
    revision = post.revisions.get()
    path = f"/posts/{post.pk}/history/{revision.pk}/restore/"
    assert path in client.get(f"/posts/{post.pk}/history/").content.decode()
    client.post(path, {"latest": str(revision.pk)})
    assert texts_of(post)[0] == "처음"
    other = PostFactory()
    assert client.post(f"/posts/{other.pk}/history/{revision.pk}/restore/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_at_once_restore_once(post, moderator):
    revision = post.revisions.get()

    def go_back():
        try:
            restore_version(post=post, revision=revision, by=moderator, latest=revision.pk)
        except ValidationError:
            return 0
        return 1

    assert sum(at_once(*[partial(go_back)] * 2)) == 1
    assert post.revisions.count() == 2
