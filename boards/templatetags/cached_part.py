"""A piece of a page that is cached by what it is made of."""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString

from boards.caching import parts

register = template.Library()


@register.tag("cached_part")
def cached_part(parser: Parser, token: Token) -> Node:
    """Render what stands inside, or take it from the cache.

        {% cached_part article_part "text" %}…{% endcached_part %}

    The view decides: where the first argument is a `boards.caching.parts.Part`, its key says all
    that is inside, and its texts stand there by their names; where it is None, everything inside
    is rendered for this page alone. The second one tells the pieces of a part apart.
    """
    tag, *given = token.split_contents()
    if len(given) != 2:
        raise TemplateSyntaxError(f"'{tag}' takes a part and the name of a piece of it.")
    nodes = parser.parse(("endcached_part",))
    parser.delete_first_token()
    part, name = (parser.compile_filter(each) for each in given)
    return CachedPartNode(nodes, part, name)


class CachedPartNode(Node):
    """The piece of a template between `cached_part` and `endcached_part`."""

    child_nodelists = ("nodes",)

    def __init__(self, nodes: NodeList, part: FilterExpression, name: FilterExpression) -> None:
        self.nodes = nodes
        self._part, self._name = part, name

    def render(self, context: Any) -> SafeString:
        """Return the piece with the texts of this page."""
        part = self._part.resolve(context, ignore_failures=True)
        if part is None:
            return self.nodes.render(context)

        def render() -> str:
            with context.push(**part.marks()):
                return self.nodes.render(context)

        return parts.rendered(part, str(self._name.resolve(context)), render)
