"""What is found is cached by rights: whoever asks in between, each finds what is theirs."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from boards.access import Access
from boards.caching import write_generation
from boards.members.models import Block, Member
from boards.posts.moderation.actions.hide_post import hide_post
from boards.search.models import SearchedWords
from boards.search.querying import finding as search
from boards.search.querying import shared_answers
from boards.search.querying.finding import find
from forum.guest_pages import GuestPagesMiddleware
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import published

pytestmark = pytest.mark.django_db(transaction=True)

FIREFOX = "Mozilla/5.0 (X11; Linux) Firefox/130.0"
GOOGLEBOT = "Googlebot/2.1"


@pytest.fixture(autouse=True)
def generation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Cache answers as the web processes do."""
    monkeypatch.setattr(write_generation, "_memory", None)
    write_generation.share()
    GuestPagesMiddleware(lambda request: HttpResponse())  # hears of what is written
    yield
    write_generation.bump()


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note how often posts are weighed."""
    times: list[object] = []
    weigh = search.weighed

    def noting(*args: object, **kwargs: object) -> object:
        times.append(args)
        return weigh(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "weighed", noting)
    return times


def titles(viewer: Member | None, query: str = "세금") -> set[str]:
    """Return the titles that somebody finds, and see that they are counted rightly."""
    found = find(viewer, query)
    assert found.found == len(found.results)
    return {result.post.title for result in found.results}


@pytest.fixture
def people() -> dict[str, Member | None]:
    """One of each kind that finds something else than the others."""
    author, moderator, blocker = MemberFactory(), MemberFactory(), MemberFactory()
    board = BoardFactory(allows_secret=True, moderators=[moderator])
    published("세금 열린 글", board=board, author=author)
    published("세금 비밀 글", board=board, author=author, is_secret=True)
    published("세금 회원 글", board=BoardFactory(read_access=Access.MEMBERS))
    closed = BoardFactory(read_access=Access.MODERATORS)
    published("세금 운영 글", board=closed, author=AdminFactory())
    annoying = published("세금 막힌 글")
    Block.objects.create(blocker=blocker, blocked=annoying.author)
    return {
        "guest": None,
        "member": MemberFactory(),
        "other": MemberFactory(),
        "author": author,
        "moderator": moderator,
        "blocker": blocker,
        "admin": AdminFactory(),
    }


EVERYBODYS = {"세금 열린 글", "세금 막힌 글"}
MEMBERS = {*EVERYBODYS, "세금 회원 글"}
THEIRS = {
    "guest": EVERYBODYS,
    "member": MEMBERS,
    "other": MEMBERS,
    "author": {*MEMBERS, "세금 비밀 글"},
    "moderator": {*MEMBERS, "세금 비밀 글"},
    "blocker": MEMBERS - {"세금 막힌 글"},
    "admin": {*MEMBERS, "세금 비밀 글", "세금 운영 글"},
}


def test_whoever_asks_in_between_each_finds_what_is_theirs(
    people: dict[str, Member | None],
) -> None:
    for role in [*people, *reversed(people), *people]:
        assert titles(people[role]) == THEIRS[role], role


def test_pages_show_each_what_is_theirs_in_any_order(people: dict[str, Member | None]) -> None:
    clients = {role: Client(headers={"user-agent": FIREFOX}) for role in people}
    for role, person in people.items():
        if person:
            clients[role].force_login(person)
    every = set().union(*THEIRS.values())
    for role in [*people, *reversed(people), *people]:
        html = clients[role].get("/search/?q=글").content.decode()
        shown = {title for title in every if title.split()[1] in html}
        assert shown == THEIRS[role], role


def test_members_of_the_same_rights_share_what_one_of_them_was_answered(
    people: dict[str, Member | None], weighed: list[object]
) -> None:
    titles(people["member"])
    titles(people["other"])
    titles(people["member"])
    assert len(weighed) == 1


def test_a_write_is_seen_at_once(people: dict[str, Member | None]) -> None:
    assert titles(people["member"]) == MEMBERS
    post = published("세금 새 글")
    assert titles(people["member"]) == {*MEMBERS, "세금 새 글"}
    hide_post(post=post, by=people["admin"])
    assert titles(people["member"]) == MEMBERS


def test_a_secret_post_of_one_s_own_is_found_at_once(people: dict[str, Member | None]) -> None:
    assert titles(people["other"]) == MEMBERS
    board = BoardFactory(allows_secret=True)
    published("세금 내 비밀", board=board, author=people["other"], is_secret=True)
    assert titles(people["other"]) == {*MEMBERS, "세금 내 비밀"}
    assert titles(people["member"]) == MEMBERS


def test_words_and_places_are_told_apart(people: dict[str, Member | None]) -> None:
    member = people["member"]
    assert titles(member, "열린") == {"세금 열린 글"}
    assert titles(member, "막힌") == {"세금 막힌 글"}
    assert titles(member, "in:title 본문입니다") == set()
    assert titles(member, "본문입니다") == MEMBERS
    assert titles(member, "세금 -막힌") == MEMBERS - {"세금 막힌 글"}


def test_no_more_is_cached_than_there_is_room_for(
    people: dict[str, Member | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_answers, "MAX_ANSWERS", 3)
    for number in range(10):
        titles(people["member"], f"세금 {number}")
    assert len(shared_answers._cached) <= 3


def test_every_network_counts_once_for_a_page_that_guests_get_from_the_cache(
    people: dict[str, Member | None],
) -> None:
    pages = set()
    for address in ("203.0.113.1", "203.0.113.2", "203.0.113.1", "203.0.113.3"):
        response = Client().get(
            "/search/?q=세금", REMOTE_ADDR=address, headers={"user-agent": FIREFOX}
        )
        pages.add(response["ETag"])
    Client().get("/search/?q=세금", REMOTE_ADDR="203.0.113.9", headers={"user-agent": GOOGLEBOT})
    assert len(pages) == 1
    assert [(row.words, row.readers) for row in SearchedWords.objects.all()] == [("세금", 3)]
