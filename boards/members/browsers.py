"""What a browser is called, as far as its owner needs it to know it again."""

# The first that occurs in a user agent names it: Edge calls itself Chrome too, Chrome Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Opera", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Samsung Internet", "Samsung Internet"),
    ("Whale", "Whale"),
    ("KAKAOTALK", "KakaoTalk"),
    ("KakaoTalk", "KakaoTalk"),
    ("NAVER", "Naver"),
    ("Naver", "Naver"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Macintosh", "Mac"),
    ("Mac", "Mac"),
    ("CrOS", "CrOS"),
    ("Linux", "Linux"),
)


def name_of_browser(user_agent: str) -> str:
    """Return a name such as `Firefox · Android`; empty when nothing is recognised.

    A name is its own name: what was named once can be named again.
    """
    found = (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))
    return " · ".join(filter(None, found))


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in names if sign in user_agent), "")
