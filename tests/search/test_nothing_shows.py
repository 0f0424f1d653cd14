"""Nothing that the search shows or tells changes by a post that its reader may not read."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from boards.access import Access
from boards.background.signals import upkeep_is_due
from boards.filters.kinds import FilterOutcome
from boards.filters.models import Filter
from boards.members.models import Block
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.search.language.search_field import SearchField
from boards.search.models import SavedSearch
from boards.search.saved.actions.save_search import save_search
from boards.search.saved.listing import saved_searches_of
from forum.limits import WHO, limits_with
from tests.due_tasks import run_due_tasks
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import ENGLISH, page_of, published

pytestmark = pytest.mark.django_db

TITLE, BODY, TAG = "밀봉서류 코스트코", "금괴를 훔친 노란가방 $7,770 냈다", "밀수"
# Each finds the post above, or would be led to it, for whoever may read it.
QUERIES = (
    "밀봉서류", "밀봉 서류", "밀봉셔류", "alfqhdtjfb", "costco", "챈ㅅ채", "ㅁㅂㅅㄹ", "금괴",
    "금괘", "훔쳐간 금괴를", "7770불", "노란가방 없는말", "노란", "밀", '"금괴를 훔친"', "tag:밀수",
    "태그:밀슈", "제목:밀봉서류", "내용:금괴", "author:wrxxxxx", "author:wr", "글쓴이:writer",
    "board:cellar", "board:cellar 금괴", "cellar", "말머리:지하", "-없는말", "금괴 or 없는말",
    "밀봉서류 금괴 월세", "금괴밀수",
)  # fmt: skip
_OF_ONE_REQUEST = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce-?\S+|<time.*?</time>')


class Onlooker:
    """Somebody who asks for all that the search tells."""

    def __init__(self, member=None):
        self.member, self.client = member, Client(headers=ENGLISH)
        if member:
            self.client.force_login(member)
            for query in ("밀봉서류", "금괴", "tag:밀수", "author:wrxxxxx", "7770불"):
                save_search(member=member, query=query, field=SearchField(""), board=None)

    def all_that_is_told(self):
        cache.clear()
        told = {query: page_of(self.client, q=query) for query in QUERIES}
        for query in ("밀봉서류", "금괴를 훔친", "-없는말", "tag:밀수"):
            told[query, "newest"] = page_of(self.client, q=query, sort="newest")
        for begun in ("밀봉", "금괴", "밀수", "코스", "ㅁㅂ", "wr", "ce"):
            told[begun, "begun"] = self.client.get("/search/suggestions/", {"q": begun})
        if self.member:
            told["saved"] = self.client.get("/search/saved/")
            for search in SavedSearch.objects.filter(member=self.member):
                feed = Client().get(f"/search/saved/{search.token}/feed.atom")
                told[search.query, "feed"] = feed
        told["popular"] = page_of(Client())
        assert {response.status_code for response in told.values()} == {200}
        return {
            asked: _OF_ONE_REQUEST.sub("", response.content.decode())
            for asked, response in told.items()
        }


@pytest.fixture(autouse=True)
def no_limits(settings):
    asked = (f"{action}.{who}=off" for action in ("search", "suggest") for who in WHO)
    settings.LIMITS = limits_with(" ".join(asked))


@pytest.fixture
def author():
    return MemberFactory(handle="writhe")


@pytest.fixture
def boards():
    cellar = BoardFactory(slug="cellar", name_en="Cellar", read_access=Access.MODERATORS)
    cellar.categories.create(slug="under", name_ko="지하", name_en="Under")
    return {
        "open": BoardFactory(),
        "secret": BoardFactory(allows_secret=True),
        "cellar": cellar,
        "masked": BoardFactory(allows_anonymous=True),
    }


@pytest.fixture
def onlookers(boards):
    published("월세 인상", author=MemberFactory(handle="writer"), tags=["집"], board=boards["open"])
    published("다른 글", "조용한 하루", board=boards["open"])
    return {"guest": Onlooker(), "member": Onlooker(MemberFactory(handle="passer"))}


def written(board, author, **more):
    return published(TITLE, BODY, board=board, author=author, tags=[TAG], **more)


def hidden(boards, author):
    hide_post(post=written(boards["open"], author), by=None)


def deleted(boards, author):
    delete_own_post(post=written(boards["open"], author), by=author)


def held(boards, author):
    Filter.objects.create(name="x", entries="금괴", outcome=FilterOutcome.HOLD, is_active=True)
    written(boards["open"], author)


def secret(boards, author):
    written(boards["secret"], author, is_secret=True)


def closed(boards, author):
    written(boards["cellar"], AdminFactory())


def test_what_one_may_not_read_changes_nothing(onlookers, boards, author):
    settle()
    for each in onlookers.values():
        each.all_that_is_told()  # what is counted of searches is counted
    before = {who: each.all_that_is_told() for who, each in onlookers.items()}
    for write in (hidden, deleted, secret, closed, held):
        write(boards, author)
        settle()
        for who, each in onlookers.items():
            after = each.all_that_is_told()
            changed = {asked for asked in after if after[asked] != before[who][asked]}
            assert changed == set(), (write.__name__, who)


def test_the_author_of_an_anonymous_post_is_told_by_nothing(onlookers, boards, author):
    member = onlookers["member"]
    Block.objects.create(blocker=member.member, blocked=author)
    told = []
    for who in (author, MemberFactory(handle="stranger")):
        post = written(boards["masked"], who, is_anonymous=True)
        settle()
        found = {
            query: page_of(member.client, q=query).context["found"].found
            for query in (
                "밀봉서류",
                "author:writhe",
                "author:wrxxxxx",
                "author:stxxxxx",
                "글쓴이:st",
            )
        }
        (anonymous,) = (
            row for row in saved_searches_of(member.member) if row.search.query == "밀봉서류"
        )
        told.append((found, anonymous.new))
        hide_post(post=post, by=None)
    assert told[0] == told[1]
    assert told[0][0]["밀봉서류"] == told[0][1] == 1


def settle():
    run_due_tasks()
    upkeep_is_due.send(sender=None)
