"""Publishes the posts of the set as members do."""

from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory
from tests.search.relevance.reading import WrittenPost


def publish(written: list[WrittenPost]) -> dict[int, str]:
    """Publish the posts with their tags and comments; return their names by id."""
    boards = {post.board: None for post in written}
    members = {post.author: None for post in written}
    places = {slug: BoardFactory(slug=slug, name_en=slug, name_ko=slug) for slug in boards}
    authors = {handle: MemberFactory(handle=handle) for handle in members}
    commenter = MemberFactory(handle="commenter")
    names = {}
    for each in written:
        post: Post = publish_post(
            board=places[each.board],
            author=authors[each.author],
            title=each.title,
            body="".join(f"<p>{line}</p>" for line in each.body.split("\n")),
            tags=each.tags,
            posted_at=each.posted_at,
        )
        for text in each.comments:
            publish_comment(post=post, author=commenter, text=text, posted_at=each.posted_at)
        names[post.pk] = each.name
    return names
