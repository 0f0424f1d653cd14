"""What is the same on every page in one language, written once for all of them."""

from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.tag("constant")
def constant(parser: Parser, token: Token) -> Node:
    """Render what stands inside once for each language, and from then on print what it gave.

    It is rendered without the page's context: no variable has a value there, so that nothing of
    one page or visitor can show on another.
    """
    nodes = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(nodes)


class ConstantNode(Node):
    """The part of a template between `constant` and `endconstant`."""

    child_nodelists = ("nodes",)

    def __init__(self, nodes: NodeList) -> None:
        self.nodes = nodes
        self._written: dict[str | None, SafeString] = {}

    def render(self, context: Any) -> SafeString:
        """Return what the nodes give without a context, in the language of the page."""
        language = get_language()
        if language not in self._written:
            self._written[language] = self.nodes.render(_without_values(context))
        return self._written[language]


def _without_values(context: Any) -> template.Context:
    empty = template.Context({}, autoescape=context.autoescape)
    empty.template, empty.render_context = context.template, context.render_context
    return empty
