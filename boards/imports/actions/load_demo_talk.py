"""Fills the demo's posts with comments and recommendations."""

from collections.abc import Iterable, Mapping

from boards.imports.demo import content
from boards.members.models import Member
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Post
from boards.posts.reactions.actions.recommend import recommend_comment, recommend_post


def load_demo_talk(*, posts: Mapping[str, Post], members: Mapping[str, Member]) -> None:
    """Publish the demo's comments and recommendations; call it inside the demo's transaction.

    Args:
        posts: the demo's posts by their titles.
        members: by their handles.
    """
    for talk in content.talks():
        post = posts[talk.post]
        for handle in talk.recommended_by:
            recommend_post(post=post, by=members[handle])
        _say(talk.comments, post=post, parent=None, members=members)


def _say(
    comments: Iterable[content.DemoComment],
    *,
    post: Post,
    parent: Comment | None,
    members: Mapping[str, Member],
) -> None:
    for demo in comments:
        comment = publish_comment(
            post=post,
            author=members[demo.author],
            text=demo.text,
            parent=parent,
            is_secret=demo.is_secret,
            posted_at=demo.posted_at,
        )
        for handle in demo.recommended_by:
            recommend_comment(comment=comment, by=members[handle])
        _say(demo.replies, post=post, parent=comment, members=members)
