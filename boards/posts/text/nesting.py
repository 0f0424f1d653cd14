"""HTML that costs no more to parse than its length says, whatever somebody sends.

A parser of HTML looks through all elements that are open at nearly every tag, so 100 KB of `<div>`
cost seconds. Here a tag is looked at once, by the rules of the HTML standard (13.2.5, the
tokenisation), and what would be too deep loses its tags and keeps its text.

An element counts as closed only where every parser closes it: by an end tag of its own name, right
behind what it holds, or by that of its table. Whatever the standard mends besides counts as open,
and so never as too little.

Tables take only what belongs there: the rest would be moved before them, past all that was moved
already. One text with very many references (`&amp;`) is parted by comments, which nobody sees, and
one tag has no more attributes than anybody writes: of these, too, each is held against all others.
"""

import re
from html.entities import html5 as named_references
from itertools import islice

MAX_DEPTH = 100  # elements; editors make a few, and pages that are copied some tens
MAX_TAG = 4000  # characters of a tag whose attributes are not counted
MAX_ATTRIBUTES = 100  # of one tag: a parser compares each with all before it
MAX_REFERENCES = 200  # of one text or tag

_SPACE = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    rf"[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rf"(?:{_SPACE}*+=(?:{_SPACE}*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'>])[^\t\n\f\r >]++))?+)?+"
)
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*+)(?P<rest>(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+)>"
    r"|<!--.*?-->|<[!?/][^>]*+>",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG_BEGINS = re.compile(r"<[a-zA-Z!?/]")
_VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
# What stands in them is not HTML, or not shown, and the cleaner leaves it out.
_LEFT_OUT = frozenset((
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math",
))  # fmt: skip
# In them tags are text, or are read by rules of their own. Without them what they hold is HTML.
_READ_OTHERWISE = frozenset((
    "textarea", "title", "xmp", "noembed", "noframes", "plaintext", "select", "option",
    "optgroup", "frameset",
))  # fmt: skip
_PARTS_OF_TABLES = frozenset((
    "caption", "colgroup", "col", "tbody", "thead", "tfoot", "tr", "td", "th",
))  # fmt: skip
# Nothing else may stand in these.
_ONLY_PARTS = frozenset(["table", "colgroup", "tbody", "thead", "tfoot", "tr"])
# Closed by the next of their kind, and by the end of what holds them.
_ENDS_BY_ITSELF = {
    "p": frozenset({"p"}), "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}),
}  # fmt: skip
_ENDS_WITH = dict.fromkeys(
    ("article", "blockquote", "div", "dl", "figure", "ol", "section", "ul"),
    frozenset({"p", "li", "dt", "dd"}),
)
_NONE: frozenset[str] = frozenset()
_NAMED = r"[a-zA-Z][a-zA-Z0-9]{0,31}"
_REFERRED = rf"(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|{_NAMED});"
_NAMED_REFERENCE = re.compile(rf"&({_NAMED};)")
_NO_REFERENCE = re.compile(rf"&(?!{_REFERRED})")
_MANY_REFERENCES = re.compile(rf"(?:[^&]*+&{_REFERRED}){{{MAX_REFERENCES}}}")
_PARTING = "<!---->"  # stands where something was taken out: its sides form no new tag


def with_bounded_depth(markup: str) -> str:
    """Return HTML of which at most MAX_DEPTH elements stand in one another, with all of its text.

    Takes a time that grows with the length of the text, whatever stands in it.
    """
    is_small = len(markup) <= MAX_TAG and markup.count("&") <= MAX_REFERENCES
    if is_small and markup.count("<") <= MAX_DEPTH:
        return markup
    return "".join(_parts(markup))


def _parts(markup: str) -> list[str]:
    parts: list[str] = []
    opened: list[str] = []
    position = 0
    while begin := _TAG_BEGINS.search(markup, position):
        start = begin.start()
        parts.append(_bounded_text(markup[position:start]))
        tag = _TAG.match(markup, start)
        if tag is None:  # it never ends, and nobody reads it
            return parts
        position = tag.end()
        name = _folded(tag["name"] or "")
        if name in _LEFT_OUT:
            position = position if tag["end"] else _behind(name, markup, position)
            parts.append(_PARTING)
        elif not name or name in _READ_OTHERWISE:
            parts.append(_PARTING)
        elif tag["end"]:
            _close(opened, name)
            parts.append(f"</{name}>")
        elif _open(opened, name):
            parts.append(_bounded_tag(tag))
    parts.append(_bounded_text(markup[position:]))
    return parts


def _folded(name: str) -> str:
    return name.lower() if name.isascii() else name


def _behind(name: str, markup: str, position: int) -> int:
    """Return where an element ends whose beginning is read; the end of all if it never does."""
    end = re.compile(rf"</{name}[^>]*+>", re.IGNORECASE | re.ASCII).search(markup, position)
    return end.end() if end else len(markup)


def _open(opened: list[str], name: str) -> bool:
    """Open an element; say whether it may stand there."""
    if name in _PARTS_OF_TABLES:
        if not _close_in_table(opened):
            return False
    elif opened and opened[-1] in _ONLY_PARTS:
        return False
    if name in _VOID:
        return True
    closed = _ENDS_BY_ITSELF.get(name, _NONE)
    while opened and opened[-1] in closed:
        opened.pop()
    if len(opened) >= MAX_DEPTH:
        return False
    opened.append(name)
    return True


def _close(opened: list[str], name: str) -> None:
    """Close the innermost element, if it is the one that the end tag names."""
    if name in _PARTS_OF_TABLES or name == "table":
        if _close_in_table(opened) and name == "table":
            opened.pop()
        return
    ended = _ENDS_WITH.get(name, _NONE)
    last = len(opened) - 1
    while last >= 0 and opened[last] in ended:
        last -= 1
    if last >= 0 and opened[last] == name:
        del opened[last:]


def _close_in_table(opened: list[str]) -> bool:
    """Close all that is open in the innermost table; say whether there is a table."""
    if "table" not in opened:
        return False
    while opened[-1] != "table":
        opened.pop()
    return True


def _bounded_tag(tag: re.Match[str]) -> str:
    if len(tag[0]) <= MAX_TAG:
        return tag[0]
    attributes = (each[0] for each in islice(_ATTRIBUTES.finditer(tag["rest"]), MAX_ATTRIBUTES))
    kept = (each for each in attributes if each.count("&") <= MAX_REFERENCES)
    return f"<{tag['name']} {' '.join(kept)}>"


def _bounded_text(text: str) -> str:
    """Return a text with its references apart, MAX_REFERENCES at a time, and no unknown ones."""
    if text.count("&") <= MAX_REFERENCES:
        return text
    known = _NO_REFERENCE.sub("&amp;", _NAMED_REFERENCE.sub(_known_reference, text))
    return _MANY_REFERENCES.sub(rf"\g<0>{_PARTING}", known)


def _known_reference(reference: re.Match[str]) -> str:
    return reference[0] if reference[1] in named_references else f"&amp;{reference[1]}"
