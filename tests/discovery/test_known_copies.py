"""Who has a copy of what is hidden since is not told that the copy is still good."""

import pytest
from django.utils import timezone
from django.utils.http import http_date

from boards.access import Access
from boards.posts.models import Post
from boards.posts.moderation.actions.hide_post import hide_post
from tests.factories import AdminFactory, CommentFactory, PostFactory, UploadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    post = PostFactory(title="세금 신고 질문")
    upload = UploadFactory(owner=post.author, post=post)
    Post.objects.filter(pk=post.pk).update(
        body=f'<p><img src="{upload.get_absolute_url()}" alt=""></p>'
    )
    post.tags.add("세금")
    CommentFactory(post=post)
    return post


def hide(post: Post) -> None:
    hide_post(post=post, by=AdminFactory(), reason="")


def make_secret(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(is_secret=True)


def close_board(post: Post) -> None:
    type(post.board).objects.update(read_access=Access.MEMBERS)


ADDRESSES = [
    "/posts/{pk}/",
    "/posts/{pk}/card.png",
    "/posts/{pk}/comments.atom",
    "/oembed/?url=http://testserver/posts/{pk}/",
    "{upload}",
    "/sitemap-posts-1.xml",
    "/tags/세금/",
    "/tags/세금/feed.rss",
    "/feed.atom",
    "/",
]


@pytest.mark.parametrize("take_away", [hide, make_secret, close_board])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_copy_of_what_is_gone_is_called_good(client, post, address, take_away):
    upload = post.uploads.get().get_absolute_url()
    path = address.format(pk=post.pk, upload=upload)
    response = client.get(path)
    take_away(post)
    known = response.get("ETag", '"x"')
    for headers in (
        {"if-none-match": known},
        {"if-modified-since": response.get("Last-Modified", http_date())},
        {"if-modified-since": http_date(timezone.now().timestamp() + 9)},
    ):
        again = client.get(path, headers=headers)
        assert again.status_code in (200, 403, 404)
        content = b"" if again.streaming else again.content
        assert post.title not in content.decode(errors="replace")
