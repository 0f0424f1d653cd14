"""What is the same on many pages, written once for all of them."""

from collections import OrderedDict
from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from boards.caching.template_names import undeclared_names

register = template.Library()

MAX_KEPT = 256  # of one place in a template


@register.tag("render_once")
def render_once(parser: Parser, token: Token) -> Node:
    """Render what stands inside once for each language, and from then on print what it gave.

        {% render_once tabs=navigation_tabs board=board.pk %}…{% endrender_once %}

    It is rendered without the page's context: only what is named in the tag has a value there, so
    that nothing of one page or visitor can show on another. Any other name is refused when the
    template is parsed. With values it is rendered once for
    each set of them. They are numbers, texts, None, or tuples of such: objects that change would
    be shown as they were.
    """
    name, *said = token.split_contents()
    values = token_kwargs(said, parser)
    if said:
        raise TemplateSyntaxError(f"'{name}' takes nothing but values with names.")
    nodes = parser.parse(("endrender_once",))
    parser.delete_first_token()
    if undeclared := undeclared_names(nodes, frozenset(values)):
        names = ", ".join(sorted(undeclared))
        raise TemplateSyntaxError(f"'{name}' does not know: {names}. Give it as name=value.")
    return RenderOnceNode(nodes, values)


class RenderOnceNode(Node):
    """The part of a template between `render_once` and `endrender_once`."""

    child_nodelists = ("nodes",)

    def __init__(self, nodes: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodes = nodes
        self._values = values
        self._written: OrderedDict[tuple[Any, ...], SafeString] = OrderedDict()

    def render(self, context: Any) -> SafeString:
        """Return what the nodes give for the values, in the language of the page."""
        values = {
            name: expression.resolve(context, ignore_failures=True)
            for name, expression in self._values.items()
        }
        # With their kinds: markup is equal to a text that is to be escaped, and 1 to True.
        kinds = tuple((type(value), value) for value in values.values())
        key = (get_language(), context.autoescape, kinds)
        markup = self._written.get(key)
        if markup is None:
            markup = self.nodes.render(_with_nothing_but(values, context))
            self._written[key] = markup
            if len(self._written) > MAX_KEPT:
                self._written.popitem(last=False)
        return markup


def _with_nothing_but(values: dict[str, Any], context: Any) -> template.Context:
    known = {name: value for name, value in values.items() if value is not None}
    inside = template.Context(known, autoescape=context.autoescape)
    inside.template, inside.render_context = context.template, context.render_context
    return inside
