"""The posts that imports made, as far as one page may show them again."""

from boards.imports.models import ImportedPost, PageKind
from boards.imports.saved_page import SavedPage
from boards.members.folding import key_of
from boards.posts.models import Post


class Register:
    """Finds imported posts by key and by title, and takes in new ones."""

    def __init__(self, page: SavedPage) -> None:
        titles = {page.article.title}
        titles.update(notice.title for notice in page.notices)
        titles.update(row.title for row in page.rows)
        self._signs = list(
            ImportedPost.objects.filter(title_key__in=set(map(key_of, titles)))
            .select_related("post__board")
            .order_by("pk")
        )
        self._posts = {sign.key: sign.post for sign in self._signs}
        self._new: list[ImportedPost] = []

    def post_with(self, key: str) -> Post | None:
        """Return the post that is known by this key."""
        return self._posts.get(key)

    def posts_shown_as(self, kind: PageKind, title: str) -> list[Post]:
        """Return the posts that some page showed as this kind under this title, oldest first."""
        return [sign.post for sign in self._signs if sign.kind == kind and sign.title == title]

    def add(self, key: str, kind: PageKind, title: str, post: Post) -> None:
        """Take in a stored post; `save` writes it down."""
        sign = ImportedPost(key=key, kind=kind, title=title, post=post)
        self._posts[key] = post
        self._signs.append(sign)
        self._new.append(sign)

    def new_post_ids(self) -> list[int]:
        """Return the ids of the posts that were taken in and are not written down yet."""
        return [sign.post.pk for sign in self._new]

    def save(self) -> None:
        """Write down all that was taken in."""
        ImportedPost.objects.bulk_create(self._new)
        self._new = []
