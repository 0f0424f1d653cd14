"""Tells crawlers from readers, by the patterns of crawler-user-agents and a few of our own."""

import re
from functools import lru_cache

from crawleruseragents import is_crawler as matches_a_pattern

# Seen on sites like this one and missing from the data: previews of links that people send each
# other in KakaoTalk, and programs that fetch pages.
OTHER_CRAWLERS = re.compile(
    r"kakaotalk-scrap|PerplexityBot|PostmanRuntime|^Java/|^Ruby$", re.IGNORECASE
)


# Some 1,500 patterns take 0.2 to 1.5 ms, and most readers share few agents.
@lru_cache(maxsize=2048)
def is_crawler(agent: str) -> bool:
    """Say whether a user agent is a known crawler's, or says nothing at all."""
    return not agent.strip() or OTHER_CRAWLERS.search(agent) is not None or matches_a_pattern(agent)
