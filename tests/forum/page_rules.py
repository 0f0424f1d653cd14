"""What no page may hold: code inside the HTML, and anything loaded from another site."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

# Attributes whose address the browser fetches or sends to, by element; "*" for all elements.
LOADED = {
    "*": {"src", "srcset", "poster", "data", "background", "action", "formaction"},
    "link": {"href"},
    "use": {"href", "xlink:href"},
    "image": {"href", "xlink:href"},
}
# Data blocks, which no browser runs.
DATA = {"application/json", "application/ld+json"}
LINKS_THAT_LOAD_NOTHING = {"canonical", "alternate", "prev", "next"}


def broken_rules(markup: str) -> list[str]:
    """Return a sentence for everything in the page that its policy would refuse."""
    parser = _RuleParser()
    parser.feed(markup)
    parser.close()
    return parser.broken


class _RuleParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and _runs_inline(values)):
            self.broken.append(f"<{tag}> with a body")
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.broken.append(f"<{tag} {name}={value!r}>")
            if value.strip().lower().startswith("javascript:"):
                self.broken.append(f"<{tag} {name}={value!r}> is a script")
            if _is_loaded(tag, name, values) and urlsplit(value).netloc:
                self.broken.append(f"<{tag} {name}={value!r}> is on another site")


def _runs_inline(values: dict[str, str]) -> bool:
    return "src" not in values and values.get("type") not in DATA


def _is_loaded(tag: str, name: str, values: dict[str, str]) -> bool:
    if tag == "link" and values.get("rel") in LINKS_THAT_LOAD_NOTHING:
        return False
    return name in LOADED["*"] | LOADED.get(tag, set())
