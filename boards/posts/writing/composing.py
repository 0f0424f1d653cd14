"""What publishing and editing share: taking over what the author typed."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import shows_nothing
from boards.posts.models import Post
from boards.posts.text.lengths import validate_body
from boards.posts.text.plain_markup import with_links_cut
from boards.posts.text.sanitising import storable
from boards.posts.uploads.markup import with_picture_sizes
from boards.posts.validators import validate_tag_names


def compose(
    post: Post, *, title: str, body: str, tags: Sequence[str], source: str, link: str
) -> None:
    """Give a post its texts, without saving it.

    Args:
        body: HTML from anywhere; its safe part is kept.
        tags: names, which are checked here and set by the caller once the post has its row.

    Raises:
        ValidationError: with the name of the field that is empty or too long.
    """
    set_texts(post, title=title, body=body, source=source, link=link)
    _check("tags", validate_tag_names, tags)


def set_texts(post: Post, *, title: str, body: str | None, source: str, link: str) -> None:
    """Give a post its texts but for the tags, without saving it; a body of None stays as it is.

    Raises:
        ValidationError: for the field `body`, when it is empty or too long.
    """
    post.set_title(title)
    post.source = storable(source).strip()
    post.link = link
    if body is None:
        return
    post.set_body(body)
    post.body = with_picture_sizes(with_links_cut(post.body))
    if shows_nothing(post.body_text) and not post.has_image:
        raise ValidationError({"body": _("Write something.")})
    _check("body", validate_body, post.body_text)


def _check(field: str, validate: Callable[[Any], None], value: Any) -> None:
    try:
        validate(value)
    except ValidationError as error:
        raise ValidationError({field: error}) from error
