"""What the tests of comments, recommendations and saved posts share."""

import re
from typing import Any

from boards.posts.models import Comment, Post
from boards.posts.states import State
from tests.factories import MemberFactory, PostFactory

ENGLISH = {"accept-language": "en"}


def shown_comments(response: Any) -> list[str]:
    """Return the text of each comment of a page, its name and time in front, as readers see it."""
    page = response.content.decode()
    parts = re.split(r'<li class="comment ', page.split('id="comment-list"')[1].split("</ol>")[0])
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", f"<{part}")).strip() for part in parts[1:]]


def bodies_of(response: Any) -> list[str]:
    """Return the HTML of each body that the page shows."""
    return re.findall(r'<div class="comment__body">(.*?)</div>', response.content.decode(), re.S)


def count_of(post: Post) -> int:
    """Return the stored number of comments, which must be the number of published ones."""
    stored = Post.objects.select_related("counts").get(pk=post.pk).comment_count
    assert stored == Comment.objects.filter(post=post, state=State.PUBLISHED).count()
    return stored


def post_with_moderator(**fields: Any) -> tuple[Post, Any]:
    """Return a post and a moderator of its board."""
    post = PostFactory(**fields)
    moderator = MemberFactory()
    post.board.moderators.add(moderator)
    moderator.refresh_from_db()
    return post, moderator
