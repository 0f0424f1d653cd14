"""Which names a part of a template takes from its context."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.template.base import FilterExpression, Node, TokenType, Variable
from django.template.defaulttags import ForNode, WithNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode

BUILT_IN = frozenset({"True", "False", "None"})
_MADE_BY_TAGS = ("asvar", "target_var", "variable")  # where `… as name` stands in Django's nodes


def undeclared_names(nodes: Iterable[Node], declared: frozenset[str]) -> set[str]:
    """Return the names that nodes ask for and that are neither declared nor made by a tag of them.

    What an included template asks for is not looked at: it says so itself, in its first line.
    """
    known = set(declared | BUILT_IN)
    missing: set[str] = set()
    for node in nodes:
        missing |= _names_of(node) - known
        inside = frozenset(known | _names_inside(node))
        for attribute in node.child_nodelists:
            missing |= undeclared_names(getattr(node, attribute, None) or (), inside)
        for _, branch in getattr(node, "conditions_nodelists", ()):
            missing |= undeclared_names(branch, inside)
        known |= {name for made in _MADE_BY_TAGS if (name := getattr(node, made, None))}
    return missing


def _names_inside(node: Node) -> set[str]:
    """Return the names that a node gives to what stands in it."""
    if isinstance(node, ForNode):
        return {*node.loopvars, "forloop"}
    return set(node.extra_context) if isinstance(node, WithNode) else set()


def _names_of(node: Node) -> set[str]:
    """Return the names that the node itself asks for."""
    if isinstance(node, BlockTranslateNode):
        given = {*node.extra_context, node.countervar}
        texts = (*node.singular, *node.plural)
        said = {t.contents.split("|")[0] for t in texts if t.token_type == TokenType.VAR}
        return (said - given) | set(_names_in([node.extra_context, node.counter]))
    if isinstance(node, IncludeNode):
        return set(_names_in([node.template, node.extra_context]))
    own = {name: value for name, value in vars(node).items() if "nodelist" not in name}
    conditions = [each for each, _ in getattr(node, "conditions_nodelists", ())]
    return set(_names_in([own, conditions]))


def _names_in(value: Any) -> Iterator[str]:
    """Yield the first parts of all variables in expressions, however they are packed."""
    if isinstance(value, Variable):
        if value.lookups:
            yield value.lookups[0]
    elif isinstance(value, FilterExpression):
        yield from _names_in(value.var)
        for _, arguments in value.filters:
            yield from _names_in([argument for _, argument in arguments])
    elif isinstance(value, TokenBase):
        yield from _names_in([value.value, value.first, value.second])
    elif isinstance(value, dict):
        yield from _names_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _names_in(each)
