"""What the posts room stores."""

from boards.posts.models.anonymous_number import AnonymousNumber
from boards.posts.models.comment import Comment, CommentRevision
from boards.posts.models.comment_merge import CommentMerge, MergedComment
from boards.posts.models.draft import Draft
from boards.posts.models.earlier_tag_slug import EarlierTagSlug
from boards.posts.models.fingerprint import PictureFingerprint, RefusedPicture
from boards.posts.models.list_count import ListChange, ListCount, ListSegment, ListState
from boards.posts.models.notice import Notice
from boards.posts.models.notice_marks import NoticeConfirmation, NoticeFold
from boards.posts.models.poll import Poll, PollChoice, Vote, VotedChoice
from boards.posts.models.post import Post, PostCounts, Tag, TaggedPost
from boards.posts.models.read_mark import ReadMark
from boards.posts.models.recommendation import (
    CommentRecommendation,
    NetworkSalt,
    Recommendation,
)
from boards.posts.models.revision import Revision
from boards.posts.models.scrap import Scrap, ScrapFolder
from boards.posts.models.trashed import Trashed
from boards.posts.models.upload import Upload

__all__ = [
    "AnonymousNumber",
    "Comment",
    "CommentMerge",
    "CommentRecommendation",
    "CommentRevision",
    "Draft",
    "EarlierTagSlug",
    "ListChange",
    "ListCount",
    "ListSegment",
    "ListState",
    "MergedComment",
    "NetworkSalt",
    "Notice",
    "NoticeConfirmation",
    "NoticeFold",
    "PictureFingerprint",
    "Poll",
    "PollChoice",
    "Post",
    "PostCounts",
    "ReadMark",
    "Recommendation",
    "RefusedPicture",
    "Revision",
    "Scrap",
    "ScrapFolder",
    "Tag",
    "TaggedPost",
    "Trashed",
    "Upload",
    "Vote",
    "VotedChoice",
]
