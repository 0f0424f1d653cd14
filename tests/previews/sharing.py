"""Posts that share links, as members write them."""

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from boards.posts.models import Post
from boards.posts.text.plain_markup import markup_of
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from boards.previews.models import LinkPreview, hash_of
from boards.previews.pictures import picture_file
from tests.factories import BoardFactory, MemberFactory


def share(*addresses: str, link: str = "", **arguments: Any) -> Post:
    """Publish a post with these addresses, each alone on a line."""
    board = arguments.pop("board", None) or BoardFactory()
    author = arguments.pop("author", None) or MemberFactory()
    body = markup_of("\n".join(["읽어 보세요", *addresses]))
    return publish_post(
        board=board, author=author, title="읽을거리", body=body, link=link, **arguments
    )


def edit(post: Post, *addresses: str) -> Post:
    """Give the post other addresses."""
    post.refresh_from_db()
    body = markup_of("\n".join(["읽어 보세요", *addresses]))
    return edit_post(
        post=post, by=post.author, version=version_of(post), title=post.title, body=body
    )


def preview_of(address: str) -> LinkPreview:
    return LinkPreview.objects.get(address_hash=hash_of(address))


def ready_preview(post: Post, address: str = "https://a.example/x", **fields: Any) -> LinkPreview:
    """A preview that is there already, below a post that has its link."""
    values = {"title": "기사 제목", "state": LinkPreview.State.READY, **fields}
    preview, _ = LinkPreview.objects.update_or_create(
        address=address, address_hash=hash_of(address), defaults=values
    )
    preview.uses.get_or_create(post=post, defaults={"position": 0})
    return preview


def with_picture(preview: LinkPreview) -> LinkPreview:
    """Give the preview a stored picture, of which only its beginning is one."""
    preview.picture = uuid4()
    preview.save()
    default_storage.save(picture_file(preview.picture), ContentFile(b"RIFF????WEBP"))
    return preview
