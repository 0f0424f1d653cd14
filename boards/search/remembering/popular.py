"""What many people searched for lately, without who they were.

Counted are plain words only, without a board or a period beside them, that found something which
a guest may read: what is shown must say nothing of closed boards. Readers count once a day for
the same words: members by who they are, guests by their network alone, since whoever wants to put
words before everybody's eyes changes the browser's name more easily than the network.
"""

import re
from datetime import date, datetime, timedelta

import structlog
from django.core.cache import cache
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

from boards.counters.readers import hash_reader, is_reading
from boards.http.networks import network_of
from boards.members.characters import is_longer_than
from boards.moments import site_time
from boards.posts.permissions import can_read
from boards.search.language.query_parser import Query
from boards.search.models import MAX_WORDS_LENGTH, SearchedWords
from boards.search.querying.finding import Results
from boards.search.querying.search_params import SearchParams
from boards.search.remembering.actions.count_search import count_search
from boards.search.tokens import tokenizer

SHOWN = 10
DAYS = 7
MIN_READERS = 3  # on one day: on several they may be the same ones
SECONDS_OF_A_DAY = 86_400
# Addresses and numbers of people are nobody else's to see, however many look for them.
_PERSONAL = re.compile(r"@|\d(?:[\s.()-]?\d){6}")

logger = structlog.get_logger(__name__)


def popular_words(today: date) -> list[str]:
    """Return the words that most readers looked for in the last days, the most wanted first."""
    never_shown = SearchedWords.objects.filter(is_never_shown=True).values("words")
    lately = SearchedWords.objects.filter(
        day__gt=today - timedelta(days=DAYS), day__lte=today, readers__gte=MIN_READERS
    )
    wanted = lately.exclude(words__in=never_shown).values("words").annotate(all=Sum("readers"))
    return list(wanted.order_by("-all", "words").values_list("words", flat=True)[:SHOWN])


class NotedSearch:
    """Counts each reader of one page of results once; words are empty where nothing counts.

    Guests get one page for a moment (`forum.guest_pages`), and those of a network are asked for
    once in it.
    """

    def __init__(self, params: SearchParams, found: Results) -> None:
        plain = "" if params.is_narrowed or not params.is_first_page else words_of(found.query)
        self.words = plain if plain and _finds_something_open(found) else ""
        self._noted: set[str] = set()

    def note(self, request: HttpRequest) -> None:
        """Count the request as a reader who looks for these words if it is one; never raises."""
        try:
            if self.words and is_reading(request):
                self._count(request, self.words)
        except Exception:
            # A page without its count is worth more than no page.
            logger.exception("search_not_counted")

    def _count(self, request: HttpRequest, words: str) -> None:
        who = _who(request)
        if who not in self._noted:
            _count_once(who, words, timezone.now())
            self._noted.add(who)


def words_of(query: Query) -> str:
    """Return the words of a query as they are counted; empty when it is more than plain words."""
    terms = [term for group in query.groups for term in group]
    is_plain = len(terms) == len(query.groups) and not any(
        term.is_phrase or term.is_unwanted for term in terms
    )
    if not is_plain or query.filters or query.is_placed or query.hints:
        return ""
    words = " ".join(tokenizer.folded(term.text) for term in terms)
    return "" if is_longer_than(words, MAX_WORDS_LENGTH) or _PERSONAL.search(words) else words


def _finds_something_open(found: Results) -> bool:
    return any(can_read(None, result.post) for result in found.results)


def _who(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return f"member\0{request.user.pk}"
    return network_of(request)


def _count_once(who: str, words: str, now: datetime) -> None:
    day = site_time.day_of(now)
    reader = hash_reader(f"search\0{day}\0{words}\0{who}", now=now)
    keys = [f"searched:{hashed.hex()}" for hashed in reader]
    # Asked first: adding costs the cache of the database several queries.
    if not cache.get_many(keys) and cache.add(keys[0], 1, SECONDS_OF_A_DAY):
        count_search(words=words, day=day)
