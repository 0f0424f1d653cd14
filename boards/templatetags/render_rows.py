"""Many rows of one template, which is rendered once for each shape that they have."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.exceptions import TemplateSyntaxError
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from boards.caching.template_names import undeclared_names

register = template.Library()

MAX_SHAPES = 256  # of one place in a template
# Stands around the name of a text where the text comes; no text is there while it does.
_MARK = "\x00"

# The markup before the first text; then the name of each text, and the markup behind it.
_Pattern = tuple[str, list[tuple[str, str]]]


@register.tag("render_rows")
def render_rows(parser: Parser, token: Token) -> Node:
    """Render what stands inside for each of many rows, whose values are ready to be placed.

        {% render_rows rows=rows compared="withheld" %}{{ row.author }} …{% endrender_rows %}

    A row is a mapping with the same names as every other. Where a value is a text, what stands
    inside may print it as it is, or see whether it is empty, and nothing else: it is rendered with
    a mark in its place, once for each language and each shape, which is what decides its branches.
    For every other row of that shape, the texts are put where the marks were. All other values,
    and the texts that are named in `compared`, are a part of the shape, and have few values.

    Ten comments with their tags of Django took 1.0 ms of each article, and take 0.16 like this. As
    in `render_once`, no name but `row` has a value inside: what a visitor's page says comes out of
    its rows, never out of what is cached.
    """
    name, *said = token.split_contents()
    values = token_kwargs(said, parser)
    if said or "rows" not in values or not values.keys() <= {"rows", "compared"}:
        raise TemplateSyntaxError(f"'{name}' takes rows=…, and compared='…' if it needs it.")
    nodes = parser.parse(("endrender_rows",))
    parser.delete_first_token()
    if undeclared := undeclared_names(nodes, frozenset({"row"})):
        raise TemplateSyntaxError(f"'{name}' does not know: {', '.join(sorted(undeclared))}.")
    compared = values.get("compared")
    names = compared.resolve(template.Context()).split() if compared else ()
    return RenderRowsNode(nodes, values["rows"], frozenset(names))


class RenderRowsNode(Node):
    """The part of a template between `render_rows` and `endrender_rows`."""

    child_nodelists = ("nodes",)

    def __init__(self, nodes: NodeList, rows: FilterExpression, compared: frozenset[str]) -> None:
        self.nodes = nodes
        self._rows = rows
        self._compared = compared
        self._patterns: OrderedDict[tuple[Any, ...], _Pattern] = OrderedDict()

    def render(self, context: Any) -> SafeString:
        """Return what the nodes give for each row, in the language of the page."""
        language = get_language()
        pieces: list[str] = []
        for row in self._rows.resolve(context):
            before, places = self._pattern(row, language, context)
            pieces.append(before)
            for name, after in places:
                pieces += (conditional_escape(row[name]), after)
        return mark_safe("".join(pieces))  # noqa: S308 - texts are escaped, unless they were

    def _pattern(self, row: Mapping[str, Any], language: str | None, context: Any) -> _Pattern:
        compared = self._compared
        shape = (language, context.autoescape) + tuple(
            [
                bool(value) if isinstance(value, str) and name not in compared else value
                for name, value in row.items()
            ]
        )
        pattern = self._patterns.get(shape)
        if pattern is None:
            pattern = self._patterns[shape] = self._rendered(row, context)
            if len(self._patterns) > MAX_SHAPES:
                self._patterns.popitem(last=False)
        return pattern

    def _rendered(self, row: Mapping[str, Any], context: Any) -> _Pattern:
        """Return the markup of a row, cut where its texts stand."""
        marked = {
            name: SafeString(f"{_MARK}{name}{_MARK}")
            if value and isinstance(value, str) and name not in self._compared
            else value
            for name, value in row.items()
        }
        inside = template.Context({"row": marked}, autoescape=context.autoescape)
        inside.template, inside.render_context = context.template, context.render_context
        before, *rest = self.nodes.render(inside).split(_MARK)
        return before, list(zip(rest[::2], rest[1::2], strict=True))
