"""Members, boards, posts and notices for tests."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from boards.members.models import Member
from boards.models import Board, Category
from boards.moderation.models import ReportReason
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Notice, Post, Upload


class MemberFactory(DjangoModelFactory):
    """A member who signs in with the password `PASSWORD`."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    handle = factory.Sequence(lambda n: f"reader{n}")
    email = factory.Sequence(lambda n: f"reader{n}@example.com")

    @classmethod
    def _create(cls, model_class: type[Member], *args: Any, **kwargs: Any) -> Member:
        return Member.objects.create_user(*args, **kwargs)


class AdminFactory(MemberFactory):
    """A member who may do everything."""

    handle = factory.Sequence(lambda n: f"admin{n}")
    is_staff = True
    is_superuser = True


class BoardFactory(DjangoModelFactory):
    """A board that everyone reads and members write on."""

    class Meta:
        model = Board
        skip_postgeneration_save = True

    name_en = factory.Sequence(lambda n: f"Board {n}")
    name_ko = factory.Sequence(lambda n: f"게시판 {n}")

    @factory.post_generation
    def moderators(self: Board, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Take `moderators=[…]`."""
        if create and extracted:
            self.moderators.add(*extracted)


class CategoryFactory(DjangoModelFactory):
    """A category that everybody may choose, on a board of its own."""

    class Meta:
        model = Category

    board = factory.SubFactory(BoardFactory)
    name_ko = factory.Sequence(lambda n: f"말머리 {n}")
    position = factory.Sequence(lambda n: n)


class PostFactory(DjangoModelFactory):
    """A published post with a body."""

    class Meta:
        model = Post

    board = factory.SubFactory(BoardFactory)
    author = factory.SubFactory(MemberFactory)
    title = factory.Sequence(lambda n: f"세금 신고 질문 {n}")

    @classmethod
    def _create(cls, model_class: type[Post], *args: Any, **kwargs: Any) -> Post:
        body = kwargs.pop("body", "<p>작년 소득을 어디에 적나요?</p>")
        post = model_class(*args, **kwargs)
        post.set_body(body)
        post.save()
        return post


class NoticeFactory(DjangoModelFactory):
    """A notice on its post's board."""

    class Meta:
        model = Notice

    post = factory.SubFactory(PostFactory)


class CommentFactory(DjangoModelFactory):
    """A comment, published as members publish them."""

    class Meta:
        model = Comment

    post = factory.SubFactory(PostFactory)
    author = factory.SubFactory(MemberFactory)
    text = factory.Sequence(lambda n: f"댓글 {n}")

    @classmethod
    def _create(cls, model_class: type[Comment], *args: Any, **kwargs: Any) -> Comment:
        return publish_comment(**kwargs)


class UploadFactory(DjangoModelFactory):
    """The row of a picture that is ready; its files are not stored."""

    class Meta:
        model = Upload

    owner = factory.SubFactory(MemberFactory)
    kind = Upload.FileKind.PICTURE
    progress = Upload.Progress.READY
    name = "photo"
    media_type = "image/webp"
    size = 1000
    width = 1200
    height = 800
    widths = factory.LazyFunction(lambda: [480, 960, 1200])


class ReportReasonFactory(DjangoModelFactory):
    """A reason that members choose among."""

    class Meta:
        model = ReportReason

    name_ko = factory.Sequence(lambda n: f"이유 {n}")
    name_en = factory.Sequence(lambda n: f"Reason {n}")
