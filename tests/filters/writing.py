"""Filters in use, posts as members publish them, and pages as somebody sees them."""

from django.test import Client

from boards.filters.kinds import FilterOutcome
from boards.filters.models import Filter
from boards.posts.models import Post
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import (
    BoardFactory,
    MemberFactory,
)

KOREAN = {"accept-language": "ko"}
LONG = "<p>오늘 아침에 산에 올라가서 찍은 사진과 이야기를 조금 길게 적어 봅니다.</p>"


def watch(outcome: FilterOutcome, entries: str = "나쁜말", **values) -> Filter:
    return Filter.objects.create(
        name=values.pop("name", "욕설"), entries=entries, outcome=outcome, is_active=True, **values
    )


def publish(
    board=None, author=None, title="오늘의 이야기", body="<p>평범한 글</p>", **values
) -> Post:
    return publish_post(
        board=board or BoardFactory(),
        author=author or MemberFactory(),
        title=title,
        body=body,
        **values,
    )


def page(path: str, viewer=None) -> str:
    client = Client(headers=KOREAN)
    if viewer is not None:
        client.force_login(viewer)
    return b"".join(client.get(path)).decode()
