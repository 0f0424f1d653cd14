"""The texts of a feed's entries: the whole as HTML, and how it begins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from uuid import UUID

from django.db.models.functions import Left
from django.utils.html import format_html
from django.utils.translation import gettext

from boards.feeds.absolute_urls import absolute, with_absolute_urls
from boards.feeds.entries import key_of_comment, key_of_post
from boards.members.characters import MAX_CODE_POINTS, beginning_of
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.posts.comments import mentions
from boards.posts.comments.pictures import words_of
from boards.posts.models import Comment, Post, Upload
from boards.posts.text.sanitising import IMAGE, attributes_of
from boards.posts.uploads.markup import ADDRESS

EXCERPT_CHARACTERS = 300
# Code points of a beginning; one more tells that the text goes on.
_ENOUGH = EXCERPT_CHARACTERS * MAX_CODE_POINTS + 1


@dataclass(frozen=True)
class Picture:
    """The picture that stands for a post, and a small one for lists; sizes are in pixels.

    How many bytes they have is not known: uploads do not keep that of each width.
    """

    url: str
    media_type: str
    width: int
    height: int
    small_url: str
    small_width: int
    small_height: int


@dataclass(frozen=True)
class Text:
    """What an entry says: safe HTML without relative URLs, and plain text."""

    markup: str
    excerpt: str
    picture: Picture | None = None


def of_posts(pks: Iterable[int]) -> dict[str, Text]:
    """Return the texts of posts by the keys of their entries; two queries."""
    posts = list(
        Post.objects.filter(pk__in=pks)
        .only("id", "body", "has_poll", "source", "link")
        .annotate(beginning=Left("body_text", _ENOUGH))
    )
    pictures = _first_pictures(posts)
    return {key_of_post(post.pk): _of_post(post, pictures.get(post.pk)) for post in posts}


def of_comments(comments: Iterable[Comment], post: Post, viewer: Viewer | None) -> dict[str, Text]:
    """Return the texts of comments by the keys of their entries; a query if they mention anyone."""
    told = list(comments)
    mentioned = mentions.members_in(comment.body for comment in told)
    members = Member.objects.filter(pk__in=mentioned) if mentioned else ()
    names = {member.pk: name_for(viewer, member) for member in members}
    base = absolute(post.get_absolute_url())
    return {
        key_of_comment(comment.pk): _of_markup(mentions.shown(comment.body, names), base)
        for comment in told
    }


def excerpt_of(text: str) -> str:
    """Return how a text begins, on one line and cut between characters as people see them."""
    return beginning_of(text, EXCERPT_CHARACTERS, in_one_line=True)


def _of_post(post: Post, picture: Picture | None) -> Text:
    base = absolute(post.get_absolute_url())
    if not post.body:
        missing = gettext("This post was brought over from another page without its text.")
        return Text(markup=format_html("<p>{}</p>", missing) + _origin(post), excerpt=missing)
    return Text(
        markup=with_absolute_urls(post.body, base=base) + _origin(post),
        excerpt=excerpt_of(post.beginning),  # type: ignore[attr-defined]
        picture=picture,
    )


def _of_markup(markup: str, base: str) -> Text:
    return Text(markup=with_absolute_urls(markup, base=base), excerpt=excerpt_of(words_of(markup)))


def _origin(post: Post) -> str:
    """That it has a poll, and where the text comes from, as the article page has it below."""
    poll = format_html("<p>{}</p>", gettext("There is a poll in this post.")) * post.has_poll
    source = format_html("<p>{}: {}</p>", gettext("Source"), post.source) if post.source else ""
    if not post.link:
        return poll + source
    link = format_html('<p>{}: <a href="{}">{}</a></p>', gettext("Link"), *[post.link] * 2)
    return poll + source + link


def _first_pictures(posts: Iterable[Post]) -> dict[int, Picture]:
    first = {post.pk: upload for post in posts if (upload := _first_upload(post.body))}
    if not first:
        return {}
    uploads: Mapping[UUID, Upload] = Upload.objects.filter(
        kind=Upload.FileKind.PICTURE, post__in=first
    ).in_bulk(first.values())
    return {pk: _picture(uploads[upload]) for pk, upload in first.items() if upload in uploads}


def _first_upload(body: str) -> UUID | None:
    sources = (unescape(attributes_of(image).get("src", "")) for image in IMAGE.finditer(body))
    found = (ADDRESS.match(source) for source in sources)
    return next((UUID(url[1]) for url in found if url), None)


def _picture(upload: Upload) -> Picture:
    shown, small = upload.shown_width, min(upload.widths)
    return Picture(
        url=absolute(upload.url_of(shown)),
        media_type=upload.media_type,
        width=shown,
        height=upload.height_of(shown),
        small_url=absolute(upload.url_of(small)),
        small_width=small,
        small_height=upload.height_of(small),
    )
