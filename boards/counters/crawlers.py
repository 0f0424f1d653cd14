"""Tells crawlers from readers: by what robots say of themselves, and by lists of their names.

docs/views.md says how many of either are taken for the other.
"""

import re
from functools import cache, lru_cache

from crawlerdetect.providers.crawlers import data as CRAWLERDETECT_PATTERNS
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from crawleruseragents import is_crawler as matches_crawler_user_agents

from boards.counters.agents import is_app_on_a_phone, names_a_device, without_lookalikes

MAX_AGENT = 512  # characters of a user agent that are looked at
GROUP = 25  # patterns in one expression, as crawler-user-agents does it

# What only programs call themselves, whatever else they say.
_ROBOT_WORDS = re.compile(
    r"""bots?(?![a-z]) | robot | crawl | spider | slurp | scrap(?:e|y|ing|\b) | fetch | monitor
      | uptime | validat | preview | archiv | harvest | headless | selenium | puppeteer | playwright
      | lighthouse | synthetic | screenshot | favicon | sitemap | indexer | snippet | probe | verif
      | survey | research | analy[sz]e | extract | http[-_ ]?client | okhttp | aiohttp | urllib
      | libsoup | guzzle | go-http | jsdom | cypress | grpc | python | \bperl | \bcurl | wget
      | <(?:script|img|meta|li|[/?!]) | \(select\b | \(\)[ ]?\{
      | KHTML,[ ]like[ ]Gecko;[ ]? (?!Version|googleweblight|Google[ ]Wireless)\w""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"https?: | www\. | [\w.+-]@[\w-]{1,60}\.[a-z]", re.IGNORECASE | re.VERBOSE)

# What nearly every browser says, and a few patterns of crawlerdetect would find in it; and apps to
# read with, all of which it takes for crawlers.
_BROWSER_WORDS = re.compile(
    r"""Mozilla/\S+ | AppleWebKit/\S+ | KHTML,[ ]like[ ]Gecko | Chrome/\S+ | Safari/\S+
      | Version/\S+ | Mobile/\S+ | Gecko/\d+ | Firefox/\S+ | Opera/[\d.]+ | Dalvik/[\d.]+
      | \.NET[ ]CLR[ ][\d.]+ | (?<![dDsS])[Rr]eader""",
    re.VERBOSE,
)
# Agents that the list gives word for word as a crawler's.
_examples = frozenset(
    agent[:MAX_AGENT] for crawler in CRAWLER_USER_AGENTS_DATA for agent in crawler["instances"]
)


def is_crawler(agent: str) -> bool:
    """Say whether a user agent is a crawler's, or says nothing at all.

    Only the first 512 characters count.
    """
    return _is_crawler(agent[:MAX_AGENT])


# A new agent takes some 0.4 ms, and most readers share few agents.
@lru_cache(maxsize=2048)
def _is_crawler(agent: str) -> bool:
    own_words = without_lookalikes(agent)
    return (
        not agent.strip()
        or agent in _examples
        or _says_it_is_one(agent, own_words)
        or matches_crawler_user_agents(own_words)
        or _matches_crawlerdetect(own_words)
    )


def _says_it_is_one(agent: str, own_words: str) -> bool:
    return (
        _ROBOT_WORDS.search(own_words) is not None
        or (_ADDRESS.search(own_words) is not None and not is_app_on_a_phone(agent))
        # Whatever shows pages to people names the device or the browser that does it.
        or not names_a_device(agent)
    )


def _matches_crawlerdetect(agent: str) -> bool:
    searched = _BROWSER_WORDS.sub("", agent).lower()
    return any(patterns.search(searched) for patterns in _lower_patterns())


@cache
def _lower_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of crawlerdetect for agents in lower case.

    So, and in groups, they take a tenth of the time that the package's own search takes.
    """
    lower = [_lower_pattern(pattern) for pattern in CRAWLERDETECT_PATTERNS]
    groups = [lower[start : start + GROUP] for start in range(0, len(lower), GROUP)]
    return tuple(re.compile("|".join(group)) for group in groups)


def _lower_pattern(pattern: str) -> str:
    r"""Return the pattern in lower case, but for escapes: ``\S`` is not ``\s``.

    What may stand before it any number of times goes: it finds no more, and takes long to say so.
    """
    needed = re.sub(r"^\[[^\]]*\]\*", "", pattern)
    return re.sub(r"(\\.)|([A-Z])", lambda part: part[1] or part[2].lower(), needed)
