"""Who may open and moderate a post: one row and many agree."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from boards.access import Access
from boards.posts.models import Post
from boards.posts.permissions import can_moderate, can_pin, can_read
from boards.posts.states import HELD, OF_POSTS, Scope, State
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

VIEWERS = [
    "nobody", "guest", "member", "author", "moderator", "other_moderator", "staff", "superuser",
    "inactive_author", "inactive_moderator", "inactive_superuser",
]  # fmt: skip
SIGNED_IN = {"member", "author", "moderator", "other_moderator", "staff", "superuser"}
MODERATORS = {"moderator", "superuser"}


def viewer_of(post: Post, name: str):
    """Return the named viewer as seen from one post."""
    if name == "nobody":
        return None
    if name == "guest":
        return AnonymousUser()
    active = not name.startswith("inactive_")
    kind = name.removeprefix("inactive_")
    if kind == "superuser":
        return AdminFactory(is_active=active)
    if kind == "author":
        post.author.is_active = active
        post.author.save()
        return post.author
    viewer = MemberFactory(is_active=active, is_staff=kind == "staff")
    if kind == "moderator":
        post.board.moderators.add(viewer)
    if kind == "other_moderator":
        BoardFactory(moderators=[viewer])
    viewer.refresh_from_db()
    return viewer


def may_read(name: str, access: Access, state: State) -> bool:
    """Say in the words of the rules who reads what."""
    if state is State.DELETED:
        return False
    if state is State.HIDDEN or access is Access.MODERATORS:
        return name in MODERATORS
    if state in HELD:
        return name in {*MODERATORS, "author"}
    return access is Access.EVERYONE or name in SIGNED_IN


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize("state", OF_POSTS)
def test_reading_one_post_agrees_with_the_visible_posts(name, access, state):
    post = PostFactory(board=BoardFactory(read_access=access), state=state)
    viewer = viewer_of(post, name)
    expected = may_read(name, access, state)
    assert can_read(viewer, post) is expected
    assert Post.objects.visible_to(viewer).filter(pk=post.pk).exists() is expected


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize("state", OF_POSTS)
def test_lists_show_what_is_published_and_readable(name, access, state):
    post = PostFactory(board=BoardFactory(read_access=access), state=state)
    listed = Post.objects.listed_for(viewer_of(post, name)).filter(pk=post.pk).exists()
    assert listed is (state is State.PUBLISHED and may_read(name, access, state))


@pytest.mark.parametrize("name", VIEWERS)
@pytest.mark.parametrize("state", OF_POSTS)
def test_moderating_and_pinning_are_for_the_boards_moderators(name, state):
    post = PostFactory(state=state)
    viewer = viewer_of(post, name)
    moderates = name in MODERATORS and state is not State.DELETED
    assert can_moderate(viewer, post) is moderates
    assert can_pin(viewer, post, scope=Scope.THIS_BOARD) is moderates
    assert can_pin(viewer, post, scope=Scope.EVERY_BOARD) is (moderates and name == "superuser")


def test_pinning_on_every_board_can_be_granted_to_a_moderator():
    post = PostFactory()
    moderator = viewer_of(post, "moderator")
    moderator.user_permissions.add(Permission.objects.get(codename="pin_everywhere"))
    assert can_pin(type(moderator).objects.get(pk=moderator.pk), post, scope=Scope.EVERY_BOARD)
    assert not can_pin(moderator, PostFactory(), scope=Scope.EVERY_BOARD)
