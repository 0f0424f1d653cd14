"""What the posts room stores."""

from boards.posts.models.alias import Alias
from boards.posts.models.comment import Comment, CommentRevision
from boards.posts.models.draft import Draft
from boards.posts.models.earlier_tag_slug import EarlierTagSlug
from boards.posts.models.list_count import ListChange, ListCount, ListSegment, ListState
from boards.posts.models.notice import Notice
from boards.posts.models.post import Post, PostCounts, Tag, TaggedPost
from boards.posts.models.recommend import CommentRecommend, PostRecommend
from boards.posts.models.revision import Revision
from boards.posts.models.scrap import Scrap, ScrapFolder
from boards.posts.models.upload import Upload

__all__ = [
    "Alias",
    "Comment",
    "CommentRecommend",
    "CommentRevision",
    "Draft",
    "EarlierTagSlug",
    "ListChange",
    "ListCount",
    "ListSegment",
    "ListState",
    "Notice",
    "Post",
    "PostCounts",
    "PostRecommend",
    "Revision",
    "Scrap",
    "ScrapFolder",
    "Tag",
    "TaggedPost",
    "Upload",
]
